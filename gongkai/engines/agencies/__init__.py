"""Agencies 机构: the tree of agencies, officers, roles and permissions; not what they do with them."""
