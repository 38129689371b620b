"""Affairs 政务: the subject matter, tables and verbs; no HTTP."""
