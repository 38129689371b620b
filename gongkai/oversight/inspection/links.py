"""Links 站内链接: which links of published texts lead to documents and files of this site that are not there."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from django.conf import settings
from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.documents.models import OUT, Edition, PublicCopy

_PAGE = re.compile(r"^(?:/en|/zh-hant)?/documents/(?P<number>[^/]+)/")
_FILE = re.compile(r"^/files/(?P<number>[^/]+)/(?P<sha256>[0-9a-f]{64})/")


def broken(editions: Sequence[Edition]) -> Iterator[tuple[Edition, list[str]]]:
    """The editions that have broken links, each with their addresses. Other sites are not asked."""
    told = [(edition, _inside(edition.body)) for edition in editions]
    pages = {match["number"] for _e, paths in told for path in paths if (match := _PAGE.match(path))}
    files = {match["sha256"] for _e, paths in told for path in paths if (match := _FILE.match(path))}
    public = set(
        Edition.objects.filter(document__index_number__in=pages, state__in=OUT).values_list(
            "document__index_number", flat=True
        )
    )
    kept = set(PublicCopy.objects.filter(sha256__in=files).values_list("sha256", flat=True))

    def gone(path: str) -> bool:
        if match := _PAGE.match(path):
            return match["number"] not in public
        match = _FILE.match(path)
        return match is not None and match["sha256"] not in kept

    for edition, paths in told:
        if found := [path for path in paths if gone(path)]:
            yield edition, found


def _inside(body: str) -> list[str]:
    """The paths on this site to which a text leads, each once."""
    home = urlsplit(settings.GONGKAI_ORIGIN).netloc
    found = []
    for link in LexborHTMLParser(body).css("a[href]"):
        try:
            parts = urlsplit(link.attributes["href"] or "")
        except ValueError:
            continue  # no address at all: the sanitiser leaves what it cannot read
        if parts.netloc in {"", home} and parts.scheme in {"", "http", "https"} and parts.path:
            found.append(unquote(parts.path))
    return list(dict.fromkeys(found))
