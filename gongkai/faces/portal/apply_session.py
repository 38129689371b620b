"""Session 会话: what a visitor has typed and may see, sealed on the server for a short time, without an account.

The cookie holds the session's name only, the table of sessions sealed text only, and both end with the browser.
"""

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict

from gongkai.affairs.applications import secrets
from gongkai.kernel.clock import now


def put(request: HttpRequest, name: str, value: Any, *, keep: timedelta) -> None:
    """Keep a value (anything that JSON knows) under a name, until it has lain untouched for so long."""
    whole = json.dumps({"until": (now() + keep).isoformat(), "value": value}, ensure_ascii=False)
    request.session[name] = secrets.seal(whole, _context(name)).decode("ascii")
    request.session.set_expiry(0)  # the cookie goes when the browser is closed: many sit at shared machines


def get(request: HttpRequest, name: str) -> Any:
    """The value again; None where there is none, or where it is too old or was sealed with a key that is gone."""
    sealed = request.session.get(name)
    if not isinstance(sealed, str):
        return None
    try:
        whole = json.loads(secrets.unseal(sealed.encode("ascii"), _context(name)))
    except secrets.Unreadable:
        return None
    return whole["value"] if now() < datetime.fromisoformat(whole["until"]) else None


def drop(request: HttpRequest, *names: str) -> None:
    """Forget these."""
    for name in names:
        if name in request.session:
            del request.session[name]


def typed(given: QueryDict, name: str, limit: int) -> str:
    """What stands in a field, with plain line ends and without NUL, which PostgreSQL cannot keep."""
    return given.get(name, "").replace("\x00", "").replace("\r\n", "\n").strip()[:limit]


def from_here(request: HttpRequest) -> bool:
    """Whether a form comes from a page of this site, as the browser says: for forms that begin a session, on
    pages that carry no cookie and so no token. Elsewhere the token decides."""
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc in {
        request.get_host(),
        urlsplit(settings.GONGKAI_ORIGIN).netloc,
    }


def _context(name: str) -> str:
    return f"session:{name}"
