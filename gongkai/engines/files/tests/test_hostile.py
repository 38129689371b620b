"""Hostile files: truncated, random, swelling, nested: nothing but FileRefused comes out, or parts that say so."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.engines.files import FileRefused, PartKind, isolation, outside
from gongkai.engines.files.tests import composed
from gongkai.engines.files.worker import WORKS

pytestmark = pytest.mark.full

WHOLE = (composed.word(), composed.workbook(), composed.slides(), composed.pdf(), composed.photograph())
FILES = (*WHOLE, composed.zipped({"内.docx": WHOLE[0], "b.pdf": WHOLE[3]}))
MAGIC = (
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"RIFF\0\0\0\0WEBP",
    b"II*\x00",
)
CALLS: tuple[tuple[str, dict[str, object]], ...] = (
    ("examine", {"name": "a", "limit": 10**8}),
    ("parts", {"name": "a"}),
    ("strip", {}),
    ("texts", {}),
    ("replaced", {"changes": {"正文": "换"}}),
    ("redact", {"areas": [[1, 0, 0, 9, 9]], "words": []}),
    ("html", {}),
    ("leaks", {"secrets": ["13812345678"]}),
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def assert_only_refuses(data: bytes) -> None:
    for work, arguments in CALLS:
        try:
            WORKS[work](data, **arguments)
        except FileRefused as refusal:
            assert str(refusal).endswith(("。", "）"))


def word_of(document: str) -> bytes:
    members: dict[str, bytes | str] = dict(composed.members_of(WHOLE[0]))
    return composed.zipped(members | {"word/document.xml": document})


@pytest.mark.parametrize("share", [0.5, 0.95])
@pytest.mark.parametrize("at", range(len(FILES)))
def test_truncated_files(at: int, share: float) -> None:
    assert_only_refuses(FILES[at][: int(len(FILES[at]) * share)])


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(MAGIC), st.binary(max_size=300))
def test_random_bytes_behind_a_right_beginning(magic: bytes, rest: bytes) -> None:
    assert_only_refuses(magic + rest)


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bytes(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(FILES[seed % len(FILES)])
    for _ in range(20):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert_only_refuses(bytes(data))


@pytest.mark.parametrize("seed", range(5))
def test_flipped_bytes_inside_of_what_is_packed(seed: int) -> None:
    chance = random.Random(seed)
    members = composed.members_of(FILES[seed % 3])
    name = chance.choice(sorted(members))
    inside = bytearray(members[name])
    for _ in range(5):
        inside[chance.randrange(len(inside))] = chance.randrange(32, 127)
    assert_only_refuses(composed.zipped(members | {name: bytes(inside)}))


def test_entities_are_refused_before_they_swell() -> None:
    lols = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    body = f"]><w:document {W}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "哈">{lols}{body}'
    outer = f'<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">{body}'
    for document in (bomb, outer):
        assert_only_refuses(word_of(document))
        (part,) = [part for part in outside_parts(word_of(document)) if part.kind is PartKind.NOT_READABLE]
        assert "root:" not in part.text


def outside_parts(data: bytes) -> list[outside.Part]:
    from gongkai.engines.files.reading import parts_of

    return list(parts_of(data, "a.docx"))


def test_ten_thousand_tables_one_in_the_other() -> None:
    deep = 10_000
    nested = "<w:tbl><w:tr><w:tc>" * deep + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * deep
    assert_only_refuses(word_of(f"<w:document {W}><w:body>{nested}</w:body></w:document>"))


def test_tables_nested_as_deep_as_the_parser_allows() -> None:
    nested = (
        "<w:tbl><w:tr><w:tc>" * 80 + "<w:p><w:r><w:t>底</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 80
    )
    assert_only_refuses(word_of(f"<w:document {W}><w:body>{nested}</w:body></w:document>"))


def test_a_worksheet_that_claims_a_million_rows() -> None:
    members: dict[str, bytes | str] = dict(composed.members_of(WHOLE[1]))
    members["xl/worksheets/sheet1.xml"] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1048576"><c r="XFD1048576" t="str"><v>远</v></c></row></sheetData></worksheet>'
    )
    assert_only_refuses(composed.zipped(members))


@pytest.mark.parametrize("work", ["parts", "strip"])
def test_the_process_answers_like_the_work_itself(work: str) -> None:
    arguments: dict[str, object] = {"name": "a.csv"} if work == "parts" else {}
    assert (
        isolation.isolated(work, b"a,b\nc,d\n", **arguments)[1] == WORKS[work](b"a,b\nc,d\n", **arguments)[1]
    )


def test_a_refusal_comes_through_the_process() -> None:
    with pytest.raises(FileRefused, match="文件是空的") as refused:
        outside.examine(b" ", "空.txt")
    assert not isinstance(refused.value, isolation.ReaderFailed)


@pytest.mark.parametrize(("limit", "value"), [("MEMORY_BYTES", 16 * 1024 * 1024), ("SECONDS", 0)])
def test_a_reader_that_dies_asks_for_a_person(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    real = isolation.isolated

    def pressed(work: str, data: bytes, **arguments: object) -> tuple[object, bytes]:
        return real(work, data, **({"seconds": 0} if limit == "SECONDS" else {}), **arguments)

    if limit == "MEMORY_BYTES":
        monkeypatch.setattr(isolation, limit, value)
    monkeypatch.setattr(outside, "isolated", pressed)
    name, whole = outside.parts(composed.photograph(), "现场.jpg")
    assert name.text == "现场.jpg"
    assert whole.kind is PartKind.NOT_READABLE
    assert "请人工查看" in whole.text
    with pytest.raises(FileRefused, match="请人工查看"):
        outside.strip(composed.photograph())


def test_one_member_that_kills_the_reader_does_not_hide_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(work: str, data: bytes, **arguments: object) -> tuple[object, bytes]:
        if b"deadly" in data:
            raise isolation.ReaderFailed("处理这个文件的程序出错，请人工查看。")
        return WORKS[work](data, **arguments)

    monkeypatch.setattr(outside, "isolated", fragile)
    stored = composed.zipped({"deadly.txt": "deadly", "b.txt": "好的文字"})
    parts = {part.where: part for part in outside.parts(stored, "a.zip")}
    assert parts["压缩包内“b.txt”正文"].text == "好的文字"
    assert parts["压缩包内“deadly.txt”整个文件"].kind is PartKind.NOT_READABLE
