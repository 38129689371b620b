"""Zip files 压缩包: opened in memory, within bounds; nothing is ever unpacked to disk, so no name can escape."""

import contextlib
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from gongkai.engines.files.refused import FileRefused

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_DEPTH = 3
MAX_ENTRIES = 10_000
MAX_TOTAL_BYTES = 1024 * 1024 * 1024
MAX_RATIO = 200
RATIO_FLOOR = 5 * 1024 * 1024
UTF8_FLAG = 0x800
ENCRYPTED_FLAG = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, NotImplementedError, OSError,
    EOFError, ValueError, LookupError,
)  # fmt: skip


class Archive:
    """One opened zip; raises FileRefused when it is damaged, too large, or would swell beyond all measure."""

    def __init__(self, data: bytes) -> None:
        try:
            self.source = io.BytesIO(data)
            self.zip = zipfile.ZipFile(self.source)
        except _BROKEN:
            raise FileRefused("压缩包已损坏，无法打开，请重新获取。") from None
        infos = self.zip.infolist()
        if len(infos) > MAX_ENTRIES:
            raise FileRefused(f"压缩包里的文件超过 {MAX_ENTRIES} 个，请分批重试。")
        total = sum(info.file_size for info in infos)
        if total > MAX_TOTAL_BYTES or (total > RATIO_FLOOR and total > MAX_RATIO * max(len(data), 1)):
            raise FileRefused("压缩包解开后大得不合常理，疑为压缩炸弹，未采用。")
        self.names = {info.filename for info in infos}
        if len(self.names) < len(infos):
            # Two members of one name: readers differ in which they show, so what was checked may not be what is seen.
            raise FileRefused("压缩包里有同名的文件，无法确定以哪个为准，请重新打包。")

    @property
    def is_word(self) -> bool:
        """True for .docx, whatever it is called."""
        return "word/document.xml" in self.names and "[Content_Types].xml" in self.names

    def part(self, name: str, limit: int = MAX_FILE_BYTES) -> bytes | None:
        """The bytes of one member, or null when it is absent; the stated size is not believed while reading."""
        if name not in self.names:
            return None
        try:
            with self.zip.open(name) as stream:
                data = stream.read(limit + 1)
        except _BROKEN:
            raise FileRefused("压缩内容已损坏，无法读取，请重新获取。") from None
        if len(data) > limit:
            raise FileRefused("解开后超过 50 MB，请拆分后重试。")
        return data

    def members(self, depth: int) -> Iterator[tuple[str, bytes | FileRefused]]:
        """Display name and bytes of every file, sorted by name; an FileRefused stands for one that failed."""
        if depth >= MAX_DEPTH:
            raise FileRefused(f"压缩包嵌套超过 {MAX_DEPTH} 层，请解开后重试。")
        files = [info for info in self.zip.infolist() if not info.is_dir() and not _is_junk(info.filename)]
        if not files:
            raise FileRefused("压缩包是空的，里面没有内容。")
        for info in sorted(files, key=_shown_name):
            name = _shown_name(info)
            if info.flag_bits & ENCRYPTED_FLAG:
                yield name, FileRefused("压缩包设有密码，请解除密码后重试。")
                continue
            try:
                yield name, self.part(info.filename) or b""
            except FileRefused as refusal:
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
