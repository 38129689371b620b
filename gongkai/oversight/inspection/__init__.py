"""Inspection 检查: what is wrong with what stands in public, looked for daily by the packs' checks; findings to be
rectified, explained or gone. It reads the affairs and mends nothing; screening of texts is affairs/documents' own."""
