"""Readings 解读呈现: what a reader sees of an interpretation: forms, interpreter, pictures, films."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.documents.models import Edition, InterpretationFacts, PublicCopy

_FILMS = (".mp4", ".webm", ".m3u8", ".mp3", ".m4a")


@dataclass(frozen=True)
class Film:
    """A video or recording that an interpretation leads to."""

    title: str
    url: str


@dataclass(frozen=True)
class Reading:
    """An interpretation; `facts` is None where nothing was said of its forms and interpreter."""

    edition: Edition
    facts: InterpretationFacts | None
    pictures: list[PublicCopy]
    films: list[Film]

    @property
    def forms(self) -> list[str]:
        """The names of its forms, in their order."""
        told = self.facts.forms if self.facts else []
        return [str(form.label) for form in InterpretationFacts.Form if form in told]

    @property
    def interpreter(self) -> str:
        """Who interprets: the post, and the name where it was given."""
        if self.facts is None:
            return ""
        return " ".join(part for part in (self.facts.get_interpreter_display(), self.facts.name) if part)


def readings(interpretations: Sequence[Edition]) -> list[Reading]:
    """What is shown of these public interpretations, in the same order; no question where there is none."""
    if not interpretations:
        return []
    told = {
        row.document_id: row
        for row in InterpretationFacts.objects.filter(document__in=[e.document_id for e in interpretations])
    }
    pictures: dict[int, list[PublicCopy]] = defaultdict(list)
    copies = PublicCopy.objects.filter(
        attachment__edition__in=interpretations, media_type__startswith="image/"
    )
    for one in copies.select_related("attachment").order_by("attachment__position", "attachment_id"):
        pictures[one.attachment.edition_id].append(one)
    return [
        Reading(one, facts := told.get(one.document_id), pictures[one.pk], _films(one, facts))
        for one in interpretations
    ]


def alternative(picture: PublicCopy) -> str:
    """What is said in the place of a picture: what was written down of it, else its name."""
    return " ".join(picture.text.split())[:300] or picture.name.rpartition(".")[0] or picture.name


def _films(edition: Edition, facts: InterpretationFacts | None) -> list[Film]:
    """Links of the text that lead to a film; only an interpretation of that form is read for them."""
    if facts is None or InterpretationFacts.Form.VIDEO not in facts.forms:
        return []
    found = []
    for link in LexborHTMLParser(edition.body).css("a[href]"):
        url, title = str(link.attributes["href"]), " ".join(link.text().split())
        if urlsplit(url).path.lower().endswith(_FILMS) or "视频" in title or "音频" in title:
            found.append(Film(title or url, url))
    return found
