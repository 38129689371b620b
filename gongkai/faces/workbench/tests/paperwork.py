"""What the tests of documents share: a browser, its pages checked, the form of a draft as a browser sends it."""

import re
from typing import Any

from django.test import Client

from gongkai.affairs.documents import course, gates
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.tests.test_markup import check
from tests.county import County

_MODULE = re.compile(r'<script type="module" src="[^"]+"></script>')


def at(who: Officer) -> Client:
    """An officer at his browser."""
    client = Client()
    client.force_login(who.user)
    return client


def page(edition: Edition, part: str = "") -> str:
    return f"/workbench/documents/{edition.document.index_number}/{part}{'/' if part else ''}"


def text_of(answer: Any, status: int = 200) -> str:
    """The page, checked; the editor comes as a module of this site, never inline."""
    assert answer.status_code == status, answer.content.decode()[-800:]
    text: str = answer.content.decode()
    check(_MODULE.sub("", text))
    return text


def form_of(answer: Any) -> dict[str, Any]:
    """The fields of the text form as the page shows them, ready to be sent."""
    form = answer.context["form"]
    given = {}
    for bound in form:
        value = bound.value()
        given[bound.name] = bound.field.prepare_value(value) if value is not None else ""
    return {**given, "opened": answer.context["opened"]}


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("document__agency").get(pk=edition.pk)


def notice(county: County, title: str = "关于做好冬季燃气安全检查的通知", **facts: Any) -> Edition:
    """A new notice of the housing bureau, to go its whole course."""
    return county.draft(title, **{"kind": "notice", "taken_from": "", **facts})


def sent(county: County, **facts: Any) -> Edition:
    return course.send_up(notice(county, **facts), by=county.zhou_min)


def passed(county: County, **facts: Any) -> Edition:
    """Through all its gates, to be signed."""
    edition = sent(county, **facts)
    for gate in gates.needed(edition):
        course.pass_gate(edition, by=county.fang_ya, gate=gate.gate, checked=gate.checklist)
    return edition
