"""A screener sees everything that a file carries, with its place in words."""

import io

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

from gongkai.engines.files.part import Part, PartKind
from gongkai.engines.files.reading import parts_of
from gongkai.engines.files.tests import composed


def found(data: bytes, name: str) -> dict[str, Part]:
    return {part.where: part for part in parts_of(data, name)}


def test_the_seen_and_unseen_of_a_word_file() -> None:
    parts = found(composed.word(), "通知.docx")
    body = parts["正文"]
    assert "联系电话：13812345678。" in body.text
    assert "每人每月二百元" in body.text
    assert "一百元旧数" not in body.text
    assert f"| 某甲 | {composed.IDENTITY} |" in body.text
    assert not body.hidden
    hidden = {where: part.text for where, part in parts.items() if part.hidden}
    assert hidden["正文里马晓修订删去的文字"] == "一百元旧数"
    assert hidden["正文里看不见的文字"] == "内部掌握的话"
    assert hidden["批注"] == "领导尚未同意"
    assert hidden["批注的修订或批注者"] == "贺静"
    assert hidden["文档属性“作者”"] == "马晓"
    assert hidden["文档属性“备注”"] == "未定稿"
    assert parts["页眉"].kind is PartKind.MARGIN
    assert parts["文中图片“image1.jpg”"].kind is PartKind.NOT_READABLE


def test_the_seen_and_unseen_of_a_workbook() -> None:
    parts = found(composed.workbook(), "名单.xlsx")
    row = "第1张工作表“补贴名单”第2行"
    assert parts[row].text == "甲\t13812345678\t120.5"
    assert not parts[row].hidden
    hidden = {where: part.text for where, part in parts.items() if part.hidden}
    assert hidden["第1张工作表“补贴名单”第2行（隐藏列或不显示的格式）"] == "暗列一"
    assert hidden["第1张工作表“补贴名单”第3行（隐藏）"] == "乙\t隐行\t3"
    assert hidden["第2张工作表“隐表”（隐藏）第1行"] == "隐表内容"
    assert hidden["第1张工作表“补贴名单”A1的批注"] == "内部批注"
    assert hidden["第1张工作表“补贴名单”A1的批注者"] == "何处长"
    assert parts["第1张工作表“补贴名单”的页眉页脚"].text == f"电话{composed.PHONE}"


def test_the_seen_and_unseen_of_slides() -> None:
    parts = found(composed.slides(), "解读.pptx")
    assert parts["第1张幻灯片"].text == f"热线{composed.PHONE}"
    assert parts["第2张幻灯片（隐藏）"].hidden
    assert parts["演讲者备注1"].text == "口头说明不要外传"
    assert parts["文档属性“作者”"].text == "马晓"


def test_the_seen_and_unseen_of_an_open_document() -> None:
    parts = found(composed.open_document(), "函.odt")
    assert composed.PHONE in parts["正文"].text
    hidden = {where: part.text for where, part in parts.items() if part.hidden}
    assert hidden == {"修订": "删去的话", "批注": "批注的话", "文档属性“作者”": "马晓"}


def test_text_hidden_by_its_style_tiny_or_white_is_told() -> None:
    document = Document()
    style = document.styles.add_style("暗", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    paragraph = document.add_paragraph("看得见，")
    paragraph.add_run("藏在样式里，").style = style
    paragraph.add_run("小得看不见，").font.size = Pt(1)
    paragraph.add_run("白字").font.color.rgb = RGBColor(255, 255, 255)
    stream = io.BytesIO()
    document.save(stream)
    assert found(stream.getvalue(), "a.docx")["正文里看不见的文字"].text == "藏在样式里，小得看不见，白字"


def test_the_seen_and_unseen_of_a_pdf() -> None:
    parts = found(composed.pdf(), "公示.pdf")
    assert composed.PHONE in parts["第1页"].text
    assert "第二页没有个人信息" in parts["第2页"].text
    hidden = {where: part.text for where, part in parts.items() if part.hidden}
    assert hidden["文档属性“Author”"] == "马晓"
    assert hidden["第1页批注"] == "批注不外传"
    assert hidden["PDF 附件“底稿.txt”正文"] == "附件里的底稿"
    assert hidden["脚本"] == "app.alert('x')"


def test_places_inside_zips_inside_zips_are_led_by_their_names() -> None:
    inner = composed.zipped({"名单.csv": "姓名,电话\n甲,13812345678\n"})
    data = composed.zipped({"全部/内层.zip": inner, "说明.txt": "见附件"})
    parts = found(data, "材料.zip")
    place = "压缩包内“全部/内层.zip”压缩包内“名单.csv”"
    assert parts[place + "文件名"].text == "名单.csv"
    assert parts[place + "第2行"].text == "甲\t13812345678"
    assert parts["压缩包内“说明.txt”正文"].text == "见附件"


def test_a_photograph_asks_for_a_person_and_tells_its_place_and_camera() -> None:
    parts = list(parts_of(composed.photograph(), "现场.jpg"))
    assert [part.kind for part in parts[:2]] == [PartKind.NAME, PartKind.NOT_READABLE]
    assert {"SecretCamera", "照片里记有拍摄地点的经纬度。"} <= {part.text for part in parts if part.hidden}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_cannot_be_read_asks_for_a_person(data: bytes) -> None:
    name, whole = parts_of(data, "坏的文件")
    assert name.text == "坏的文件"
    assert (whole.where, whole.kind) == ("整个文件", PartKind.NOT_READABLE)
    assert whole.text.endswith("。")


def test_text_of_an_old_encoding_is_read() -> None:
    assert found("补贴发放说明，请公开。".encode("gb18030"), "a.txt")["正文"].text == "补贴发放说明，请公开。"
