"""Li Hua applies on the web: confirmed, corrected, answered, the letter in hand; another application taken back."""

from datetime import date, datetime
from io import BytesIO

from django.test import Client
from pypdfium2 import PdfDocument

from gongkai.affairs.applications.actions import correcting, deciding, receiving
from gongkai.affairs.applications.models import Application
from gongkai.faces.portal.tests.applying import NAME, apply, text_of
from gongkai.kernel.clock import CHINA, frozen
from tests.county import County


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:30:00").replace(tzinfo=CHINA)


def test_from_the_form_to_the_letter(county: County) -> None:
    home = Client()
    with frozen(at("2025-11-10")) as clock:
        receipt = apply(home)
        case = f"/apply/case/{receipt.number}/"
        assert "还没有开始计算答复期限" in text_of(home.get(case))
        application = Application.objects.get(number=receipt.number)

        clock.move_to(at("2025-11-11"))
        receiving.confirm_receipt(application, by=county.tang_ke)
        clock.move_to(at("2025-11-13"))
        correcting.ask_correction(
            application, by=county.zhou_min, items=["请写明乡镇的名称。"], correct_by=date(2025, 11, 28)
        )

        clock.move_to(at("2025-11-17"))  # a week later, at another machine
        elsewhere = Client()
        elsewhere.post("/apply/case/", {"number": receipt.number, "code": receipt.code})
        assert "请写明乡镇的名称。" in text_of(elsewhere.get(f"{case}correct/"))
        elsewhere.post(f"{case}correct/", {"text": "2024年度桥头镇农村危房改造补助资金的明细"})
        said = text_of(elsewhere.get(case))
        assert "2025年12月15日" in said  # twenty working days after the correction
        assert "2025年11月17日起算" in said

        clock.move_to(at("2025-11-24"))
        table = {"name": "桥头镇明细.txt", "data": "前河村 4户".encode(), "redacted": False}
        deciding.draft_reply(
            application, by=county.zhou_min, outcome="granted", variant="provided", files=[table]
        )  # fmt: skip
        deciding.sign(application, by=county.lu_fang)

        clock.move_to(at("2025-11-25"))
        reader = Client()
        reader.post("/apply/case/", {"number": receipt.number, "code": receipt.code})
        said = text_of(reader.get(case))
        assert "已于2025年11月24日答复" in said
        assert "桥头镇明细.txt" in said
        reply = application.letters.get(decision__isnull=False)
        response = reader.get(f"{case}letters/{reply.serial}.pdf")
        with PdfDocument(BytesIO(response.content)) as paper:
            text = "".join(paper[n].get_textpage().get_text_bounded() for n in range(len(paper)))
        for words in (NAME, reply.number, "行政复议"):
            assert words in text
        assert reply.deliveries.get().way == "web"

        second = apply(reader)
        place = reader.post(f"/apply/case/{second.number}/withdraw/")["Location"]
        assert "申请已经撤回" in text_of(reader.get(place))
        both = text_of(reader.get("/apply/case/"))
        assert receipt.number in both and second.number in both
        assert Application.objects.get(number=second.number).outcome == "oth_other"
