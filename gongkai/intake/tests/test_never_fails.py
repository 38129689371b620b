"""Whatever the text, a record comes of it: the same one twice, with nothing invisible in its body."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.intake.pipeline import extract
from gongkai.intake.raw import RawDocument
from gongkai.intake.tests import composed, composed_late, composed_more, composed_rare
from gongkai.intake.tests.helpers import read_all

MODULES = (composed, composed_more, composed_rare, composed_late)
TEXTS = [text for module in MODULES for name, text in sorted(vars(module).items()) if name.isupper()]
PIECES = st.sampled_from(
    "（）()〔〕[]《》〈〉<>|│、，：:；;。\n\t\u3000\0\u200b\u202e年月日号第附件由负责牵头会同一二12①𠮷\ufffd"
)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A composed document cut, doubled and sprinkled with odd characters."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 6))):
        at, to = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        piece = draw(st.text(PIECES, max_size=4))
        text = text[:at] + piece + (text[to:] if draw(st.booleans()) else text[at:])
    return text


@settings(max_examples=30, deadline=None)
@given(mangled())
def test_a_mangled_text_gives_one_record_always_the_same(text: str) -> None:
    raw = RawDocument("青原.txt", "", "txt", text)
    record = extract(raw)
    assert extract(raw) == record
    assert not any(char in record.body for char in "\0\u200b\u202e")
    assert all(task.text and set(task.lead) <= set(task.responsible) for task in record.tasks)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_record_or_one_sentence(data: bytes) -> None:
    assert len(read_all("青原.bin", data)) == 1
