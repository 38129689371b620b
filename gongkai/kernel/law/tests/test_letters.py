"""Letters of a pack: the house's own are whole; what nobody can fill in, or what the law misses, is refused."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.kernel.law import check_packs, load_pack
from gongkai.kernel.law.letters import FORMS, VARIABLES
from gongkai.kernel.law.tests.folders import ACTS, write_pack

TODAY = date(2026, 3, 2)
DENIED = (
    '{ text = "属于“{ground}”的情形，理由是：{reasons}" }',
    '{ text = "根据{basis}，决定不予公开。", fixed = true }',
    '{ text = "{remedy}", fixed = true }',
)


def letter(*parts: str, id: str = "reply_denied") -> str:
    lines = "".join(f"    {part},\n" for part in parts)
    return (
        f'[letter.{id}]\ntitle = "不予公开决定书"\n[[letter.{id}.versions]]\n'
        f'since = 2022-01-01\nbasis = "rules:1"\nparts = [\n{lines}]\n'
    )


def complaints(directory: Path, text: str) -> list[str]:
    write_pack(directory, "here", acts=ACTS, letters=text)
    problems = check_packs(directory)
    assert all(problem.file.name == "letters.toml" and 1 <= problem.line <= 6 for problem in problems)
    return [problem.sentence for problem in problems]


@pytest.mark.parametrize("id", FORMS)
def test_the_house_has_every_letter(id: str) -> None:
    text = load_pack("national").letter(id, on=date(2021, 6, 1))
    assert text.title and text.parts
    names = {name for part in text.parts for name in part.names}
    assert set(FORMS[id].must) <= names <= set(FORMS[id].allowed) <= set(VARIABLES)


def test_every_pack_of_the_house_has_its_parents_letters() -> None:
    for name in ("guangdong", "jiayuguan-wgx", "qingdao", "shandong-rfb", "xiaoxian"):
        text = load_pack(name).letter("reply_denied", on=TODAY)
        assert (text.pack, text.title) == ("national", "政府信息不予公开决定书")
    with pytest.raises(LookupError):
        load_pack("national").letter("reply_denied", on=date(2019, 5, 14))


@pytest.mark.usefixtures("alone")
def test_a_pack_may_write_its_own_words(tmp_path: Path) -> None:
    assert complaints(tmp_path, letter(*DENIED)) == []
    text = load_pack("here", tmp_path).letter("reply_denied", on=TODAY)
    assert [part.fixed for part in text.parts] == [False, True, True]
    assert text.citation == "《青原县政务公开办法》第一条"


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (letter(*DENIED[:2]), ["没有写明救济途径，请写入“{remedy}”"]),
        (letter('{ text = "{weather}" }', *DENIED), ["没有“{weather}”可填，可以填的有：{basis}、{ground}"]),
        (letter('{ text = "是{amount}" }', *DENIED), ["没有“{amount}”可填"]),
        (letter('{ text = "好", given = "weather" }', *DENIED), ["没有“{weather}”可填"]),
        (letter(*DENIED[:2], '{ text = "{remedy}" }'), ["“{remedy}”的段落是法定内容，请注明 fixed = true"]),
        (
            letter(*DENIED[:2], '{ text = "{remedy}", fixed = true, given = "link" }'),
            ["没有“{link}”可填", "任何情况下都不能省去，请删去 given"],
        ),
        (letter(*DENIED, '{ text = "{organ" }'), ["大括号只用于写明要填的内容"]),
        (letter(*DENIED, '{ text = "{organ!r}" }'), ["大括号只用于写明要填的内容"]),
        (letter(*DENIED, id="reply_maybe"), ["系统没有名为“reply_maybe”的文书"]),
    ],
)
def test_what_cannot_be_sent_is_refused_with_its_line(
    tmp_path: Path, text: str, sentences: list[str]
) -> None:
    found = complaints(tmp_path, text)
    assert len(found) == len(sentences)
    for told, sentence in zip(sorted(found), sorted(sentences), strict=True):
        assert sentence in told
