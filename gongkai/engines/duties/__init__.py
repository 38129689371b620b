"""Duties 义务: what is owed, by whom, until when, opened and closed by events; not what the law says (kernel/law).

`core` and `book` are pure: a duty's course and the law in force are functions of the ledger's events. `advance`
takes one event's step over them; the live listener (`actions.follow`) and `rebuild` take the same one.
"""
