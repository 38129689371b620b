"""What is withheld is looked at again on one page, line by line, by one who did not write it."""

import pytest

from gongkai.affairs.documents.models import State, WithheldRound
from gongkai.affairs.documents.tests.test_withheld import entry, held_back
from gongkai.faces.workbench.tests.paperwork import at, fresh, text_of
from tests.county import County

URL = "/workbench/withheld/"
HOUSING = f"{URL}zhujian/"


@pytest.mark.full
def test_one_stays_and_one_is_taken_up_again(county: County) -> None:
    on = entry(county)
    stays, opens = (held_back(county, on, title) for title in ("会议记录一", "会议记录二"))
    client = at(county.fang_ya)
    assert HOUSING in text_of(client.get(URL))
    assert "会议记录一" in text_of(client.get(HOUSING))
    half = {f"verdict-{stays.pk}": "stay", f"reason-{stays.pk}": "情形没有变化。"}
    refused = text_of(client.post(HOUSING, half), 422)
    assert "还没有评估意见" in refused and f'href="#reason-{opens.pk}"' in refused
    assert 'value="情形没有变化。"' in refused and "checked" in refused
    whole = {**half, f"verdict-{opens.pk}": "reopen", f"reason-{opens.pk}": "规划已经公布。"}
    assert "启封 1 件" in text_of(client.post(HOUSING, whole, follow=True))
    assert (fresh(stays).state, fresh(opens).state) == (State.WITHHELD, State.DRAFT)
    assert WithheldRound.objects.count() == 1


@pytest.mark.full
def test_who_does_not_review_gets_nowhere(county: County) -> None:
    held = held_back(county, entry(county), "会议记录一")
    given = {f"verdict-{held.pk}": "reopen", f"reason-{held.pk}": "公开。"}
    for officer in (county.zhou_min, county.tang_ke, county.lu_fang):
        assert at(officer).get(URL).status_code == 403
        assert at(officer).post(HOUSING, given).status_code == 404
    assert fresh(held).state == State.WITHHELD and not WithheldRound.objects.exists()
