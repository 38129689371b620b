"""From a draft to the portal through the pages of the workbench, as people do it: stopped, sent back, published."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.affairs.documents.models import Document, Edition, State
from gongkai.affairs.documents.scheduled import publish_due
from gongkai.engines.agencies.delegation import delegate
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.engines.screening.personal.identity import check_digit
from gongkai.faces.workbench.tests.paperwork import at, form_of
from gongkai.kernel.clock import CHINA, frozen, today
from tests.county import County

DAY = datetime(2026, 3, 2, 9, tzinfo=CHINA)
NUMBER = "99102219690417031"
NUMBER += check_digit(NUMBER)


class Paper:
    """A document on its way, acted on through its pages."""

    def __init__(self, by: Officer, **given: Any) -> None:
        answer = at(by).post(
            "/workbench/documents/new/", {"agency": "zhujian", "topics": ["construction"], **given}
        )
        assert answer.status_code == 302, answer.content.decode()
        self.document = Document.objects.latest("id")

    @property
    def edition(self) -> Edition:
        return self.document.editions.latest("number")

    def post(self, by: Officer, part: str, **given: Any) -> str:
        """What the page answers; empty when the act was done."""
        answer = at(by).post(f"/workbench/documents/{self.document.index_number}/{part}/", given)
        assert answer.status_code in (200, 302, 403, 404, 422)
        return "" if answer.status_code == 302 else answer.content.decode()

    def seen(self) -> Any:
        """What the public gets."""
        return Client().get(reverse("portal:document", args=[self.document.index_number]))

    def done(self, by: Officer, part: str, **given: Any) -> None:
        assert self.post(by, part, **given) == ""

    def reviewed(self, by: Officer, gate: str, do: str = "pass", **given: Any) -> str:
        key = f"{gate}-zhujian"
        checklist = next(
            one.checklist
            for one in pack_for(self.document.agency).gates(self.document.kind, on=today())
            if one.reviewer == gate
        )
        said = {"checked": list(checklist)} if do == "pass" else given
        return self.post(by, "review", gate=key, do=do, **{f"{key}-{do}-{k}": v for k, v in said.items()})


def subsidies(county: County) -> Paper:
    return Paper(
        county.zhou_min,
        kind="subsidy",
        title="青原县2026年2月农房补助名单",
        text=f"现将名单公开如下：\n申请人何大勇，身份证号码{NUMBER}，补助6000元。\n青原县住房和城乡建设局\n2026年3月2日",
    )


@pytest.fixture
def morning(county: County) -> Any:
    with frozen(DAY) as clock:
        yield clock


def test_a_list_with_an_identity_number_is_stopped_masked_and_published(county: County, morning: Any) -> None:
    paper = subsidies(county)
    said = paper.post(county.zhou_min, "send_up")
    assert "还有" in said and paper.edition.state == State.DRAFT
    found = paper.edition.findings.filter(resolution="")
    paper.done(
        county.zhou_min, "findings", do="mask", finding=[one.pk for one in found.filter(kind="identity")]
    )
    if rest := [one.pk for one in found.all()]:
        paper.done(county.zhou_min, "findings", do="keep", finding=rest, reason="依法公示的姓名。")
    paper.done(county.zhou_min, "send_up")
    paper.reviewed(county.zhou_min, "secrecy")
    assert not paper.edition.reviews.exists()  # four eyes
    assert paper.reviewed(county.fang_ya, "secrecy") == ""
    assert paper.post(county.fang_ya, "sign") != "" and paper.post(county.tang_ke, "publish") != ""
    paper.done(county.lu_fang, "sign")
    paper.done(county.tang_ke, "publish")
    page = paper.seen().content.decode()
    assert "何大勇" in page and NUMBER not in page
    assert NUMBER not in "".join(Event.objects.values_list("facts", flat=True))
    assert [re.sub("document.", "", one.verb) for one in events_of(*paper.document.subject)][-4:] == [
        "sent_up", "reviewed", "signed_off", "published",
    ]  # fmt: skip


def test_a_normative_document_comes_back_with_reasons_and_goes_out_when_its_hour_has_come(
    county: County, morning: Any
) -> None:
    paper = Paper(
        county.zhou_min,
        kind="normative",
        title="关于规范农房改造补助的通知",
        doc_number="青建规〔2026〕1号",
        text="各乡镇人民政府：\n补助公示期不少于3天。\n青原县住房和城乡建设局\n2026年3月2日",
    )
    paper.done(county.zhou_min, "send_up")
    assert (
        paper.reviewed(county.wei_lan, "legality", "return", reason="公示期应当不少于7天，并须先征求意见。")
        == ""
    )
    assert paper.edition.state == State.DRAFT
    paper.done(
        county.zhou_min, "consultation", began_on="2026-01-05", ended_on="2026-02-05", received=3, adopted=1,
        notice="www.qingyuan.example/zhengji/1", outcome="采纳1条，延长了公示期。", exception="",
    )  # fmt: skip
    shown = at(county.zhou_min).get(f"/workbench/documents/{paper.document.index_number}/edit/")
    mended = form_of(shown)
    mended["text"] = mended["text"].replace("3天", "7天")
    dates = {"issued_on": "2026-03-02", "effective_on": "2026-04-01", "expires_on": "2031-03-31"}
    paper.done(county.zhou_min, "edit", **{**mended, **dates})
    paper.done(county.zhou_min, "send_up")
    delegate(county.fang_ya, by=county.fang_ya, to=county.tang_ke, until=date(2026, 3, 4))
    assert paper.reviewed(county.tang_ke, "secrecy") == ""
    assert paper.reviewed(county.wei_lan, "legality") == ""
    paper.done(county.lu_fang, "sign")
    paper.done(county.tang_ke, "schedule", at="2026-03-03 00:00")
    assert paper.seen().status_code == 404
    morning.move_to(datetime(2026, 3, 3, 0, 1, tzinfo=CHINA))
    assert publish_due(by=SYSTEM) == 1
    assert "不少于7天" in paper.seen().content.decode()
    secrecy = events_of(*paper.document.subject).filter(verb="document.reviewed").first()
    assert secrecy is not None and (secrecy.actor, facts_of(secrecy)["in_place_of"]) == ("tangke", ["fangya"])


@pytest.mark.full
def test_what_nobody_signed_is_published_by_no_request_and_no_hour(county: County, morning: Any) -> None:
    paper = Paper(
        county.zhou_min, kind="notice", title="关于防汛值守的通知", text="请做好值守。\n2026年3月2日"
    )
    for step in ("sign", "publish", "schedule", "withhold", "take_over", "reopen"):
        for officer in (county.zhou_min, county.tang_ke, county.lu_fang, county.fang_ya, county.he_jing):
            assert paper.post(officer, step, at="2026-03-03 00:00", reason="急。") != "", (step, officer.name)
    assert paper.edition.state == State.DRAFT and publish_due(by=SYSTEM) == 0
