"""Readers 读取: own the way from bytes of any supported kind to text; know nothing of what a document says."""

from gongkai.intake.readers.walk import read_bytes, read_path

__all__ = ["read_bytes", "read_path"]
