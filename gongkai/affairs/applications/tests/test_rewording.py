"""Rewording: an officer changes the wording of a letter, version by version, and never what the law asks for."""

import pytest

from gongkai.affairs.applications.actions import delivering, writing
from gongkai.affairs.applications.letters.queries import letter_of, letters_of
from gongkai.affairs.applications.models import Letter, LetterVersion
from gongkai.engines.ledger.models import Event
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import accepted, answer, received

pytestmark = pytest.mark.django_db


def texts(letter: Letter) -> list[str]:
    return [part["text"] for part in letter.parts]


def refused(letter: Letter, by: object, told: list[str]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        writing.reword(letter, by=by, texts=told)  # type: ignore[arg-type]
    assert LetterVersion.objects.filter(letter=letter).count() == 1
    return list(refusal.value.reasons)


def test_the_wording_changes_and_the_first_one_stays(county: County) -> None:
    application = received(county)
    letter = letters_of(application)[0]
    told = texts(letter)
    told[0] = f"感谢{told[0]}"
    told[-1] = ""
    writing.reword(letter, by=county.zhou_min, texts=told)
    again = letter_of(application, letter.serial)
    assert again is not None and again.version == 2
    assert texts(again) == told[:-1]
    assert [one.made_by for one in again.versions.all()] == ["tangke", "zhoumin"]
    assert Event.objects.get(verb="application_letter.reworded").subject_id == f"{application.number}/1"


def test_what_the_law_asks_for_stays(county: County) -> None:
    application = accepted(county)
    answer(county, application)
    reply = letters_of(application)[0]
    told = [text.replace("60日", "6日") for text in texts(reply)]
    reasons = refused(reply, county.lu_fang, told)
    assert len(reasons) == 1 and "是法定内容" in reasons[0] and "救济途径" in reasons[0]
    dropped = ["" if part["fixed"] else part["text"] for part in reply.parts]
    assert len(refused(reply, county.lu_fang, dropped)) == sum(part["fixed"] for part in reply.parts)
    assert "请逐段填写" in refused(reply, county.lu_fang, texts(reply)[:-1])[0]
    assert refused(reply, county.lu_fang, texts(reply)) == ["文字没有改动，无需保存。"]


def test_a_signed_reply_is_reworded_by_who_may_sign_only(county: County) -> None:
    application = accepted(county)
    answer(county, application)
    reply = letters_of(application)[0]
    told = [f"{texts(reply)[0]}特此答复。", *texts(reply)[1:]]
    assert "只有签发人员" in refused(reply, county.zhou_min, told)[0]
    assert writing.reword(reply, by=county.lu_fang, texts=told).version == 2


def test_nobody_rewords_what_was_delivered_or_is_not_his(county: County) -> None:
    application = received(county)
    letter = letters_of(application)[0]
    told = [f"您好。{texts(letter)[0]}", *texts(letter)[1:]]
    assert "没有办理这件申请的权限" in refused(letter, county.guo_liang, told)[0]
    delivering.record_delivery(letter, by=county.tang_ke, way="pick_up")
    assert "已经送达" in refused(letter, county.zhou_min, told)[0]
