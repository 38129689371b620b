"""Ledger 留痕: append-only events, their subscribers and the outbox; knows no subject matter.

An event is written by `record` in the transaction of the change it tells of. The database itself
refuses to change or delete one. Numbers have no gap and follow the order of the commits.
"""
