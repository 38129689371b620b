"""The meta tags that pages of government sites carry (国办秘函〔2019〕19号; statute notes §15).

All pages name the site (the template does); column pages add four tags, document pages three more.
"""

from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.affairs.documents.queries import Page
from gongkai.kernel.clock import instant

Tags = list[tuple[str, str]]


def column(name: str, description: str, type: str, *keywords: str) -> Tags:
    """The four tags of a page that lists things, and of what stands in that column."""
    return [
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", ",".join(keywords or (name,))),
        ("ColumnType", type),
    ]


def article(page: Page, url: str, *, withdrawn: bool = False) -> Tags:
    """The tags of a document page: its column's, and its own; nothing of the text once it is withdrawn."""
    document, edition = page.document, page.edition
    kind = kinds()[document.kind]
    words = [kind.title, *(topics()[slug].title for slug in page.topics if slug in topics())]
    agency = document.agency.name
    said = "" if withdrawn else edition.summary or " ".join(edition.text.split())[:120]
    return [
        *column(kind.title, kind.description, kind.column_type, kind.title),
        ("ArticleTitle", edition.title),
        ("PubDate", published_at(page)),
        ("ContentSource", agency),
        ("Keywords", ",".join(words)),
        ("Author", "、".join(document.issuers) or agency),
        ("Description", said),
        ("Url", url),
    ]


def published_at(page: Page) -> str:
    """First publication as `yyyy-MM-dd HH:mm`, 24 hours.

    A document taken over from an older site has a day but no time of that day: midnight.
    """
    first = next((one.published_at for one in page.history if one.published_at), None)
    day = page.document.published_on
    here = instant(first) if first else None
    if here and (day is None or here.date() == day):
        return f"{here:%Y-%m-%d %H:%M}"
    return f"{day:%Y-%m-%d} 00:00" if day else ""
