"""Which encoding a text is in: marks first, then strict decoding, then how ordinary the result reads."""

import re

from gongkai.engines.files.refused import FileRefused

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]+)", re.IGNORECASE)

# The commonest characters of running official Chinese, both scripts: a wrong decoding has few of them.
ORDINARY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "政府公开信息关通知印发各市县区省办室局委工作实施方案意见管理部门单位应当责任务重点建设推进加强组织领导制度内容申请主动"
    "這個為國們來時對會發動過說產種麵後經開關辦實見門單應當責務點設進強組織領導內請縣區與業務條專處長"
    "，。、：；（）《》“”〔〕一二三四五六七八九十"
)
# a decoding with so large a share of ordinary characters needs no rival
PLAINLY = 0.4


def decode(data: bytes, *, declared: bool = False) -> tuple[str, str, list[str]]:
    """Text, encoding and notes of `data`; with `declared`, a charset named in markup is tried first.

    Raises FileRefused when the bytes are no text in any encoding.
    """
    for bom, name in BOMS:
        if data.startswith(bom):
            text = data.decode(name, errors="replace")
            notes = ["文件中有无法解码的字节，已用替代符号标出。"] if "\ufffd" in text else []
            return text.lstrip("\ufeff"), name.removesuffix("-sig"), notes
    wide = _bare_utf16(data)
    if wide is not None:
        return wide
    if data.count(b"\0") > max(16, len(data) // 100):
        raise FileRefused("文件内容不是文字，可能已损坏或属于不支持的类型，请核对。")
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    candidates = ["gb18030", "big5hkscs"]
    named = DECLARED.search(data[:4096]) if declared else None
    if named is not None:
        candidates.insert(0, named[1].decode("ascii").lower())
    first = _decoded(data, candidates[0])
    if _score(first[0]) > PLAINLY:
        return first[0], first[1], []
    best = _most_ordinary(data, candidates)
    mixed, foreign = _line_by_line(data)
    if best is not None and (foreign == 0 or _score(best[0]) >= _score(mixed)):
        return best[0], best[1], []
    if foreign and _score(mixed) > 0.15:
        return mixed, "mixed", [f"文件混用了多种编码，有 {foreign} 行按 GB18030 另行解码，请核对。"]
    return _guess(data)


def _bare_utf16(data: bytes) -> tuple[str, str, list[str]] | None:
    head = data[:4096]
    if len(head) < 4 or head.count(b"\0") < len(head) // 50 or len(data) % 2:
        return None
    best = max(
        (_decoded(data, name) for name in ("utf-16-le", "utf-16-be")),
        key=lambda pair: _score(pair[0]),
    )
    return (best[0], best[1], []) if _score(best[0]) > 0.2 else None


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    try:
        return data.decode(name), name
    except (UnicodeDecodeError, LookupError):
        return "", name


def _most_ordinary(data: bytes, names: list[str]) -> tuple[str, str] | None:
    decoded = [pair for pair in (_decoded(data, name) for name in names) if pair[0]]
    if not decoded:
        return None
    best = max(decoded, key=lambda pair: _score(pair[0]))
    return best if _score(best[0]) > 0.1 else None


def _score(text: str) -> float:
    """Share of ordinary characters among the non-ASCII ones of the first 4,000; 0 for pure ASCII."""
    wide = [char for char in text[:4000] if char > "\x7f"]
    return sum(char in ORDINARY for char in wide) / len(wide) if wide else 0.0


def _line_by_line(data: bytes) -> tuple[str, int]:
    lines, foreign = [], 0
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            foreign += 1
            lines.append(line.decode("gb18030", errors="replace"))
    return "\n".join(lines), foreign


def _guess(data: bytes) -> tuple[str, str, list[str]]:
    """The last resort, slow: let charset-normalizer weigh all encodings over the first 64 KiB."""
    from charset_normalizer import from_bytes

    match = from_bytes(data[:65536]).best()
    if match is None:
        raise FileRefused("无法识别文件的文字编码，请另存为 UTF-8 文本后重试。")
    text = data.decode(match.encoding, errors="replace")
    if text.count("\ufffd") * 20 > len(text):
        raise FileRefused("无法识别文件的文字编码，请另存为 UTF-8 文本后重试。")
    return text, match.encoding, [f"文件编码系推断（{match.encoding}），请核对文字。"]
