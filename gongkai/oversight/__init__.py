"""Oversight 监督: looks across the affairs, at what is asked of them and what came of it; does none of them itself."""
