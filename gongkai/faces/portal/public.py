"""What all public pages share: they are read only, and any cache on the way may keep them a minute.

Most of them also follow the ledger: whatever they show changed in the transaction of an event, so as
long as the last event is the same, so is the page, and each process remembers what it rendered.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from gongkai.engines.ledger import queries as ledger
from gongkai.faces.ui.context import site_facts
from gongkai.kernel.clock import today

View = Callable[..., HttpResponse]
Answer = TypeVar("Answer", bound=HttpResponseBase)
MAX_AGE = 60  # seconds
# Some 30 KB each; a page that is larger than this is rendered anew.
PAGES, LARGEST = 500, 200_000


def public(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """GET and HEAD only; the same bytes for every reader, so `Cache-Control: public`."""

    @require_safe
    @wraps(view)
    def shown(*args: Any, **kwargs: Any) -> Answer:
        response = view(*args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=MAX_AGE)
        return response

    return shown


class _Memory:
    """The pages shown last, for the present state of the ledger only."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: Hashable = None
        self._pages: OrderedDict[str, tuple[bytes, str]] = OrderedDict()

    def get(self, state: Hashable, address: str) -> tuple[bytes, str] | None:
        with self._lock:
            if state != self._state:
                self._state = state
                self._pages.clear()
            page = self._pages.get(address)
            if page:
                self._pages.move_to_end(address)
            return page

    def put(self, state: Hashable, address: str, page: tuple[bytes, str]) -> None:
        with self._lock:
            if state == self._state:
                self._pages[address] = page
                if len(self._pages) > PAGES:
                    self._pages.popitem(last=False)


_memory = _Memory()


def following_the_ledger(view: View) -> View:
    """A public page that is rendered once for each state of the ledger, day and `site.toml`.

    Not for what the search index answers: it follows the ledger a moment later. Inside a transaction
    the ledger may still be rolled back, so nothing is remembered there.
    """

    @public
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if connection.in_atomic_block:
            return view(request, *args, **kwargs)
        # Asked before the page is rendered: a change in between makes the page newer than its key.
        state, address = _state(), request.get_full_path()
        known = _memory.get(state, address)
        if known:
            return HttpResponse(known[0], content_type=known[1])
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and len(response.content) <= LARGEST:
            _memory.put(state, address, (response.content, response["Content-Type"]))
        return response

    return shown


def _state() -> Hashable:
    """What every remembered page depends on. The instant tells two databases of equal length apart."""
    last = ledger.last()
    return (last.seq, last.at) if last else None, today(), site_facts()
