"""Start 启动: Django for those commands that need it, and sentences for what commonly goes wrong."""

import os
import sys
from typing import Any

from typer.core import TyperGroup

from gongkai.faces.cli.output import refuse
from gongkai.kernel.flow import Refused


def django() -> None:
    """Set Django up. Called inside commands: counting days and reading law packs do without.

    A data folder that has never been used gets its tables at once.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    import django

    django.setup()
    from django.db import connection

    if not connection.introspection.table_names():
        bring_up_to_date()


def bring_up_to_date() -> None:
    """Run the migrations and make the cache table."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


class Commands(TyperGroup):
    """The commands; what is refused, or not set up yet, is told in sentences instead of a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refused:
            refuse(refused.reasons)
        except Exception as error:
            if _tables_are_missing(error):
                refuse("The database has no tables yet, or old ones: run `gongkai migrate` and try again.")
            raise


def _tables_are_missing(error: Exception) -> bool:
    database = sys.modules.get("django.db.utils")
    if database is None or not isinstance(error, database.OperationalError | database.ProgrammingError):
        return False
    return any(words in str(error) for words in ("no such table", "no such column", "does not exist"))
