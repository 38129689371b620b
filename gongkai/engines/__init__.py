"""Engines 引擎: machinery with tables that knows no subject matter."""
