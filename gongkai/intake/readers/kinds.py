"""What a file is, told from its bytes; the extension never decides."""

import re

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML_START = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<(?:div|table|p|h1|article)[\s>]",
    re.IGNORECASE,
)
HTML_TAGS = re.compile(rb"</(?:p|div|table|td|span|html|body|h1|a)>", re.IGNORECASE)

OTHER = (
    (b"Rar!\x1a\x07", "这是 RAR 压缩包，请解压后再导入，或改存为 zip。"),
    (b"7z\xbc\xaf\x27\x1c", "这是 7z 压缩包，请解压后再导入，或改存为 zip。"),
    (b"\x1f\x8b", "这是 gzip 压缩文件，请解压后再导入。"),
    (b"{\\rtf", "这是 RTF 文件，请另存为 .docx 后再导入。"),
    (b"\x89PNG", "这是图片，没有文字可读，请先做文字识别再导入。"),
    (b"\xff\xd8\xff", "这是图片，没有文字可读，请先做文字识别再导入。"),
    (b"GIF8", "这是图片，没有文字可读，请先做文字识别再导入。"),
    (b"BM", None),
    (b"II*\x00", "这是图片，没有文字可读，请先做文字识别再导入。"),
    (b"MZ", None),
    (b"\x7fELF", "这是程序文件，不是公文，未导入。"),
)


def refusal_for(data: bytes) -> str | None:
    """The sentence for a known kind that is not supported, or null."""
    for magic, sentence in OTHER:
        if sentence and data.startswith(magic):
            return sentence
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "文件设有打开密码，请解除密码后再导入。"
        if "WordDocument".encode("utf-16-le") in data:
            return "这是旧版 Word 文件（.doc），请另存为 .docx 后再导入。"
        return "这是旧版办公软件文件，请另存为 .docx 后再导入。"
    return None


def looks_like_html(data: bytes) -> bool:
    """Markup at the start, or closing tags of running markup anywhere in the first 64 KiB.

    A plain text with one leftover tag is still text: three closing tags are needed when no opening is in front.
    UTF-16 is looked at with its zero bytes taken out.
    """
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(b"\0") > len(head) // 4:
        head = head.replace(b"\0", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<?xml") and b"<html" in head[:1000].lower():
        return True
    start = HTML_START.match(head)
    if start is not None:
        return True
    if head.startswith(b"<!--") and HTML_START.search(head[:4096]):
        return True
    return len(HTML_TAGS.findall(head)) >= 3
