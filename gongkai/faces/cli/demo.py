"""gongkai demo: one fictional county."""

from typing import Annotated

import typer

from gongkai.faces.cli.output import note, progress
from gongkai.faces.cli.start import django


def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="PORT", help="Port to serve it at.")] = 8000,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve it afterwards.")] = True,
) -> None:
    """Tell the story of a fictional county into the data folder, then serve it."""
    from gongkai.faces.cli import serve as serving
    from gongkai.faces.cli.start import bring_up_to_date

    if serve:
        serving.prepare_address("127.0.0.1", port)
    django()
    bring_up_to_date()
    from django.conf import settings

    from gongkai.demo import story
    from gongkai.engines.search import actions as search
    from gongkai.engines.search.errors import LockBusy

    if story.already_told():
        note("The county stands already; its story is not told twice.")
    else:
        story.write_site(settings.HOME / "site.toml")
        with progress("Telling") as update:
            acts = story.tell(update)
        note(f"Told in {acts} acts. All its people sign in with the password {story.PASSWORD}.")
    if serve:
        serving.serve(host="127.0.0.1", port=port, workers=2)
        return
    try:
        search.catch_up()
    except LockBusy:
        note("Another process keeps the search index.")
