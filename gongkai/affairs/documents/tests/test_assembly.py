"""Files and relations are taken off, joint signers named, drafts given up; each refusal changes nothing."""

from collections.abc import Callable

import pytest

from gongkai.affairs.documents import actions, assembly, course
from gongkai.affairs.documents.models import Document, Edition, Relation, State
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.flow import Refused
from tests.county import County


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return str(refused.value)


def notice(county: County, title: str = "关于做好冬季燃气安全检查的通知") -> Edition:
    return county.draft(title, kind="notice", taken_from="")


def last(document: Document) -> tuple[str, dict[str, object]]:
    event = events_of(*document.subject).last()
    assert event is not None
    return event.verb, facts_of(event)


def test_a_file_comes_off_a_draft_and_only_there(county: County) -> None:
    edition = notice(county)
    one = actions.attach(edition, by=county.zhou_min, name="名单.csv", data=b"a,b\n")
    two = actions.attach(edition, by=county.zhou_min, name="附表.csv", data=b"c,d\n")
    version = assembly.detach(one, by=county.tang_ke).version
    assert version == 4
    assert "tangke" in Edition.objects.get(pk=edition.pk).hands
    assert last(edition.document)[1]["name"] == "名单.csv"
    assert "已经删除" in refusal(lambda: assembly.detach(one, by=county.zhou_min))
    assert "权限" in refusal(lambda: assembly.detach(two, by=county.guo_liang))
    course.send_up(edition, by=county.zhou_min)
    assert "须在“草稿”状态下办理" in refusal(lambda: assembly.detach(two, by=county.zhou_min))
    assert edition.attachments.count() == 1


def test_a_relation_is_taken_back_before_it_is_public(county: County) -> None:
    edition, other = notice(county), county.publish()
    relation = actions.relate(edition.document, by=county.zhou_min, type="amends", target=other.document)
    assert "权限" in refusal(lambda: assembly.unrelate(relation, by=county.guo_liang))
    course.send_up(edition, by=county.zhou_min)
    assert "请先撤回送审" in refusal(lambda: assembly.unrelate(relation, by=county.zhou_min))
    course.recall(edition, by=county.zhou_min)
    assembly.unrelate(relation, by=county.zhou_min)
    assert last(edition.document) == (
        "document.unrelated",
        {"type": "amends", "target": other.document.index_number, "title": ""},
    )
    gone = Relation(pk=relation.pk or 999, source=edition.document, type="amends", target=other.document)
    assert "已经删除" in refusal(lambda: assembly.unrelate(gone, by=county.zhou_min))
    kept = actions.relate(other.document, by=county.tang_ke, type="based_on", title="建筑法")
    assert "不能删除" in refusal(lambda: assembly.unrelate(kept, by=county.tang_ke))


def test_joint_signers_are_other_agencies_that_are_open(county: County) -> None:
    edition = notice(county)
    assembly.name_joint_agencies(edition, by=county.zhou_min, agencies=[county.township, county.government])
    named = assembly.name_joint_agencies(edition, by=county.zhou_min, agencies=[county.government])
    assert [row.agency for row in named.document.joint_rows.all()] == [county.government]
    assert last(edition.document)[1]["agencies"] == ["qingyuan"]
    own = [county.housing]
    refused = refusal(lambda: assembly.name_joint_agencies(edition, by=county.zhou_min, agencies=own))
    assert "是主办单位" in refused


def test_a_draft_that_was_never_public_goes_and_its_number_is_not_given_again(county: County) -> None:
    edition = notice(county)
    number, document = edition.document.index_number, edition.document
    assert "请写明放弃" in refusal(lambda: assembly.discard(edition, by=county.zhou_min, reason=" "))
    assert "权限" in refusal(lambda: assembly.discard(edition, by=county.guo_liang, reason="误建"))
    assembly.discard(edition, by=county.zhou_min, reason="误建")
    assert not Document.objects.exists()
    assert last(document)[0] == "document.discarded"
    assert notice(county).document.index_number != number


def test_a_draft_that_others_rest_on_stays(county: County) -> None:
    edition = notice(county)
    reading = county.draft("解读", kind="interpretation", taken_from="")
    actions.relate(reading.document, by=county.zhou_min, type="interprets", target=edition.document)
    refused = refusal(lambda: assembly.discard(edition, by=county.zhou_min, reason="误建"))
    assert reading.document.index_number in refused and "请先解除" in refused
    assert Edition.objects.filter(pk=edition.pk).exists()


def test_the_draft_of_a_next_edition_goes_alone(county: County) -> None:
    live = county.publish()
    draft = actions.revise(live.document, by=county.tang_ke, note="更正。")
    assembly.discard(draft, by=county.tang_ke, reason="不必更正。")
    assert [one.state for one in live.document.editions.all()] == [State.LIVE]
    assert "须在“草稿”状态下办理" in refusal(lambda: assembly.discard(live, by=county.tang_ke, reason="误"))
