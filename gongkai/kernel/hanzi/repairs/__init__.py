"""repairs 修复: one small pure function for each kind of damage; `hanzi.repair` runs them in order.

Owns the recognition and repair of one kind each. Does not own the order or the report (hanzi.repair).
"""
