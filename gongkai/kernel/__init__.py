"""Kernel 内核: time, text and law in pure Python for every floor; may not import Django, owns no tables."""
