"""The held-out set: what was missed at first sight is found since, and nothing else is."""

from gongkai.engines.screening import screen
from gongkai.engines.screening.tests.held_out import cases, missed, wrong


def test_everything_labelled_is_found_and_nothing_else() -> None:
    faults = []
    for case in cases():
        found = {(one.kind, one.start, one.end) for one in screen(case.text)}
        for kind, start, end in (*missed(found, case), *wrong(found, case)):
            faults.append((kind, case.text[start:end], case.text))
    assert not faults
