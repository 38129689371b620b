"""Zip files 压缩包: opened in memory, within bounds; nothing is ever unpacked to disk, so no name can escape."""

import contextlib
import io
import zipfile
import zlib
from collections.abc import Iterator

from gongkai.intake.raw import MAX_FILE_BYTES, Unreadable

MAX_DEPTH = 3
MAX_ENTRIES = 10_000
MAX_TOTAL_BYTES = 1024 * 1024 * 1024
MAX_RATIO = 200
RATIO_FLOOR = 5 * 1024 * 1024
UTF8_FLAG = 0x800
ENCRYPTED_FLAG = 0x1
OFFICE = (
    ("xl/workbook.xml", "这是 Excel 表格，请在“清单”中导入，或另存为 .docx。"),
    ("ppt/presentation.xml", "这是演示文稿，请另存为 .docx 或 .pdf 后再导入。"),
    ("OFD.xml", "这是 OFD 版式文件，请另存为 .docx 或 .pdf 后再导入。"),
    ("content.xml", "这是 ODF 文件，请另存为 .docx 后再导入。"),
)


class Archive:
    """One opened zip; raises Unreadable when it is damaged, too large, or would swell beyond all measure."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Unreadable("压缩包已损坏，无法打开，请重新获取。") from None
        infos = self.zip.infolist()
        if len(infos) > MAX_ENTRIES:
            raise Unreadable(f"压缩包里的文件超过 {MAX_ENTRIES} 个，请分批导入。")
        total = sum(info.file_size for info in infos)
        if total > MAX_TOTAL_BYTES or (total > RATIO_FLOOR and total > MAX_RATIO * max(len(data), 1)):
            raise Unreadable("压缩包解开后大得不合常理，疑为压缩炸弹，未导入。")
        self.names = {info.filename for info in infos}

    @property
    def is_word(self) -> bool:
        """True for .docx, whatever it is called."""
        return "word/document.xml" in self.names and "[Content_Types].xml" in self.names

    def refuse_office(self) -> None:
        """Raise Unreadable for an office file of a kind that is not read."""
        for name, sentence in OFFICE:
            if name in self.names:
                raise Unreadable(sentence)

    def part(self, name: str, limit: int = MAX_FILE_BYTES) -> bytes | None:
        """The bytes of one member, or null when it is absent; the stated size is not believed while reading."""
        if name not in self.names:
            return None
        try:
            with self.zip.open(name) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
            raise Unreadable("压缩内容已损坏，无法读取，请重新获取。") from None
        if len(data) > limit:
            raise Unreadable("解开后超过 50 MB，请拆分后再导入。")
        return data

    def members(self, depth: int) -> Iterator[tuple[str, bytes | Unreadable]]:
        """Display name and bytes of every file, sorted by name; an Unreadable stands for one that failed."""
        if depth >= MAX_DEPTH:
            raise Unreadable(f"压缩包嵌套超过 {MAX_DEPTH} 层，请解开后再导入。")
        files = [info for info in self.zip.infolist() if not info.is_dir() and not _is_junk(info.filename)]
        if not files:
            raise Unreadable("压缩包是空的，没有内容可以导入。")
        for info in sorted(files, key=_shown_name):
            name = _shown_name(info)
            if info.flag_bits & ENCRYPTED_FLAG:
                yield name, Unreadable("压缩包设有密码，请解除密码后再导入。")
                continue
            try:
                yield name, self.part(info.filename) or b""
            except Unreadable as refusal:
                yield name, refusal


def _is_junk(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].lower() in {".ds_store", "thumbs.db"}


def _shown_name(info: zipfile.ZipInfo) -> str:
    """The member's name; old Windows archives write GBK without saying so, which zipfile reads as cp437."""
    name = info.filename
    if not info.flag_bits & UTF8_FLAG:
        with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/")
