"""Tasks 任务: own what a text charges whom with by when, from tables, brackets, labelled lines and running text."""

from gongkai.intake.tasks.collect import tasks_in

__all__ = ["tasks_in"]
