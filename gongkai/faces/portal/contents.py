"""Contents 目录: the headings of a long document as links, so that nobody scrolls through three hundred pages."""

import re
from dataclasses import dataclass

from gongkai.affairs.documents import body as bodies

# With fewer headings, or a shorter text, one sees the whole at a glance.
FEWEST, SHORTEST = 6, 4000
_HEADING = re.compile(r"<h2>(?P<inner>.*?)</h2>", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """A heading and the place that it can be reached at."""

    place: str
    title: str


def with_contents(body: str) -> tuple[str, list[Section]]:
    """The body with its headings as places, and the headings; a short body as it is, with none."""
    if len(body) < SHORTEST or body.count("<h2>") < FEWEST:
        return body, []
    found: list[Section] = []

    def marked(heading: re.Match[str]) -> str:
        found.append(Section(f"section-{len(found) + 1}", " ".join(bodies.plain(heading["inner"]).split())))
        return f'<h2 id="{found[-1].place}">{heading["inner"]}</h2>'

    return _HEADING.sub(marked, body), found
