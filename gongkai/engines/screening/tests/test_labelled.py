"""The labelled set: recall and precision that the benchmark prints, held."""

from gongkai.engines.screening import Context, screen
from gongkai.engines.screening.tests.labelled import cases, figures

KINDS = ("identity", "mobile", "landline", "bank_card", "passport", "plate", "email", "address", "name")


def test_every_kind_is_found_and_nothing_else() -> None:
    wanted = list(cases(4))
    context = Context()
    found = [
        {(one.kind, one.start, one.end) for one in screen(case.text, context=context)} for case in wanted
    ]
    assert {kind: figures(found, wanted, frozenset((kind,))) for kind in KINDS} == dict.fromkeys(
        KINDS, (1.0, 1.0)
    )
