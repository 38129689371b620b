"""Word: an official document as a .docx, its parts written directly, for speed and so that bytes repeat."""

from gongkai.engines.files.making import word_parts
from gongkai.engines.files.making.blocks import Block, blocks_of
from gongkai.engines.files.making.official import Official
from gongkai.engines.files.making.word_text import Links, inline, paragraph, run, table
from gongkai.engines.files.package import packed

_STYLES = {"chapter": "Chapter", "h1": "Heading1", "h2": "Heading2", "h3": "Heading3", "quote": "Quote"}
_RED_LINE = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="D40000"/></w:pBdr>'
_TWO_LINES = '<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="4" w:color="D40000"/></w:pBdr>'
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'


def made(official: Official) -> bytes:
    """The .docx; faces are named by the standard, a machine without them shows its own Chinese face."""
    links = Links()
    body = "".join(_head(official)) + _blocks(blocks_of(official), links)
    members = word_parts.fixed()
    members["word/document.xml"] = word_parts.document(body)
    members["word/_rels/document.xml.rels"] = word_parts.relations(links.targets)
    members["docProps/core.xml"] = word_parts.properties(official)
    return packed(members)


def _head(official: Official) -> list[str]:
    out = []
    if official.index_number:
        out.append(paragraph(run(f"索引号：{official.index_number}"), "Index"))
    if official.masthead:
        border = _TWO_LINES if official.letter else ""
        out.append(paragraph(run(official.masthead), "LetterHead" if official.letter else "Masthead", border))
    if official.letter:
        out.append(paragraph(run(official.set_number), "Signature"))
    elif official.number:
        border = _RED_LINE if official.masthead else ""
        out.append(paragraph(run(official.set_number), "Number", border))
    elif official.masthead:
        out.append(paragraph("", "Number", _RED_LINE))
    out.append(paragraph(run(official.title), "Title"))
    return out


def _blocks(blocks: list[Block], links: Links) -> str:
    out = []
    for at, block in enumerate(blocks):
        first = at == 0 or blocks[at - 1].kind != block.kind
        out.append(_block(block, links, first))
    return "".join(out)


def _block(block: Block, links: Links, first: bool) -> str:
    text = inline(block.runs, links)
    match block.kind:
        case "table":
            return table(block, links)
        case "rule":
            return paragraph("", "Flat", _RULE)
        case "to":
            return paragraph(text, "Flat")
        case "caption":
            return paragraph(text, "Caption")
        case "item":
            return paragraph(run(block.label) + text)
        case "attachment":
            blank = paragraph("", "Flat") if first else ""
            # Later entries begin under the first one's name (§7.3.4).
            lead = "附件：" if first else "\u3000\u3000\u3000"
            return blank + paragraph(run(lead + block.label.removeprefix("附件：")) + text, "Attachment")
        case "sign":
            return (paragraph("", "Flat") if first else "") + paragraph(text, "Signature")
        case _:
            return paragraph(text, _STYLES.get(block.kind, ""))
