"""gongkai applicants: the keys under which the data of applicants are sealed."""

import typer

from gongkai.faces.cli.output import misused, note
from gongkai.faces.cli.start import django

app = typer.Typer(help="Applicants 申请人: seal their data under a new key.", no_args_is_help=True)


@app.command()
def rotate() -> None:
    """Make a new key, seal everything under it, and forget the old keys.

    May be broken off and begun again. Back up the file `applicant_keys` first, and again when it is done.
    """
    django()
    from gongkai.affairs.applications import secrets
    from gongkai.affairs.applications.actions.privacy import reseal as seal_again

    try:
        secrets.new_key()
        note(f"{seal_again()} sealed under the new key.")
        secrets.retire_old_keys()
    except RuntimeError as error:
        misused(f"{error} Run `gongkai applicants reseal` after each of the two.")
    note(f"{seal_again()} recognised under the new key; the old keys are forgotten.")


@app.command()
def reseal() -> None:
    """Seal everything again under the first of the keys, where GONGKAI_APPLICANT_KEYS gives them."""
    django()
    from gongkai.affairs.applications.actions.privacy import reseal as seal_again

    note(f"{seal_again()} sealed under the first key.")
