"""Verbs 动作 on applications, a file for each subject; each takes a step of the course or refuses with all reasons."""
