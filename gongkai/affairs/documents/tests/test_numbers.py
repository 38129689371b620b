"""A document number is given once in an agency, whoever is quicker; another agency may have the same."""

import pytest
from django.db import transaction

from gongkai.affairs.documents import actions, assembly, standing
from gongkai.affairs.documents.citing import cite
from gongkai.affairs.documents.models import Document
from gongkai.affairs.documents.numbering import numbered_once
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.kernel.flow import Refused
from tests.county import County

NUMBER = "青建〔2025〕6号"


def test_refused_when_it_is_taken_in_the_agency(county: County) -> None:
    first = county.draft(doc_number=NUMBER)
    with pytest.raises(Refused, match=f"已用于{first.document.index_number}"):
        county.draft("另一份", doc_number="青建[2025]6号")
    other = actions.draft(
        by=SYSTEM,
        agency=county.township,
        kind="policy",
        title="同号",
        body="<p>印发。</p>",
        doc_number=NUMBER,
    )
    assert other.document.doc_number == NUMBER


def test_the_slower_of_two_is_told_and_changes_nothing(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both had looked before either wrote: the database decides, and it is said as a refusal."""
    first, second = county.draft(doc_number=NUMBER), county.draft("另一份")
    taken = pytest.raises(Refused, match=f"已用于{first.document.index_number}")
    with transaction.atomic(), taken, numbered_once(NUMBER, county.housing, second.document):
        Document.objects.filter(pk=second.document_id).update(doc_number=NUMBER)
    assert Document.objects.get(pk=second.document_id).doc_number == ""
    with monkeypatch.context() as patch:
        patch.setattr("gongkai.affairs.documents.checks.number_faults", lambda *_: [])
        with pytest.raises(Refused, match="请核对是否重复"):
            actions.edit(second, by=county.zhou_min, version=1, doc_number=NUMBER)
        with pytest.raises(Refused, match="请核对是否重复"):
            county.draft("第三份", doc_number=NUMBER)
    assert Document.objects.count() == 2


def test_what_is_published_in_place_of_a_withdrawn_document_bears_its_number(county: County) -> None:
    first = county.publish(doc_number=NUMBER).document
    actions.withdraw(first, by=county.he_jing, ground="error", reason="误发了未经审定的稿件。")
    second = county.draft("审定稿", doc_number=NUMBER)
    with pytest.raises(Refused, match=f"已用于{second.document.index_number}"):
        standing.restore(first, by=county.he_jing, reason="经核实无误。")
    assembly.discard(second, by=county.zhou_min, reason="仍用原稿。")
    standing.restore(first, by=county.he_jing, reason="经核实无误。")
    with pytest.raises(Refused, match=f"已用于{first.index_number}"):
        county.draft("又一份", doc_number=NUMBER)


def test_a_number_that_two_others_bear_links_to_neither(county: County) -> None:
    for agency in (county.township, county.government):
        named = {"kind": "policy", "title": "同号", "body": "<p>印发。</p>", "doc_number": NUMBER}
        actions.draft(by=SYSTEM, agency=agency, **named)  # type: ignore[arg-type]
    [unknown] = cite(county.draft("依据").document, by=county.zhou_min, cites=[("同号", NUMBER)])
    assert (unknown.target, unknown.target_number) == (None, NUMBER)
    own = county.draft("本局的", doc_number=NUMBER).document
    [known] = cite(county.draft("又一依据").document, by=county.zhou_min, cites=[("同号", NUMBER)])
    assert known.target == own
