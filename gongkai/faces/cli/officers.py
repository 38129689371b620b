"""gongkai officers: accounts of officers."""

from typing import Annotated

import typer

from gongkai.faces.cli.output import note
from gongkai.faces.cli.start import django

app = typer.Typer(help="Officers 人员: their accounts.", no_args_is_help=True)


@app.command()
def password(
    username: Annotated[str, typer.Argument(metavar="USERNAME", help="The officer's user name.")],
) -> None:
    """Set an officer's password; it is asked for and never shown."""
    django()
    from gongkai.engines.agencies.passwords import officer_named, set_password
    from gongkai.engines.agencies.queries import SYSTEM

    officer = officer_named(username)
    given = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    set_password(officer, by=SYSTEM, password=given)
    note(f"The password of {username} has been set.")


@app.command(name="reset-second-factor")
def reset(
    username: Annotated[str, typer.Argument(metavar="USERNAME", help="The officer's user name.")],
) -> None:
    """Take the second factor off an account whose telephone and recovery codes are lost."""
    django()
    from gongkai.engines.agencies.passwords import officer_named, reset_second_factor
    from gongkai.engines.agencies.queries import SYSTEM

    reset_second_factor(officer_named(username), by=SYSTEM)
    note(f"The second factor of {username} has been taken off; the next sign-in asks for the password only.")
