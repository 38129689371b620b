"""A mask covers letters and nothing else: no tag, no attribute, no neighbour."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents.masking import Span, in_body, in_file, in_text

_WORDS = st.text("户名张 \n\u3000<>&\"'1380013800X年\x85", max_size=12)
_PIECES = st.one_of(
    _WORDS.map(lambda text: f"<p>{text}</p>"),
    _WORDS.map(lambda text: f"<p>联系<strong>{text}</strong>人</p>"),
    st.lists(_WORDS, min_size=1, max_size=3).map(
        lambda cells: "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"
    ),
    _WORDS.map(lambda text: f'{text}<br><a href="/x?a=1&amp;b=2">&nbsp;{text}</a>'),
)


@pytest.mark.full
@given(st.lists(_PIECES, max_size=5), st.data())
def test_the_text_is_covered_and_the_markup_stays(pieces: list[str], data: st.DataObject) -> None:
    body = bodies.sanitise("".join(pieces))
    text, places = bodies.traced(body)
    assert text == bodies.plain(body) and len(places) == len(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    # Blanks stay where they are, as the masks leave them.
    span = Span(start, end, re.sub(r"\S", "*", text[start:end]))
    made = in_body(body, [span])
    assert bodies.plain(made) == in_text(text, [span])
    assert re.findall(r"</?\w+", made) == re.findall(r"</?\w+", body)
    assert bodies.sanitise(made) == made


def test_a_number_over_several_elements_is_covered_in_each() -> None:
    body = "<p>电话<strong>138</strong>0013<em>8000</em>。</p>"
    made = in_body(body, [Span(2, 13, "138****8000")])
    assert made == "<p>电话<strong>138</strong>****<em>8000</em>。</p>"


@pytest.mark.parametrize(
    "link", ["tel:13800138000", "tel:138-0013-8000", "/list?id=13800138000", "tel:%31%33800138000"]
)
def test_a_link_that_holds_it_loses_its_address(link: str) -> None:
    body = bodies.sanitise(f'<p><a href="{link}" title="电话13800138000">13800138000</a></p>')
    made = in_body(body, [Span(0, 11, "138****8000")])
    assert "href" not in made and "title" not in made and "138****8000</a>" in made


def test_in_a_file_it_is_covered_wherever_and_however_it_is_broken() -> None:
    replace = in_file({"13800138000": "138****8000", "孟小禾": "孟**", "1380013": "*******"})
    assert replace("孟小禾 138 0013\n8000，孟小") == "孟** 138 ****\n8000，孟小"
    assert replace("没有什么") == "没有什么"
