"""What happened, in sentences: every verb of the ledger has one, and names stand where identifiers were."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import translation

from gongkai.affairs.documents import actions as documents
from gongkai.affairs.documents import assembly, course
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events, events_of
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.history_words import DETAILS, SENTENCES
from gongkai.kernel.clock import CHINA
from gongkai.oversight.tasks import actions, progress
from gongkai.oversight.tasks.models import State
from gongkai.oversight.tasks.notes import note
from gongkai.oversight.tasks.tests.telling import told_until
from tests.county import County

VERBS = re.findall(
    r"^\| `([a-z_.]+)` \|",
    (Path(__file__).parents[4] / "docs" / "events.md").read_text("utf-8"),
    re.MULTILINE,
)


def test_every_verb_of_the_ledger_is_in_words() -> None:
    assert len(VERBS) > 50
    assert set(VERBS) - set(SENTENCES) == set(), "say in history_words.SENTENCES what happened"
    details = {name for words in SENTENCES.values() for name in words.details}
    assert {name.rpartition(".")[2] for name in DETAILS} == details


def test_the_course_of_a_task_reads_as_a_story(county: County) -> None:
    task = told_until(county, State.REPORTED, deadline={"text": "年底前", "date": "2099-12-31"})
    progress.return_(task, by=county.he_jing, reason="请补充名单。")
    actions.set_deadline(task, by=county.he_jing, due_on=date(2099, 7, 31), reason="上级提前。")
    sentences = [line.sentence for line in told(events_of(*task.subject))]
    assert sentences == [
        "何静提出了任务（责任单位桥头镇、县住房城乡建设局）",
        "何静确认了任务",
        "何静下达了任务（责任单位桥头镇、县住房城乡建设局；完成日期2099年12月31日）",
        "唐柯报送了进展（佐证材料1件）",
        "何静退回了进展（理由：请补充名单。）",
        "何静改定了完成日期（原为2099年12月31日；完成日期2099年7月31日；理由：上级提前。）",
    ]


def test_the_course_of_a_document_reads_as_a_story(county: County) -> None:
    edition = county.draft("冬季燃气安全检查的通知", kind="notice", taken_from="")
    course.send_up(edition, by=county.zhou_min)
    course.refer(edition, by=county.fang_ya, to="县国家保密局", question="附表能否公开。")
    course.settle(edition, by=county.fang_ya, decision="青保函〔2025〕3号", may_open=False)
    course.send_up(edition, by=county.zhou_min)
    course.send_back(edition, by=county.fang_ya, gate="secrecy", reason="请改第二段。")
    assembly.name_joint_agencies(edition, by=county.zhou_min, agencies=[county.township])
    sentences = [line.sentence for line in told(events_of(*edition.document.subject))]
    assert [one for one in sentences if "内容审查" not in one] == [
        "周敏起草了《冬季燃气安全检查的通知》",
        "周敏送审",
        "方雅提请县国家保密局确定能否公开",
        "方雅登记了县国家保密局的确定结果：不得公开",
        "周敏送审",
        "方雅退回了文件（关口保密审查；理由：请改第二段。）",
        "周敏确定了会签单位（会签单位桥头镇）",
    ]


def test_corrections_and_records_name_what_they_changed(county: County) -> None:
    task = told_until(county, State.CONFIRMED)
    actions.correct(
        task, by=county.he_jing, version=task.version, measure="全部公开。", responsible=["县档案馆"]
    )
    (line,) = told(events_of(*task.subject).filter(verb="task.corrected"))
    assert line.sentence == "何静更正了任务（改动衡量标准、责任单位）"
    note(
        kind="training", agency=county.housing, by=county.tang_ke, on=date(2025, 6, 20),
        subject="practice", officers=["tangke", "guoliang"], remark="线上举办",
    )  # fmt: skip
    (line,) = told(events().filter(verb="training.held"))
    assert (
        line.sentence == "唐柯登记了培训（日期2025年6月20日；内容业务；参训人员唐柯、郭良；备注：线上举办）"
    )


def test_publishing_is_told_and_roles_are_named(county: County) -> None:
    county.publish("农村危房改造名单")
    (line,) = told(events().filter(verb="document.published"))
    assert line.sentence == "唐柯公开了《农村危房改造名单》"
    lines = told(events().filter(verb="role.granted"))
    assert lines[0].sentence == "系统授予了角色（角色承办人）"


def test_an_old_event_without_its_facts_and_an_unknown_verb_break_no_page(db: None) -> None:
    event = Event(seq=1, verb="plan.received", subject_kind="plan", subject_id="x", actor="gone", facts="{}")
    assert [line.sentence for line in told([event])] == ["gone登记收到“—”"]
    event.verb = "comet.seen"
    assert [line.sentence for line in told([event])] == ["gone comet.seen"]
    assert told([]) == []


@pytest.mark.parametrize("count", [1, 5])
def test_names_take_two_queries_however_many(
    county: County, count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    task = told_until(county, State.ACCEPTED)
    found = list(events_of(*task.subject))[:count]
    with django_assert_num_queries(2):  # type: ignore[operator]
        told(found)


def test_english_pages_have_english_sentences(county: County) -> None:
    task = told_until(county, State.CONFIRMED)
    with translation.override("en"):
        assert told(events_of(*task.subject))[1].sentence


def test_a_relation_is_told_by_what_it_is_and_to_what(county: County) -> None:
    public = county.publish("关于印发《甲办法》的通知")
    edition = county.draft("决定", kind="notice", taken_from="")
    documents.relate(edition.document, by=county.zhou_min, type="amends", target=public.document)
    documents.relate(
        edition.document, by=county.zhou_min, type="based_on", title="某法", number="国发〔2020〕1号"
    )
    sentences = [line.sentence for line in told(events_of(*edition.document.subject))]
    assert sentences[1:] == [
        f"周敏写明了与其他文件的关系（关系：修改；索引号{public.document.index_number}）",
        "周敏写明了与其他文件的关系（关系：依据；名称某法；文号国发〔2020〕1号）",
    ]
    assert told(events_of(*public.document.subject))[0].sentence == "周敏起草了《关于印发〈甲办法〉的通知》"


def test_the_hour_of_publication_is_told_with_its_day(county: County) -> None:
    edition = county.sign(county.draft("通知", kind="notice", taken_from=""))
    course.schedule(edition, by=county.tang_ke, at=datetime(2099, 12, 1, 9, 30, tzinfo=CHINA))
    last = told(events_of(*edition.document.subject))[-1].sentence
    assert last == "唐柯安排了定时公开（时间2099年12月1日 09:30）"
