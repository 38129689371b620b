"""Files become documents once: described, kept, published, each in its own transaction."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.affairs.documents.models import Document, Edition
from gongkai.affairs.documents.queries import live, page
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.intake import actions
from gongkai.intake.actions import take_in
from gongkai.intake.models import TakenFile
from gongkai.intake.queries import records_of, sources
from tests.county import County

pytestmark = pytest.mark.django_db

NOTICE = """发布日期：2023-05-12 10:20 浏览次数：
青原县建设局关于做好农村危房改造工作的通知
青建[2023]第07号
各乡镇人民政府：
根据《云州市住房和城乡建设局关于开展农村危房排查的通知》（云建〔2023〕3号）要求，现就有关工作通知如下。
一、由村镇建设科负责建立台账，6月30日前报送。
二、由质量安全站牵头组织鉴定。
青原县建设局
2023年5月10日
（此件公开发布）
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "notice.txt").write_text(NOTICE, "utf-8")
    return folder


def test_a_notice_becomes_a_published_document(county: County, archive: Path) -> None:
    (outcome,) = take_in([archive], by=SYSTEM, publish=True)
    assert (outcome.status, outcome.published) == ("new", True)
    shown = page(outcome.index_number or "")
    assert shown is not None
    document = shown.document
    assert document.agency == county.housing, "found by the bureau's former name"
    assert document.doc_number == "青建〔2023〕7号"
    assert (document.issued_on, document.published_on) == (date(2023, 5, 10), date(2023, 5, 12))
    assert document.kind == "notice"
    assert "construction" in shown.topics
    assert [(r.type, r.target_number) for r in shown.relations] == [("based_on", "云建〔2023〕3号")]
    assert '<p class="to">各乡镇人民政府：</p>' in shown.edition.body
    assert "浏览次数" not in shown.edition.text
    assert sources([document.index_number]) == {document.index_number: str(archive / "notice.txt")}
    assert len(records_of(document.index_number)[0].record["tasks"]) == 2
    taken = events_of(*document.subject).get(verb="intake.taken")
    assert facts_of(taken)["status"] == "new"


def test_a_basis_named_twice_is_noted_once_and_linked_where_it_is_here(county: County, archive: Path) -> None:
    basis = county.publish("危房排查工作规则", doc_number="云建〔2023〕3号")
    text = NOTICE.replace("要求，现就", "和《排查通知》（云建〔2023〕3号）要求，现就")
    (archive / "notice.txt").write_text(text, "utf-8")
    (outcome,) = take_in([archive], by=SYSTEM, publish=True)
    shown = page(outcome.index_number or "")
    assert shown is not None
    assert [relation.target for relation in shown.relations] == [basis.document]


def test_a_second_run_changes_nothing(county: County, archive: Path) -> None:
    list(take_in([archive], by=SYSTEM, publish=True))
    events = len(events_of("document", Document.objects.get().index_number))
    (outcome,) = take_in([archive], by=SYSTEM, publish=True)
    assert outcome.status == "known"
    assert outcome.known_as == str(archive / "notice.txt")
    assert (Document.objects.count(), TakenFile.objects.count()) == (1, 1)
    assert len(events_of("document", Document.objects.get().index_number)) == events


def test_the_same_content_under_another_name_is_said_so(county: County, archive: Path) -> None:
    (archive / "zz-copy.txt").write_text(NOTICE, "utf-8")
    first, second = take_in([archive], by=SYSTEM, publish=True)
    assert (first.status, second.status) == ("new", "known")
    assert second.known_as == first.path
    assert second.index_number == first.index_number


def test_a_changed_file_corrects_its_document(county: County, archive: Path) -> None:
    (first,) = take_in([archive], by=SYSTEM, publish=True)
    (archive / "notice.txt").write_text(NOTICE.replace("6月30日", "7月31日"), "utf-8")
    (second,) = take_in([archive], by=SYSTEM, publish=True)
    assert (second.status, second.index_number) == ("updated", first.index_number)
    assert [edition.state for edition in Edition.objects.order_by("number")] == ["superseded", "live"]
    assert "7月31日" in live().get().text


def test_without_publish_it_stays_a_draft_and_can_be_published_by_name(county: County, archive: Path) -> None:
    (outcome,) = take_in([archive], by=SYSTEM)
    assert not outcome.published
    assert not live().exists()


def test_a_dry_run_keeps_nothing(county: County, archive: Path) -> None:
    (outcome,) = take_in([archive], by=SYSTEM, publish=True, dry_run=True)
    assert outcome.status == "described"
    assert outcome.record is not None and outcome.record.title == "青原县建设局关于做好农村危房改造工作的通知"
    assert not Document.objects.exists()


def test_an_unknown_issuer_is_entered_and_owes_nothing(county: County, archive: Path) -> None:
    (archive / "notice.txt").write_text(NOTICE.replace("青原县建设局", "云州市水利局"), "utf-8")
    (outcome,) = take_in([archive], by=SYSTEM)
    issuer = Agency.objects.get(name="云州市水利局")
    assert issuer.kind == "other"
    assert Document.objects.get(index_number=outcome.index_number).agency == issuer


def test_no_issuer_and_no_agency_is_refused_with_advice(county: County, archive: Path) -> None:
    (archive / "notice.txt").write_text("工作说明\n\n这里是一段没有落款的文字。\n", "utf-8")
    (outcome,) = take_in([archive], by=SYSTEM, publish=True)
    assert outcome.status == "refused"
    assert "--agency" in outcome.reasons[0]
    assert not Document.objects.exists()
    (outcome,) = take_in([archive], by=SYSTEM, agency=county.township, publish=True)
    assert outcome.status == "new"


def test_who_may_not_import_keeps_nothing(county: County, archive: Path) -> None:
    (outcome,) = take_in([archive], by=county.guo_liang, publish=True)
    assert outcome.status == "refused"
    assert not Document.objects.exists() and not TakenFile.objects.exists()


def test_a_file_that_fails_half_way_leaves_nothing(
    county: County, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **facts: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(actions, "record_event", broken)
    with pytest.raises(RuntimeError):
        list(take_in([archive], by=SYSTEM, publish=True))
    assert not Document.objects.exists() and not TakenFile.objects.exists()
    monkeypatch.undo()
    (outcome,) = take_in([archive], by=SYSTEM, publish=True)
    assert outcome.status == "new"


@pytest.mark.seeds
def test_the_five_real_documents_are_published_and_found(db: None, seeds: Path) -> None:
    outcomes = list(take_in([seeds], by=SYSTEM, publish=True))
    assert [outcome.status for outcome in outcomes] == ["new"] * 5
    assert all(outcome.published for outcome in outcomes)
    agencies = set(Agency.objects.values_list("name", flat=True))
    assert {
        "山东省人民防空办公室", "青岛市人民政府办公厅", "中共广东省委办公厅", "萧县政务公开办公室",
        "嘉峪关市文化广播影视新闻出版局",
    } <= agencies  # fmt: skip
    days = {edition.document.agency.name: edition.document for edition in live()}
    assert days["山东省人民防空办公室"].published_on == date(2019, 7, 26)
    assert days["萧县政务公开办公室"].issued_on is None
    assert days["中共广东省委办公厅"].issuers == ["中共广东省委办公厅", "广东省人民政府办公厅"]
