"""Faces 界面: HTTP, HTML, JSON and terminal; no tables, and no face knows another."""
