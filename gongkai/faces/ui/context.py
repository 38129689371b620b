"""Context 页面环境: what every template knows: the site's own facts and where the reader stands.

The facts come from `site.toml` in the data folder; a fact that is not given is not shown.
"""

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

# Path prefix of each language, and its name as its readers call it.
LANGUAGES = (("zh-hans", "", "简体"), ("zh-hant", "/zh-hant", "繁體"), ("en", "/en", "English"))


@dataclass(frozen=True)
class Site:
    """Who runs the site (政府网站发展指引, 国办发〔2017〕47号): the keys of `site.toml`.

    `owner` 主办单位, `operator` 承办单位, `id_code` 网站标识码, `icp` ICP备案号, `police_record` 公安备案号.
    """

    name: str = "政务公开"
    owner: str = ""
    operator: str = ""
    domain: str = ""
    id_code: str = ""
    icp: str = ""
    police_record: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""

    @property
    def brand(self) -> str:
        """The words of the masthead."""
        return self.owner or self.name


@dataclass(frozen=True)
class Language:
    """One of the languages of the present page, with its address there."""

    code: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Place:
    """Where the reader stands: addresses of the present page, none of which depends on who he is."""

    path: str  # without the language
    full: str  # with language and query, to come back to
    canonical: str
    languages: list[Language]


def site_facts() -> Site:
    """The facts of this site; defaults where the file is missing or cannot be read."""
    path = settings.HOME / "site.toml"
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _read(path, changed)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Site:
    domain = urlsplit(settings.GONGKAI_ORIGIN).hostname or ""
    given: dict[str, Any] = {}
    if changed:
        try:
            given = tomllib.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            given = {}
    known = {field.name for field in fields(Site)}
    words = {key: value.strip() for key, value in given.items() if key in known and isinstance(value, str)}
    return Site(**{"domain": domain, **{key: value for key, value in words.items() if value}})


def place_of(request: HttpRequest) -> Place:
    """The addresses of this page."""
    path, current = request.path_info, "zh-hans"
    for code, prefix, _label in LANGUAGES[1:]:
        if path == prefix or path.startswith(f"{prefix}/"):
            path, current = path[len(prefix) :] or "/", code
    encoded = request.META.get("QUERY_STRING", "")
    query = f"?{encoded}" if encoded.isascii() and encoded else ""
    quoted = _quoted(path)
    prefixes = {code: prefix for code, prefix, _label in LANGUAGES}
    return Place(
        path=path,
        full=f"{prefixes[current]}{quoted}{query}",
        canonical=f"{settings.GONGKAI_ORIGIN}{prefixes[current]}{quoted}",
        languages=[
            Language(code, label, f"{prefix}{quoted}{query}", code == current)
            for code, prefix, label in LANGUAGES
        ],
    )


def _quoted(path: str) -> str:
    # One slash at the start: "//elsewhere" would lead to another site.
    return "/" + escape_uri_path(path).lstrip("/")


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor: `site` and `place`."""
    return {"site": site_facts(), "place": place_of(request)}
