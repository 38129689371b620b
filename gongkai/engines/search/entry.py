"""What a source hands to the index 检索条目."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be found: a document, an agency, whatever a source calls a kind.

    `kind` and `id` together name it; the index returns them and stores nothing else of it. `number`
    is a document number in any writing, or empty. All texts are searched; a match in `title` counts
    more. The facets hold slugs (`year` the calendar year), empty where the thing has none. An entry
    without `date` stands last when results are sorted by date.
    """

    kind: str
    id: str
    title: str
    number: str = ""
    summary: str = ""
    body: str = ""
    attachments: Sequence[str] = ()
    agency: str = ""
    type: str = ""
    topics: Sequence[str] = ()
    year: int | None = None
    validity: str = ""
    date: datetime.date | None = None
