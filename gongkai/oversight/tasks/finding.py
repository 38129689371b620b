"""Finding 查找: the public documents that a person means by an index number, a document number or a title."""

from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.queries import by_index_numbers, live, with_words_in_title
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.kernel.hanzi import parse_number

# How many are offered when several bear the words.
SEVERAL = 6
RECENT = 12


def documents_called(words: str) -> list[Edition]:
    """The live editions meant, at most a few: by index number, else by document number, else by exact title,
    else those with the words in their title."""
    words = words.strip().strip("《》")
    if not words:
        return []
    number = parse_number(words)
    return (
        by_index_numbers([words])
        or list(live().filter(document__doc_number=str(number) if number else words)[:SEVERAL])
        or list(live().filter(title=words)[:SEVERAL])
        or list(with_words_in_title([words])[:SEVERAL])
    )


def recently_published(officer: Officer) -> list[Edition]:
    """The newest live editions of the agencies that the officer reports for."""
    mine = agencies_where(officer, Permission.REPORT_TASKS)
    return list(live().filter(document__agency__in=mine)[:RECENT])
