"""Command line 命令行: the same verbs and queries for the terminal."""
