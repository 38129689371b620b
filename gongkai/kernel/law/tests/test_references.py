"""References to acts, in the form of packs and in the words of an official letter."""

from datetime import date

import pytest

from gongkai.kernel.law.references import Reference, cite, parse_basis
from gongkai.kernel.law.sections import Act

ACTS = {
    "foi": Act(
        title="中华人民共和国政府信息公开条例", number="国务院令第711号", in_force=date(2019, 5, 15), last=56
    ),
    "plan": Act(
        title="青原县政务公开工作要点",
        number="青政办发〔2022〕9号",
        in_force=date(2022, 3, 1),
        parts="point",
        last=20,
    ),
}


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("foi", "《中华人民共和国政府信息公开条例》"),
        ("foi:33.2", "《中华人民共和国政府信息公开条例》第三十三条第二款"),
        ("foi:20(15)", "《中华人民共和国政府信息公开条例》第二十条第（十五）项"),
        ("foi:15, foi:32", "《中华人民共和国政府信息公开条例》第十五条、第三十二条"),
        ("plan:17", "《青原县政务公开工作要点》（青政办发〔2022〕9号）第（十七）项"),
        ("plan:3.4.1", "《青原县政务公开工作要点》（青政办发〔2022〕9号）第3.4.1项"),
        (
            "foi:26,plan",
            "《中华人民共和国政府信息公开条例》第二十六条、《青原县政务公开工作要点》（青政办发〔2022〕9号）",
        ),
    ],
)
def test_a_basis_is_printed_in_words(basis: str, words: str) -> None:
    assert cite(basis, ACTS) == words
    assert parse_basis(", ".join(map(str, parse_basis(basis)))) == parse_basis(basis)


@pytest.mark.parametrize("basis", ["", "foi:", "foi:33,", "条例33", "foi 33", ":33"])
def test_a_malformed_basis_is_refused(basis: str) -> None:
    with pytest.raises(ValueError, match="写法不对"):
        parse_basis(basis)


def test_an_unknown_act_and_an_article_that_is_not_there_are_named() -> None:
    with pytest.raises(ValueError, match="“foi:57”不存在"):
        cite("foi:18, foi:57", ACTS)
    with pytest.raises(ValueError, match="“fio:33”中的“fio”不在法规文件表中"):
        cite("fio:33", ACTS)


@pytest.mark.parametrize("place", ["0", "三十三", "33.0", "20()", "33.2.1", "a"])
def test_a_place_must_have_the_form_of_an_article(place: str) -> None:
    reference = Reference("foi", place)
    assert "条款写法不对" in next(reference.faults(ACTS["foi"]))
    with pytest.raises(ValueError, match="Write the article"):
        reference.place_in_words(ACTS["foi"])


def test_a_place_beyond_the_last_does_not_exist() -> None:
    assert not [*Reference("foi", "56").faults(ACTS["foi"])]
    assert [*Reference("foi", "57").faults(ACTS["foi"])] == [
        "“foi:57”不存在：《中华人民共和国政府信息公开条例》只到第56条。"
    ]
    assert [*Reference("plan", "21").faults(ACTS["plan"])] == [
        "“plan:21”不存在：《青原县政务公开工作要点》只到第20项。"
    ]
