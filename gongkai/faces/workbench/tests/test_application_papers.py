"""The officer looks at the papers of whoever applies: one button where they are sound, a correction where not."""

import pytest
from django.test import Client

from gongkai.affairs.applications.actions import extending
from gongkai.affairs.applications.actions.enclosing import Enclosed
from gongkai.affairs.applications.models import Application, Purpose
from gongkai.affairs.applications.tests.telling import accepted, on, received
from gongkai.affairs.applications.tests.telling import head as the_head
from gongkai.faces.workbench.tests.casework import DESK, ENTRY, fresh, page
from gongkai.faces.workbench.tests.helpers import told
from gongkai.faces.workbench.tests.paperwork import at, text_of
from tests.county import County


@pytest.fixture
def zhou(county: County) -> Client:
    return at(county.zhou_min)


def test_one_button_says_that_the_papers_are_sound(county: County, zhou: Client) -> None:
    with on("2026-03-02"):
        one = received(county)
        text = text_of(zhou.get(page(one, "accept")))
        assert "经核对无误" in text and page(one, "check_identity") in text
        zhou.post(page(one, "accept"))
        assert "本人提出，不需要授权" in text_of(zhou.get(page(one)))
    assert fresh(one).identity_check.proof == "sound"


def test_what_is_wanting_stands_in_the_correction_notice(county: County, zhou: Client) -> None:
    mandate = Enclosed(Purpose.AUTHORITY.value, "授权委托书.pdf", b"%PDF-1.7", "application/pdf")
    with on("2026-03-02"):
        one = received(county, enclosures=[mandate])
        # whoever sent an authority is not taken for acting himself
        assert "checked" not in text_of(zhou.get(page(one, "check_identity")))
        zhou.post(page(one, "check_identity"), {"proof": "sound", "authority": "mismatch"})
        text = text_of(zhou.get(page(one)))
        assert f'class="button" href="{page(one, "ask_correction")}"' in text
        assert "授权委托书经核对缺失或者不符" in text
        assert "请提供相符的授权委托书。" in text_of(zhou.get(page(one, "ask_correction")))
        asked = text_of(zhou.get(page(one, "reply") + "?as=granted:provided"))
        assert page(one, "check_identity") in asked
    assert "核对身份证明：核对无误" in text and len(told("application.identity_checked")) == 1


def test_the_registrar_checks_with_the_paper_before_him(county: County, zhou: Client) -> None:
    with on("2026-03-02"):
        tang = at(county.tang_ke)
        unproven = {**ENTRY, "authority_check": "missing", "proof_number": ""}
        assert "申请中没有写的，核对身份证明选“缺失”" in text_of(tang.post(f"{DESK}new/", unproven), 422)
        tang.post(f"{DESK}new/", {**unproven, "proof_check": "missing"})
        one = Application.objects.get()
        check = one.identity_check
        assert (check.proof, check.authority, check.checked_by) == ("missing", "missing", "tangke")
        assert "补交的身份证明" in text_of(zhou.get(page(one, "check_identity")))
        came = {
            "proof": "sound",
            "authority": "himself",
            "proof_kind": "passport",
            "proof_number": "E00000001",
        }
        zhou.post(page(one, "check_identity"), came)
    assert fresh(one).identity_check.proof == "sound"


def test_the_head_reads_why_it_is_too_late_and_what_to_do(county: County) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        extending.propose_extension(one, by=county.zhou_min, reason="资料在外省档案馆。")
    with on("2026-03-31"):
        text = text_of(at(the_head(county)).get(f"{DESK}consents/"))
    assert "延期须在原答复期限内告知申请人" in text and "督促承办人尽快答复" in text
    assert page(one, "consent_extension") not in text and page(one, "decline_extension") in text
