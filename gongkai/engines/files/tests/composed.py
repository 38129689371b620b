"""Composed office files with everything in them that must not come out."""

import io
import re
import zipfile
from functools import cache

import pikepdf
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

PHONE = "13812345678"
IDENTITY = "110101199003070011"
EPOCH = (1980, 1, 1, 0, 0, 0)


def mask(text: str) -> str:
    """Long runs of digits, their middle starred."""
    return re.sub(r"\d{11,18}", lambda found: found[0][:3] + "*" * (len(found[0]) - 7) + found[0][-4:], text)


def zipped(members: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def word() -> bytes:
    """A notice with a number over two runs, a revision by 马晓, a comment, hidden text, a photograph, properties."""
    document = Document()
    document.core_properties.author = "马晓"
    document.core_properties.comments = "未定稿"
    document.add_heading("一、补助对象", 1)
    spread = document.add_paragraph("联系电话：1381")
    spread.add_run("2345").bold = True
    spread.add_run("678。")
    revised = document.add_paragraph("补助标准为每人每月")
    revised._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="马晓" w:date="2024-01-01T00:00:00Z">'
            "<w:r><w:delText>一百元旧数</w:delText></w:r></w:del>"
        )
    )
    revised._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="马晓"><w:r><w:t>二百元</w:t></w:r></w:ins>')
    )
    hidden = document.add_paragraph("公开的话").add_run("内部掌握的话")
    hidden.font.hidden = True
    noted = document.add_paragraph("以上标准请核对。")
    document.add_comment(noted.runs, text="领导尚未同意", author="贺静", initials="HJ")
    document.sections[0].header.paragraphs[0].text = "页眉里的稿号"
    table = document.add_table(2, 2)
    for (row, column), text in {(0, 0): "姓名", (0, 1): "证件号码", (1, 0): "某甲", (1, 1): IDENTITY}.items():
        table.cell(row, column).text = text
    document.add_picture(io.BytesIO(photograph()))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@cache
def open_document() -> bytes:
    """An .odt with a number over two spans, a deletion, a comment and an author."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<o:document-content xmlns:o="{office}" xmlns:t="{text}"><o:body><o:text>'
            "<t:tracked-changes><t:p>删去的话</t:p></t:tracked-changes>"
            f"<t:p>电话<t:span>{PHONE[:5]}</t:span>{PHONE[5:]}<o:annotation><t:p>批注的话</t:p></o:annotation>。</t:p>"
            "</o:text></o:body></o:document-content>",
            "meta.xml": f'<o:meta xmlns:o="{office}"><initial-creator>马晓</initial-creator></o:meta>',
            "Thumbnails/thumbnail.png": photograph(),
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}"><m:file-entry m:full-path="/"/>'
            '<m:file-entry m:full-path="content.xml"/><m:file-entry m:full-path="meta.xml"/></m:manifest>',
        }
    )


@cache
def photograph() -> bytes:
    """A JPEG that knows its camera and is to be turned."""
    image = Image.linear_gradient("L").convert("RGB").resize((60, 40))
    exif = Image.Exif()
    exif[0x0110] = "SecretCamera"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=exif, comment=b"SecretComment")
    return stream.getvalue()


@cache
def workbook() -> bytes:
    """A list with a hidden row, column and sheet, a comment, a link, a photograph and properties."""
    book = Workbook()
    sheet = book.active
    sheet.title = "补贴名单"
    for row in (
        ("姓名", "底数", "电话", "金额"),
        ("甲", "暗列一", int(PHONE), 120.5),
        ("乙", "暗列二", "隐行", 3),
        ("丙", "暗列三", PHONE, 7),
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["A1"].comment = Comment("内部批注", "何处长")
    sheet["A2"].hyperlink = "file:///D:/内部/底稿.xlsx"
    sheet.merge_cells("A5:D5")
    sheet["A5"] = "合并的一行"
    sheet.oddFooter.center.text = f"电话{PHONE}"
    sheet.add_image(SheetImage(io.BytesIO(photograph())), "F1")
    kept = book.create_sheet("隐表")
    kept["A1"] = "隐表内容"
    kept.sheet_state = "hidden"
    book.properties.creator = "马晓"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def slides() -> bytes:
    """Two slides, the second hidden; notes to the first; the relationships that tie them."""
    spaces = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def slide(text: str, show: str = "") -> str:
        return (
            f'<p:sld {spaces}{show}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="2" name="C:/用户/马晓/框"/>'
            f"</p:nvSpPr><p:txBody><a:p><a:r><a:t>{text[:5]}</a:t></a:r><a:r><a:t>{text[5:]}</a:t></a:r></a:p>"
            "</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
        )

    def relations(*targets: tuple[str, str]) -> str:
        inside = "".join(
            f'<Relationship Id="r{at}" Type="{kind}/{name}" Target="{target}"/>'
            for at, (name, target) in enumerate(targets, 1)
        )
        return f'<Relationships xmlns="{package}/relationships">{inside}</Relationships>'

    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/><Override PartName="/ppt/slides/slide2.xml" ContentType="x"/></Types>',
            "_rels/.rels": relations(
                ("officeDocument", "ppt/presentation.xml"), ("core", "docProps/core.xml")
            ),
            "docProps/core.xml": "<c><creator>马晓</creator></c>",
            "ppt/presentation.xml": f'<p:presentation {spaces}><p:sldIdLst><p:sldId id="256" r:id="r1"/>'
            '<p:sldId id="257" r:id="r2"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(
                ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": slide(f"热线{PHONE}"),
            "ppt/slides/_rels/slide1.xml.rels": relations(("notesSlide", "../notesSlides/notesSlide1.xml")),
            "ppt/slides/slide2.xml": slide("暂不公开的一张", ' show="0"'),
            "ppt/notesSlides/notesSlide1.xml": slide("口头说明不要外传"),
        }
    )


@cache
def pdf() -> bytes:
    """Two pages, the first with a telephone number; author, note, attachment, script."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.setAuthor("马晓")
    for lines in (
        ("公示名单", f"某甲 电话 {PHONE} 补助二百元", "监督电话 3210000"),
        ("第二页没有个人信息", "完"),
    ):
        canvas.setFont("STSong-Light", 16)
        for at, line in enumerate(lines):
            canvas.drawString(72, 760 - 30 * at, line)
        canvas.showPage()
    canvas.save()
    opened = pikepdf.open(io.BytesIO(stream.getvalue()))
    opened.attachments["底稿.txt"] = "附件里的底稿".encode()
    opened.pages[0].obj.Annots = pikepdf.Array(
        [
            opened.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Text,
                    Rect=[1, 1, 9, 9],
                    Contents="批注不外传",
                )
            ),
            opened.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=[1, 1, 9, 9],
                    A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://www.qingyuan.example/"),
                )
            ),
        ]
    )
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")
    made = io.BytesIO()
    opened.save(made, static_id=True)
    return made.getvalue()
