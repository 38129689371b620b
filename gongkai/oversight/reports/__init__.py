"""Reports 年报: annual reports of openness with their tables, and statistics for any period; counts what the affairs
keep, and keeps no cases or documents (affairs/applications, affairs/documents)."""
