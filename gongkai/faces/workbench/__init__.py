"""Workbench 工作台: the pages of staff, behind sign-in."""
