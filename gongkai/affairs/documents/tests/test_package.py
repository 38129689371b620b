"""Under a pack that asks it, text, opinions collected and interpretation go out together or not at all."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from gongkai.affairs.documents import actions, queries
from gongkai.affairs.documents.consultation import note_consultation
from gongkai.affairs.documents.models import Edition, State
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.kernel.clock import CHINA, frozen, today
from gongkai.kernel.flow import Refused
from tests.county import County

DAY = datetime(2026, 3, 2, 9, tzinfo=CHINA)
TITLE = "青原县农村危房改造补助办法"


def consulted(county: County, edition: Edition, outcome: str, **given: object) -> None:
    facts: dict[str, object] = {
        "began_on": today() - timedelta(days=40), "ended_on": today() - timedelta(days=9),
        "notice": "MB0000002-2026-00001", "received": 3, "adopted": 1, "outcome": outcome, **given,
    }  # fmt: skip
    note_consultation(edition, by=county.zhou_min, **facts)  # type: ignore[arg-type]


def interpreted(county: County, edition: Edition) -> Edition:
    body = "".join(f"<p>{word}：说明。</p>" for word in ("背景", "目的", "起草过程", "主要内容", "下一步"))
    reading = county.draft(f"《{TITLE}》解读", kind="interpretation", taken_from="", body=body)
    actions.relate(reading.document, by=county.zhou_min, type="interprets", target=edition.document)
    return reading


def drafted(county: County) -> Edition:
    return county.draft(TITLE, kind="notice", taken_from="")


def test_publication_is_refused_while_the_opinions_or_the_interpretation_is_missing(
    county: County, client: Client
) -> None:
    with frozen(DAY) as clock:
        adopt_pack(by=SYSTEM, agency=county.government, pack="jiayuguan-wgx", from_=today())
        text = drafted(county)
        with pytest.raises(Refused, match="手机号码"):
            consulted(county, text, "李某来电13812345678，已经采纳。")
        running = {"ended_on": today() + timedelta(days=3)}
        consulted(county, text, "", **running)  # no outcome yet while the public is still being asked
        county.sign(text)
        with pytest.raises(Refused) as refused:
            actions.publish(text, by=county.tang_ke)
        assert len(refused.value.reasons) == 2 and "才结束" in refused.value.reasons[0]
        clock.advance(timedelta(days=5))
        with pytest.raises(Refused) as refused:
            actions.publish(text, by=county.tang_ke)
        assert ["采纳情况" in one or "解读稿" in one for one in refused.value.reasons] == [True, True]

        whole = drafted(county)
        consulted(county, whole, "收到意见3条，采纳1条；其余2条与上位法不符，没有采纳。")
        reading = interpreted(county, whole)
        county.sign(reading)
        actions.publish(county.sign(whole), by=county.tang_ke)
        reading.refresh_from_db()
        assert reading.state == State.LIVE  # in the same transaction
        shown = client.get(f"/documents/{whole.document.index_number}/").content.decode()
        assert "没有采纳" in shown and reading.title in shown and "征集到的意见" in shown


def test_other_packs_let_the_text_go_ahead(county: County) -> None:
    with frozen(DAY):
        adopt_pack(by=SYSTEM, agency=county.government, pack="shandong-rfb", from_=today())
        text = drafted(county)
        consulted(county, text, "没有收到意见。", received=0, adopted=0)
        actions.publish(county.sign(text), by=county.tang_ke)
        page = queries.page(text.document.index_number)
        assert page is not None and page.consultation is not None
