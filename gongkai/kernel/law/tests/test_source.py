"""Every complaint about a TOML file names the line a person has to look at."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.kernel.law.source import PackError, Route, key_lines, read_source

KEYS = st.sampled_from(["since", "title", "re-ply", "a.b", "两 字", "x=y", "[z]"])
VALUES = st.sampled_from(
    [
        "1",
        '"a = 1 # [no]"',
        "'[x]'",
        '"""\n[not.a.table]\nkey = 1\n"""',
        "[1,\n  [2, 3], # ]\n]",
        "[\n  [7]\n]",
        "{ k = 1 }",
        '"\\"[q"',
        "2020-01-01",
    ]
)


def _written(key: str) -> str:
    return key if key.replace("-", "").isascii() and key.replace("-", "").isalnum() else json.dumps(key)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[Route, int]]:
    """A TOML text of tables, arrays of tables and keys, and the line of each, noted while it was written."""
    text, lines = "# [head]\n", {}

    def write(line: str, route: Route) -> None:
        nonlocal text
        lines[route] = text.count("\n") + 1
        text += line + draw(st.sampled_from(["\n", "  # a = [\n", "\n\n"]))

    def body(route: Route) -> None:
        for key in draw(st.lists(KEYS, max_size=3, unique=True)):
            write(f"{_written(key)} = {draw(VALUES)}", (*route, key))

    for section in draw(
        st.lists(st.sampled_from(["limit", "act", "一"]), min_size=1, max_size=2, unique=True)
    ):
        for id in draw(st.lists(KEYS, max_size=2, unique=True)):
            write(f"[{_written(section)}.{_written(id)}]", (section, id))
            body((section, id))
            for number in range(draw(st.integers(0, 3))):
                route = (section, id, "versions", number)
                write(f"[[ {_written(section)} . {_written(id)}.versions ]]", route)
                body(route)
                if draw(st.booleans()):
                    write(f"[{_written(section)}.{_written(id)}.versions.more]", (*route, "more"))
                    body((*route, "more"))
    return text, lines


@pytest.mark.full
@settings(deadline=None)
@given(documents())
def test_the_line_of_every_table_and_key_is_found(document: tuple[str, dict[Route, int]]) -> None:
    text, lines = document
    tomllib.loads(text)
    found = key_lines(text)
    assert {route: found[route] for route in lines} == lines


def test_a_key_with_dots_is_found_by_its_parts() -> None:
    assert key_lines('\n"limit".reply . title = 1\n')["limit", "reply", "title"] == 2


@pytest.mark.parametrize(
    ("content", "line", "sentence"),
    [
        (b'title = "a"\nsince = 2019-05-1\n', 2, "不符合 TOML 语法"),
        (b'title = "a\n', 1, "不符合 TOML 语法"),
        (b"a = 1\n\nb = [1,\n", 3, "不符合 TOML 语法"),
        (b"[act.a]\n[act.b]\n[act.a]\n", 3, "不符合 TOML 语法"),
        ('a = 1\nb = "公开"\n'.encode("gb18030"), 2, "文件不是 UTF-8 编码"),
        (b"a = 1\x00\n", 1, "不符合 TOML 语法"),
    ],
)
def test_a_file_that_is_not_toml_names_the_line(
    tmp_path: Path, content: bytes, line: int, sentence: str
) -> None:
    file = tmp_path / "limits.toml"
    file.write_bytes(content)
    with pytest.raises(PackError) as error:
        read_source(file)
    [problem] = error.value.problems
    assert (problem.file, problem.line) == (file, line)
    assert problem.sentence.startswith(sentence) and problem.sentence.endswith("。")
    assert str(error.value) == f"{file}:{line}: {problem.sentence}"


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="文件无法读取"):
        read_source(tmp_path / "pack.toml")


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    file = tmp_path / "pack.toml"
    file.write_bytes("\ufefftitle = '甲'\r\nnote = '乙'\r\n".encode())
    source = read_source(file)
    assert source.data == {"title": "甲", "note": "乙"}
    assert source.problem(("note",), "").line == 2
