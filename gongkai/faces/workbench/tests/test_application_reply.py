"""Drafting a reply: the outcome first, then what it needs; masked files; four eyes; the letter as it will go out."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.applications.actions import consulting, deciding, receiving
from gongkai.affairs.applications.models import Application, Decision, DecisionFile, Stage
from gongkai.affairs.applications.outcomes import outcomes
from gongkai.affairs.applications.tests.telling import accepted, answer, draft, on, submit
from gongkai.affairs.applications.tests.test_redacting import SECRETS, TABLE, opened
from gongkai.affairs.documents import checks, store
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.files import to_docx, to_pdf
from gongkai.engines.files.masking.pictures import pictures
from gongkai.faces.workbench import application_areas
from gongkai.faces.workbench.tests.casework import fresh, page
from gongkai.faces.workbench.tests.paperwork import at, text_of
from tests.county import County


@pytest.fixture
def one(county: County) -> Application:
    with on("2026-03-02"):
        return accepted(county)


@pytest.fixture
def zhou(county: County) -> Client:
    return at(county.zhou_min)


def reply(one: Application, kind: str) -> str:
    return f"{page(one, 'reply')}?as={kind}"


def test_all_replies_are_offered_with_what_they_lack(one: Application, zhou: Client) -> None:
    with on("2026-03-03"):
        text = text_of(zhou.get(page(one, "reply")))
        assert zhou.get(reply(one, "oth_nopay:lapsed")).status_code == 404
        assert zhou.post(page(one, "reply")).status_code == 422
    offered = [f"{key}:{each.id}" for key, outcome in outcomes().items() for each in outcome.replies()]
    assert all(f'value="{key}"' in text for key in offered) and len(offered) > 20
    assert "oth_nopay" not in text and "还没有检索记录" in text and "还没有第三方的意见" in text
    assert "《政府信息公开条例》第三十六条第（四）项" in text


@pytest.mark.full
def test_every_reply_has_a_form_that_keeps_what_was_typed(
    county: County, one: Application, zhou: Client
) -> None:
    replies = [(outcome, variant) for outcome in outcomes().values() for variant in outcome.replies()]
    with on("2026-03-03"):
        for outcome, variant in replies:
            path = reply(one, f"{outcome.key}:{variant.id}")
            text_of(zhou.get(path))
            answered = zhou.post(path, {"reasons": "已经写好的理由。", "link": "不存在的索引号"})
            if answered.status_code == 422:
                assert "已经写好的理由。" in answered.content.decode()
            else:
                assert variant.needs in ([], ["reasons"]) and not outcome.grounds
                deciding.return_draft(one, by=county.lu_fang, reason="再试。")


@pytest.mark.full
def test_a_file_is_masked_here_and_the_words_are_not_in_it(one: Application, zhou: Client) -> None:
    given = {
        "ground": "personal_privacy", "reasons": "含有个人隐私。", "words": "\n".join(SECRETS),
        "masked": SimpleUploadedFile("明细.docx", to_docx(TABLE)),
    }  # fmt: skip
    with on("2026-03-03"):
        assert zhou.post(reply(one, "partial:redacted"), given).status_code == 302
    made = DecisionFile.objects.get()
    with default_storage.open(store.path_of(made.sha256)) as kept:
        inside = opened(kept.read())
    assert made.redacted and "桥头镇桥东村" in inside and not [one for one in SECRETS if one in inside]
    got = zhou.get(page(one, f"files/{made.pk}"))
    assert got.getvalue() and "attachment" in got["Content-Disposition"]
    assert zhou.get(page(one, "files/9999")).status_code == 404


@pytest.mark.full
def test_what_cannot_be_masked_is_told_at_its_field(one: Application, zhou: Client) -> None:
    def post(**given: object) -> str:
        file = SimpleUploadedFile("明细.docx", to_docx(TABLE))
        base = {"ground": "personal_privacy", "reasons": "含有个人隐私。", "masked": file}
        return text_of(zhou.post(reply(one, "partial:redacted"), {**base, **given}), 422)

    with on("2026-03-03"):
        assert "请写明要遮盖的文字" in post()
        assert "找不到“张大山”" in post(words="张大山")
        assert "不是区域" in post(areas="第一页左上")
        assert "只有PDF文件可以框选区域" in post(areas="1 72 500 300 540")
    assert fresh(one).stage == Stage.HANDLING


def test_a_link_is_chosen_among_what_is_published(county: County, one: Application, zhou: Client) -> None:
    edition = county.publish("青原县农村危房改造补助资金分配办法")
    number = edition.document.index_number
    path = reply(one, "granted:already_public")
    with on("2026-03-03"):
        text = text_of(zhou.get(path + "&q=危房改造"))
        assert "在已公开的文件中查找" in text and number in text
        assert zhou.post(path + "&q=危房改造", {"found": number}).status_code == 302
    assert Decision.objects.get().link == number


def test_a_repeat_names_the_earlier_one_of_the_same_applicant(county: County, zhou: Client) -> None:
    with on("2026-03-02"):
        first = accepted(county)
        answer(county, first)
        again = accepted(county)
        path = reply(again, "np_repeat:not_processed")
        assert first.number in text_of(zhou.get(path))
        assert zhou.post(path, {"earlier": first.number}).status_code == 302
    assert Decision.objects.get(application=again).earlier == first


def test_an_objection_asks_for_the_public_interest(county: County, one: Application, zhou: Client) -> None:
    with on("2026-03-03"):
        asked = consulting.ask_third_party(one, by=county.zhou_min, party="某公司", about="单价")
        assert "正在征求第三方意见" in text_of(zhou.get(page(one, "reply")))
        consulting.note_opinion(asked, by=county.zhou_min, answer="objects", reasons="商业秘密。")
        text = text_of(zhou.get(reply(one, "granted:provided")))
        file = SimpleUploadedFile("明细.txt", b"1")
        refused = zhou.post(reply(one, "granted:provided"), {"attached": file})
    assert "不公开会对公共利益造成的重大影响" in text
    assert "请写明不公开会对公共利益造成" in text_of(refused, 422)


def test_the_signer_reads_the_letter_and_the_drafter_may_not_sign(county: County, one: Application) -> None:
    with on("2026-03-03"):
        draft(county, one)
        signer = at(county.lu_fang)
        text = text_of(signer.get(page(one, "sign")))
        assert "将要发出的答复书" in text and "也可以自收到本文书之日起" in text and "明细.txt" in text
        assert one.number in text_of(signer.get("/workbench/applications/signing/"))
        assert signer.post(page(one, "sign")).status_code == 302
    assert fresh(one).stage == Stage.ANSWERED


def test_a_returned_draft_shows_its_reason(county: County, one: Application, zhou: Client) -> None:
    with on("2026-03-03"):
        draft(county, one)
        at(county.lu_fang).post(page(one, "return_draft"), {"reason": "请补充附表。"})
        text = text_of(zhou.get(page(one)))
    assert "请补充附表。" in text and "已退回" in text


def test_the_pages_are_shown_with_the_areas_that_were_typed(
    one: Application, zhou: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process: what a process of its own adds is tested with the files."""

    def drawn(data: bytes) -> list[tuple[float, float, bytes]]:
        sizes, made = pictures(data)
        assert len(sizes) == 1
        return [(width, height, made) for width, height, _ in sizes]

    monkeypatch.setattr(application_areas, "page_pictures", drawn)
    place = page(one, "reply/pages")
    with on("2026-03-03"):
        assert "请先选择要遮盖的PDF文件" in zhou.post(place).content.decode()
        given = {
            "masked": SimpleUploadedFile("明细.pdf", to_pdf(TABLE)),
            "areas": "1 72 500 300 540\n2 1 1 9 9",
        }
        shown = zhou.post(place, given)
        wrong = {"masked": SimpleUploadedFile("明细.pdf", b"nothing"), "areas": "1 72 500 300 540"}
        assert "不是能打开的 PDF" in zhou.post(place, wrong).content.decode()
        assert "不是区域" in zhou.post(place, {**given, "areas": "左上角"}).content.decode()
        monkeypatch.setattr(checks, "FILE_LIMIT", 2**20)
        large = {"masked": SimpleUploadedFile("明细.pdf", b"%PDF-" + b" " * 2**20)}
        assert "“明细.pdf”超过1 MB，请压缩或者拆分" in zhou.post(place, large).content.decode()
    tree = LexborHTMLParser(text_of(shown))
    (svg,) = tree.css("svg.areas")
    height = float(svg.attributes["viewBox"].split()[3])
    (rect,) = tree.css("svg.areas rect")
    assert (rect.attributes["x"], rect.attributes["width"]) == ("72.0", "228.0")
    assert float(rect.attributes["y"]) == pytest.approx(height - 540, abs=1)
    assert tree.css_first("image").attributes["href"].startswith("data:image/jpeg;base64,")


def test_a_unit_that_works_for_the_organ_reads_the_number_alone_of_what_others_answered(
    county: County, zhou: Client
) -> None:
    with on("2026-03-02"):
        agencies.grant_role(county.he_jing, by=SYSTEM, role="liaison", agency=county.government)
        he_jing = Officer.objects.get(pk=county.he_jing.pk)
        first, again = (
            receiving.confirm_receipt(submit(county, agency=county.government), by=he_jing) for _ in range(2)
        )
        Application.objects.filter(pk=first.pk).update(
            stage="answered", wanted="县政府常务会议纪要", concluded_on=date(2026, 3, 2), outcome="granted"
        )
        receiving.entrust(again, by=he_jing, undertaker=county.housing)
        receiving.accept(again, by=county.zhou_min)
        text = text_of(zhou.get(reply(again, "np_repeat:not_processed")))
    assert first.number in text and "由其他单位办理" in text and "常务会议纪要" not in text
