"""Pages of a long list, with the links between them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import cached_property

PER_PAGE = 20


@dataclass(frozen=True)
class Link:
    """One place in the row of page numbers; a gap has no number."""

    number: int = 0
    url: str = ""
    current: bool = False


class Pager:
    """The present page of `total` entries. `url_of` gives the address of a page by its number.

    Raises Http404 for a page behind the last one.
    """

    def __init__(
        self, total: int, number: int, url_of: Callable[[int], str], per_page: int = PER_PAGE
    ) -> None:
        self.total, self.number, self._url_of = total, number, url_of
        self.count = max(1, -(-total // per_page))
        if number > self.count:
            raise Http404("没有这一页。")
        self.start = (number - 1) * per_page
        self.stop = self.start + per_page

    @property
    def previous(self) -> str:
        """Address of the page before; empty on the first."""
        return self._url_of(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """Address of the page after; empty on the last."""
        return self._url_of(self.number + 1) if self.number < self.count else ""

    @cached_property
    def links(self) -> list[Link]:
        """First, last and the neighbours of the present page, with gaps between them."""
        near = range(self.number - 2, self.number + 3)
        shown = sorted({1, self.count, *(n for n in near if 1 <= n <= self.count)})
        links, before = [], 0
        for n in shown:
            if n - before == 2:
                links.append(Link(before + 1, self._url_of(before + 1)))
            elif n - before > 2:
                links.append(Link())
            links.append(Link(n, self._url_of(n), n == self.number))
            before = n
        return links
