"""gongkai demo: one fictional county."""

from typing import Annotated

import typer

from gongkai.faces.cli.output import misused, note, progress
from gongkai.faces.cli.start import django


def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="PORT", help="Port to serve it at.")] = 8000,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve it afterwards.")] = True,
    pack: Annotated[str, typer.Option(metavar="NAME", help="Law pack that the county goes by.")] = "xiaoxian",
) -> None:
    """Tell the story of a fictional county into the data folder, then serve it."""
    from gongkai.faces.cli import serve as serving
    from gongkai.faces.cli.start import bring_up_to_date
    from gongkai.kernel.law import pack_names

    if pack not in pack_names():
        misused(f"There is no pack “{pack}”; choose one of {', '.join(sorted(pack_names()))}.")
    if serve:
        serving.prepare_address("127.0.0.1", port)
    django()
    bring_up_to_date()
    from django.conf import settings

    from gongkai.demo import story
    from gongkai.engines.search import actions as search
    from gongkai.engines.search.errors import LockBusy

    if story.already_told():
        note(
            "The county stands already; its story is not told twice. "
            "To tell it under another pack, name another data folder in GONGKAI_HOME."
        )
    else:
        story.write_site(settings.HOME / "site.toml")
        with progress("Telling") as update:
            acts = story.tell(update, pack=pack)
        note(
            f"Told in {acts} acts, under the pack {pack}. All its people sign in with the password {story.PASSWORD}."
        )
    if serve:
        serving.serve(host="127.0.0.1", port=port, workers=2)
        return
    try:
        search.catch_up()
    except LockBusy:
        note("Another process keeps the search index.")
