"""The parts of a .docx that are the same for every document, and its frame: page, styles, page numbers."""

from xml.sax.saxutils import escape, quoteattr

from gongkai.engines.files.making.official import Official

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = f'xmlns:w="{_W}" xmlns:r="{_R}"'

# A4; 37 mm above, 35 below, 28 left, 26 right; a grid of 22 lines of 28 characters (GB/T 9704-2012 §5.2).
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rOdd"/><w:footerReference w:type="even" r:id="rEven"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/>'
    '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"/></w:sectPr>'
)


def fixed() -> dict[str, bytes]:
    """The members that never change."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"), ("styles", "styles"), ("settings", "settings"),
            ("footer1", "footer"), ("footer2", "footer"),
        )
    )  # fmt: skip
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    package = (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{_RELS}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
    )
    settings = (
        f'<w:settings {_SPACES}><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )
    return {
        "[Content_Types].xml": _bytes(types),
        "_rels/.rels": _bytes(package),
        "word/settings.xml": _bytes(settings),
        "word/styles.xml": _bytes(f"<w:styles {_SPACES}>{_defaults()}{''.join(_styles())}</w:styles>"),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }


def document(body: str) -> bytes:
    """The main part around the paragraphs of the document."""
    return _bytes(f"<w:document {_SPACES}><w:body>{body}{_PAGE}</w:body></w:document>")


def relations(targets: dict[str, str]) -> bytes:
    """Styles, settings and footers, and the addresses that the text links to."""
    parts = (
        ("rStyles", "styles", "styles.xml"), ("rSettings", "settings", "settings.xml"),
        ("rOdd", "footer", "footer1.xml"), ("rEven", "footer", "footer2.xml"),
    )  # fmt: skip
    inside = "".join(
        f'<Relationship Id="{identifier}" Type="{_R}/{kind}" Target="{target}"/>'
        for identifier, kind, target in parts
    )
    inside += "".join(
        f'<Relationship Id="{identifier}" Type="{_R}/hyperlink" Target={quoteattr(target)} TargetMode="External"/>'
        for target, identifier in targets.items()
    )
    return _bytes(f'<Relationships xmlns="{_RELS}">{inside}</Relationships>')


def properties(official: Official) -> bytes:
    """Title, issuer, number: what the public knows anyway, and no person's name."""
    return _bytes(
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(official.title)}</dc:title><dc:creator>{escape(official.issuer)}</dc:creator>"
        f"<dc:identifier>{escape(official.index_number)}</dc:identifier>"
        f"<dc:subject>{escape(official.set_number)}</dc:subject><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _footer(side: str) -> bytes:
    """— 1 —, in 四号 宋体, one character free at the outer edge (§7.5)."""
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return _bytes(
        f'<w:ftr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:ind w:{side}="280" w:firstLine="0"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">— </w:t></w:r>{field}'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def _defaults() -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_face("仿宋_GB2312")}<w:kern w:val="2"/><w:sz w:val="32"/>'
        '<w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault>'
        '<w:pPr><w:spacing w:line="579" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_FLAT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_CENTER = '<w:jc w:val="center"/>'
_KEEP = "<w:keepNext/>"
_SMALL = '<w:spacing w:line="320" w:lineRule="atLeast"/>'


def _styles() -> list[str]:
    hei, kai, song = _face("黑体"), _face("楷体_GB2312"), _face("宋体")
    title_face = _face("方正小标宋简体")
    red = '<w:color w:val="D40000"/>'
    return [
        _style("Normal", "Normal", _INDENT, "", base=""),
        _style("Flat", "无缩进", _FLAT),
        _style("Title", "Title", f'{_KEEP}<w:spacing w:before="579" w:after="579" w:line="640" w:lineRule="exact"/>'
               f"{_FLAT}{_CENTER}", title_face + _size(44)),
        _style("Masthead", "发文机关标志", f'<w:spacing w:before="900" w:after="579" w:line="900" w:lineRule="exact"/>'
               f"{_FLAT}{_CENTER}", title_face + red + _size(64)),
        _style("LetterHead", "信函发文机关标志", f'<w:spacing w:after="120" w:line="700" w:lineRule="exact"/>{_FLAT}'
               f"{_CENTER}", title_face + red + _size(56)),
        _style("Number", "发文字号", _FLAT + _CENTER),
        _style("Index", "索引号", _FLAT, hei + _size(21)),
        _style("Chapter", "章", _KEEP + _FLAT + _CENTER + _outline(0), hei),
        _style("Heading1", "heading 1", _KEEP + _INDENT + _outline(0), hei),
        _style("Heading2", "heading 2", _KEEP + _INDENT + _outline(1), kai),
        _style("Heading3", "heading 3", _KEEP + _INDENT + _outline(2), "<w:b/>"),
        _style("Quote", "Quote", '<w:ind w:left="640" w:firstLineChars="200" w:firstLine="640"/>', kai),
        _style("Caption", "caption", _KEEP + _FLAT + _CENTER, hei + _size(28)),
        _style("Attachment", "附件说明", '<w:ind w:left="1920" w:hangingChars="400" w:hanging="1280"/>'),
        _style("Signature", "署名和日期", '<w:ind w:rightChars="200" w:right="640" w:firstLine="0"/>'
               '<w:jc w:val="right"/>'),
        _style("TableText", "表格正文", _SMALL + _FLAT + '<w:jc w:val="left"/>', _size(24)),
        _style("TableFigure", "表格数字", _SMALL + _FLAT + '<w:jc w:val="right"/>', _size(24)),
        _style("TableHead", "表头", _SMALL + _FLAT + _CENTER, hei + _size(24)),
        _style("Footer", "footer", '<w:spacing w:line="240" w:lineRule="auto"/>' + _FLAT, song + _size(28)),
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
        + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                  for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        + '</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>",
    ]  # fmt: skip


def _style(identifier: str, name: str, paragraph: str, letters: str = "", base: str = "Normal") -> str:
    default = "" if base else ' w:default="1"'
    parent = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identifier}"><w:name w:val="{name}"/>{parent}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _face(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="Times New Roman"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _bytes(markup: str) -> bytes:
    return (_HEAD + markup).encode()
