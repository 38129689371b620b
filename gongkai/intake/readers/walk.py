"""Walks files, folders and zip archives, in order, within bounds; one bad file never stops the rest."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from gongkai.engines.files.archive import MAX_FILE_BYTES, Archive
from gongkai.engines.files.refused import FileRefused
from gongkai.intake.raw import MAX_TEXT_CHARS, RawDocument, Refusal
from gongkai.intake.readers import archive, docx, html, kinds, pdf, plain

TOO_LARGE = "文件超过 50 MB，请拆分或压缩图片后再导入。"
JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def read_path(path: Path) -> Iterator[RawDocument | Refusal]:
    """Every document under `path`: a file, a folder (recursively, sorted by name) or a zip file.

    Yields a Refusal with one sentence for each file that cannot be read; never raises for a file's content.
    """
    if path.is_symlink() and not path.exists():
        yield Refusal(str(path), "这是失效的链接，请检查原文件。")
    elif path.is_dir():
        yield from _read_folder(path)
    elif not path.exists():
        yield Refusal(str(path), "找不到这个文件，请检查路径。")
    elif not path.is_file():
        yield Refusal(str(path), "这不是普通文件，未导入。")
    else:
        yield from _read_file(path)


def _read_folder(path: Path) -> Iterator[RawDocument | Refusal]:
    try:
        children = sorted(path.iterdir())
    except OSError:
        yield Refusal(str(path), "没有权限打开这个文件夹，请检查权限。")
        return
    for child in children:
        if child.name.lower() in JUNK_NAMES or (child.is_dir() and child.is_symlink()):
            continue
        yield from read_path(child)


def _read_file(path: Path) -> Iterator[RawDocument | Refusal]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            yield Refusal(str(path), TOO_LARGE)
            return
        data = path.read_bytes()
    except OSError:
        yield Refusal(str(path), "没有权限读取这个文件，请检查权限。")
        return
    yield from read_bytes(str(path), data)


def read_bytes(path: str, data: bytes, depth: int = 0) -> Iterator[RawDocument | Refusal]:
    """The documents in one file's bytes: usually one; for a zip, all its members."""
    if not data.strip(b"\0 \t\r\n"):
        yield Refusal(path, "文件是空的，没有内容可以导入。")
    elif data.startswith((kinds.ZIP, kinds.EMPTY_ZIP)):
        yield from _read_zip(path, data, depth)
    else:
        yield _read_one(path, data)


def _read_zip(path: str, data: bytes, depth: int) -> Iterator[RawDocument | Refusal]:
    try:
        opened = Archive(data)
        if opened.is_word:
            yield _finished(path, data, docx.read(path, opened))
            return
        archive.refuse_office(opened)
        members = opened.members(depth)
        for name, content in members:
            member_path = f"{path}!{name}"
            if isinstance(content, FileRefused):
                yield Refusal(member_path if name else path, str(content))
            else:
                yield from read_bytes(member_path, content, depth + 1)
    except FileRefused as refusal:
        yield Refusal(path, str(refusal))


def _read_one(path: str, data: bytes) -> RawDocument | Refusal:
    try:
        if data[:1024].lstrip().startswith(b"%PDF-"):
            return _finished(path, data, pdf.read(path, data))
        sentence = kinds.refusal_for(data)
        if sentence:
            return Refusal(path, sentence)
        reader = html.read if kinds.looks_like_html(data) else plain.read
        return _finished(path, data, reader(path, data))
    except FileRefused as refusal:
        return Refusal(path, str(refusal))


def _finished(path: str, data: bytes, document: RawDocument) -> RawDocument:
    if not any(char.isalnum() for char in document.text):
        raise FileRefused("文件里没有可读的文字，未导入。")
    if len(document.text) > MAX_TEXT_CHARS:
        raise FileRefused("文字超过四百万字，不像一份公文，请拆分后再导入。")
    return RawDocument(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        kind=document.kind,
        text=document.text,
        encoding=document.encoding,
        hints=document.hints,
        notes=document.notes,
    )
