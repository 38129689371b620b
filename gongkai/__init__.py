"""gongkai 公开: the open system for open government affairs (政务公开)."""
