"""gongkai migrate: the database in the shape that this version needs."""

from gongkai.faces.cli.output import note
from gongkai.faces.cli.start import bring_up_to_date, django


def migrate() -> None:
    """Make or update the tables of the database. Safe to repeat."""
    django()
    bring_up_to_date()
    note("The database is up to date.")
