"""Hidden parts of a page 隐藏内容: text and links in HTML that a visitor does not see and a machine does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import accumulate

from gongkai.engines.screening.finding import Finding, Severity
from gongkai.engines.screening.reading import Reading

VOID = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(VOID.split())
_UNSHOWN = frozenset(("script", "style", "template", "noscript", "head", "title"))
_INVISIBLE = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0+)?(?![.\d])|font-size:(?:[01](?:\.\d+)?(?:px|pt)|0(?:em|rem|%)?(?![.\d]))"
    r"|text-indent:-\d{3,}|(?:left|top|margin-left|margin-top):-\d{3,}|clip:rect\(0|clip-path:inset\(100%"
    r"|(?:^|;)(?:max-)?(?:height|width):[01](?:px)?(?:;|$)|position:absolute;.*-\d{4,}"
)
_COLOUR = re.compile(r"(?:^|;)color:([^;]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^; ]+)")
_WHITE = frozenset(("white", "#fff", "#ffffff", "transparent", "rgba(0,0,0,0)", "rgb(255,255,255)"))
_ADDRESS = re.compile(r"(?:https?:)?//([^/:?#\s]+)", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"(?:^|\.)(?:gov|edu|org|mil|ac)\.cn$|(?:^|\.)(?:people|xinhuanet|weibo|qq)\.com$", re.IGNORECASE
)
_ENTICING = re.compile("av|bet|casino|sex|porn|game|slot|vip|888|666|365|99|彩|博|娱乐", re.IGNORECASE)


def find_hidden(reading: Reading) -> Iterator[Finding]:
    """Text and links that are not shown, comments with words in them, links whose words are only a dot.

    Only where the context says that the text is HTML; offsets are those of the source.
    """
    if reading.context.html:
        page = _Page(reading)
        page.feed(_closed(reading.text))
        page.close()
        yield from page.found


def _closed(source: str) -> str:
    """The source, as long as it was, with no tag or comment left open at its end.

    The parser of the standard library goes over an unclosed rest again for every sign that may begin a tag.
    """
    end = source.rfind(">") + 1
    rest = source.find("<!--", max(0, source.rfind("-->")))
    end = end if rest < 0 else min(end, rest)
    return source[:end] + source[end:].replace("<", " ").replace("&", " ")


class _Page(HTMLParser):
    """Follows what is open and hidden while it reads."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(convert_charrefs=False)
        self.reading = reading
        self.found: list[Finding] = []
        self.open: list[tuple[str, bool]] = []
        self.hidden = 0
        self.unshown = 0
        self.link: tuple[int, str, list[str]] | None = None
        lengths = (len(line) + 1 for line in reading.text.split("\n"))
        self.line_starts = [0, *accumulate(lengths)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        hides = _hides(tag, values)
        if tag == "a" and (values.get("href") or "").strip():
            address = str(values["href"]).strip()
            if hides or self.hidden:
                self._say(
                    "hidden_link",
                    self._at(),
                    self._tag_end(),
                    "block",
                    "页面看不见的链接，疑似被植入的暗链，请删除。",
                )
            else:
                self.link = self._at(), address, []
        if tag in ("iframe", "embed", "object") and (
            hides or values.get("width") in ("0", "1") or values.get("height") in ("0", "1")
        ):
            self._say(
                "hidden_link",
                self._at(),
                self._tag_end(),
                "block",
                "页面看不见的嵌入框，疑似被植入，请删除。",
            )
        if tag == "img" and self.link is not None:
            self.link[2].append("图")
        if tag in _VOID:
            return
        self.open.append((tag, hides))
        self.hidden += hides
        self.unshown += tag in _UNSHOWN

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link is not None:
            self._judge(*self.link)
            self.link = None
        # Only the nearest few can be meant: a stray end tag must not cost the whole stack.
        for depth in range(1, min(len(self.open), 30) + 1):
            if self.open[-depth][0] == tag:
                for name, hid in self.open[-depth:]:
                    self.hidden -= hid
                    self.unshown -= name in _UNSHOWN
                del self.open[-depth:]
                return

    def handle_data(self, data: str) -> None:
        if self.link is not None:
            self.link[2].append(data)
        if self.hidden and not self.unshown and (words := data.strip()):
            start = self._at() + data.index(words)
            self._say(
                "hidden_text", start, start + len(words), "block", "页面上看不见的文字，请删除或者改为显示。"
            )

    def handle_comment(self, data: str) -> None:
        if re.search("[\u4e00-\u9fff]{2}|<a\\b", data):
            start = self._at()
            self._say(
                "hidden_text",
                start,
                start + len(data) + 7,
                "look",
                "网页注释里有文字，公开后人人可见，请核对后删除。",
            )

    def _judge(self, start: int, address: str, words: list[str]) -> None:
        shown = "".join(words).strip(" \t\r\n\u3000.。·,，-_|")
        host = _ADDRESS.match(address)
        outside = host is not None and not _OFFICIAL.search(host[1])
        end = self._at()
        if outside and not shown:
            self._say(
                "hidden_link", start, end, "block", "链接没有可见文字，指向外部网站，疑似暗链，请删除。"
            )
        elif outside and host is not None and _ENTICING.search(host[1]) and len(shown) <= 4:
            self._say("hidden_link", start, end, "look", "链接文字极短，指向可疑的外部网站，请核对。")

    def _say(self, kind: str, start: int, end: int, severity: Severity, note: str) -> None:
        end = min(end, len(self.reading.text))
        self.found.append(self.reading.finding(kind, start, end, severity, note))

    def _at(self) -> int:
        line, column = self.getpos()
        return min(self.line_starts[line - 1] + column, len(self.reading.text))

    def _tag_end(self) -> int:
        return self._at() + len(self.get_starttag_text() or "")


def _hides(tag: str, values: dict[str, str | None]) -> bool:
    if "hidden" in values or (tag == "input" and values.get("type") == "hidden"):
        return tag != "input"
    style = re.sub(r"\s+", "", (values.get("style") or "").lower()).replace("!important", "")
    if not style:
        return tag == "font" and (values.get("color") or "").lower() in _WHITE
    colour, ground = _COLOUR.search(style), _GROUND.search(style)
    same = colour is not None and (colour[1] == ground[1] if ground else colour[1] in _WHITE)
    return same or _INVISIBLE.search(style) is not None
