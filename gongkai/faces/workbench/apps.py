"""The application: connects what the ledger must learn of sign-in."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "gongkai.faces.workbench"

    def ready(self) -> None:
        from gongkai.faces.workbench import receivers

        receivers.connect()
