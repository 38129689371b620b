"""Zhou Min's list of subsidies is stopped by its identity numbers, until somebody has settled each of them."""

import json
import threading

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from pytest_django import Settings

from gongkai.affairs.documents import actions, context, course, gates, screening, settling, sieve, store
from gongkai.affairs.documents.findings import findings_for, kept_findings, open_findings
from gongkai.affairs.documents.models import Edition, Finding, Place, Resolution
from gongkai.affairs.documents.tests.listing import BODY, IDENTITY, MOBILE, SECRETS, as_csv, as_zip
from gongkai.engines.ledger.models import Event
from gongkai.kernel.flow import Refused
from tests.county import County, make_county

TITLE = "2025年农村危房改造补助名单"


def draft(county: County, **facts: object) -> Edition:
    return county.draft(TITLE, **{"kind": "subsidy", "taken_from": "", "body": BODY, **facts})


def numbers(edition: Edition) -> list[int]:
    return list(open_findings(edition).values_list("pk", flat=True))


def bytes_of(sha256: str) -> bytes:
    with default_storage.open(store.path_of(sha256)) as file:
        data: bytes = file.read()
    return data


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("document__agency").get(pk=edition.pk)


def test_a_list_with_identity_numbers_is_not_sent_up(county: County) -> None:
    edition = draft(county)
    with pytest.raises(Refused, match="还有3处没有处理"):
        course.send_up(edition, by=county.zhou_min)
    found = {one.kind: one for one in open_findings(edition)}
    assert set(found) == {"identity", "mobile", "name"} and fresh(edition).state == "draft"
    assert edition.text[found["identity"].start : found["identity"].end] == IDENTITY
    told = Event.objects.get(verb="document.screened")
    assert json.loads(told.facts)["found"] == {"identity": 1, "mobile": 1, "name": 1} and not told.public


def test_no_row_and_no_event_holds_what_was_found(county: County) -> None:
    edition = draft(county)
    actions.attach(edition, by=county.zhou_min, name=f"{MOBILE}.csv", data=as_csv())
    screening.screen(edition, by=county.zhou_min)
    settling.mask(edition, by=county.zhou_min, findings=numbers(edition))
    rows = [str(row) for row in Finding.objects.values_list()]
    rows += list(Event.objects.values_list("facts", flat=True))
    assert not [row for row in rows for secret in SECRETS if secret in row]


@pytest.mark.full
def test_screened_twice_nothing_changes(county: County) -> None:
    edition = draft(county)
    actions.attach(edition, by=county.zhou_min, name="名单.csv", data=as_csv())
    screening.screen(edition, by=county.zhou_min)
    before = list(Finding.objects.order_by("pk").values())
    screening.screen(edition, by=county.zhou_min, again=True)
    assert list(Finding.objects.order_by("pk").values()) == before
    assert Event.objects.filter(verb="document.screened").count() == 1


def test_masked_by_the_law_of_the_agency_and_sent_up(county: County) -> None:
    edition = draft(county)
    screening.screen(edition, by=county.zhou_min)
    settling.mask(edition, by=county.zhou_min, findings=numbers(edition))
    edition = fresh(edition)
    assert "<td>371322********3454</td><td>138****8000</td>" in edition.body and "孟**" in edition.text
    assert not [one for one in SECRETS if one in edition.body + edition.text]
    assert course.send_up(edition, by=county.zhou_min).state == "reviewing"
    assert {one.resolution for one in edition.findings.all()} == {Resolution.MASKED}


def test_what_was_changed_in_the_text_settles_itself(county: County) -> None:
    edition = draft(county)
    screening.screen(edition, by=county.zhou_min)
    body = edition.body.replace(IDENTITY, "略").replace(MOBILE, "略")
    actions.edit(edition, by=county.zhou_min, version=1, body=body)
    assert screening.screen(edition, by=county.zhou_min) == []
    assert {one.resolution for one in edition.findings.all()} == {Resolution.CORRECTED}


def test_kept_with_a_reason_that_the_reviewer_confirms(county: County) -> None:
    edition = draft(county, body="<p>举报电话13800138000，请社会各界监督。</p>")
    screening.screen(edition, by=county.zhou_min)
    with pytest.raises(Refused, match="请写明为什么可以保留"):
        settling.keep(edition, by=county.zhou_min, findings=numbers(edition), reason=" ")
    settling.keep(edition, by=county.zhou_min, findings=numbers(edition), reason="举报专用手机。")
    course.send_up(edition, by=county.zhou_min)
    assert [one.reason for one in kept_findings(edition)] == ["举报专用手机。"]
    [gate] = gates.needed(edition)
    course.pass_gate(edition, by=county.fang_ya, gate="secrecy", checked=gate.checklist)


def test_what_is_kept_after_a_review_is_reviewed_again(county: County) -> None:
    edition = draft(county, body="<p>请社会各界监督。</p>")
    course.send_up(edition, by=county.zhou_min)
    [gate] = gates.needed(edition)
    course.pass_gate(edition, by=county.fang_ya, gate="secrecy", checked=gate.checklist)
    course.send_back(edition, by=county.fang_ya, reason="请附名单。")
    Finding.objects.create(
        edition=edition, version=1, place=Place.BODY, kind="mobile", severity="block", start=0, end=1,
        note="-", digest="-", found_at=edition.drafted_at,
    )  # fmt: skip
    settling.keep(edition, by=county.zhou_min, findings=numbers(edition), reason="已核对。")
    assert gates.open_gates(fresh(edition)) == [gate.title]


def test_every_reason_at_once(county: County) -> None:
    edition = draft(county, body=BODY + "<p>XXX同志</p>")
    screening.screen(edition, by=county.zhou_min)
    with pytest.raises(Refused) as refused:
        settling.mask(edition, by=county.guo_liang, findings=[0, *numbers(edition)])
    assert len(refused.value.reasons) == 3  # no leave, a row of nobody, words that no mask helps
    with pytest.raises(Refused, match="请至少选择一处"):
        settling.mask(edition, by=county.zhou_min, findings=[])
    assert len(numbers(edition)) == edition.findings.count()


def test_no_finding_is_settled_during_a_review(county: County) -> None:
    edition = draft(county, body="<p>现予公布。</p>")
    course.send_up(edition, by=county.zhou_min)
    for verb in (settling.mask, settling.keep):
        with pytest.raises(Refused, match="请先退回"):
            verb(
                edition,
                by=county.zhou_min,
                findings=[1],
                **({"reason": "x"} if verb is settling.keep else {}),
            )


def test_what_is_not_published_keeps_its_personal_data(county: County) -> None:
    edition = draft(county)
    edition.document.attribute = "on_request"
    edition.document.save()
    screening.screen(edition, by=county.zhou_min)
    with pytest.raises(Refused) as refused:
        course.send_up(edition, by=county.zhou_min)
    assert not any("内容审查" in reason for reason in refused.value.reasons)


def test_the_work_list_is_of_ones_own_agencies(county: County) -> None:
    edition = draft(county)
    screening.screen(edition, by=county.zhou_min)
    assert findings_for(county.tang_ke).count() == findings_for(county.he_jing).count() == 3
    assert findings_for(county.guo_liang).count() == 0
    assert findings_for(county.tang_ke)[0].severity == "block"


def test_last_years_text_is_told(county: County) -> None:
    body = (
        "<p>"
        + "".join(f"第{n}项工作由有关乡镇按照职责分工抓好落实并按时报送情况。" for n in "甲乙丙丁戊")
        + "</p>"
    )
    county.publish("2024年工作安排", kind="plan", body=body)
    edition = county.draft("2025年工作安排", kind="plan", body=body, taken_from="")
    [found] = screening.screen(edition, by=county.zhou_min)
    assert found.kind == "copy" and "2024年工作安排" in found.note
    settling.keep(edition, by=county.zhou_min, findings=[found.pk], reason="延续上年安排。")
    actions.edit(edition, by=county.zhou_min, version=1, body=body + "<p>另行通知。</p>")
    assert screening.screen(edition, by=county.zhou_min) == []


def test_the_published_numbers_of_offices_are_no_finding(county: County) -> None:
    type(county.housing).objects.filter(pk=county.housing.pk).update(phone="0539-2251234")
    edition = draft(county, body="<p>张三 0539-2251234；李四 0539-2259999</p>")
    found = screening.screen(edition, by=county.zhou_min)
    assert [edition.text[one.start : one.end] for one in found if one.kind == "landline"] == ["0539-2259999"]


@pytest.mark.full
def test_a_file_is_masked_in_its_public_copy_and_whole_inside(county: County) -> None:
    data = as_zip()  # each kind of file: tests/test_masked_bytes.py
    edition = draft(county, body="<p>现予公布，名单附后。</p>")
    file = actions.attach(edition, by=county.zhou_min, name="名单.zip", data=data, text=f"孟小禾 {IDENTITY}")
    with pytest.raises(Refused):
        course.send_up(edition, by=county.zhou_min)
    settling.mask(edition, by=county.zhou_min, findings=numbers(edition))
    course.send_up(edition, by=county.zhou_min)
    file.refresh_from_db()
    made = file.public_copy
    public, original = (bytes_of(one.sha256) for one in (made, file))
    assert original == data and public != data
    left = sieve.of_file(public, made.name, context.context_of(county.housing))
    assert not {one.finding.kind for one in left} & {"identity", "mobile", "name"}
    assert IDENTITY not in made.text and IDENTITY in file.text


@pytest.mark.full
def test_what_no_program_can_read_a_person_looks_at(county: County) -> None:
    edition = draft(county, body="<p>现予公布。</p>")
    actions.attach(edition, by=county.zhou_min, name="坏.docx", data=b"PK\x03\x04 broken")
    with pytest.raises(Refused, match="没有处理"):
        course.send_up(edition, by=county.zhou_min)
    [found] = open_findings(edition)
    assert (found.kind, found.severity) == ("not_readable", "look")
    settling.keep(edition, by=county.zhou_min, findings=[found.pk], reason="已打开看过。")
    with pytest.raises(Refused, match="不能生成公开副本"):  # what cannot be cleaned does not go out
        course.send_up(edition, by=county.zhou_min)


@pytest.mark.full
def test_a_correction_does_not_ask_again_what_was_decided(county: County) -> None:
    edition = draft(county, body="<p>举报电话13800138000，请监督。</p>")
    actions.attach(edition, by=county.zhou_min, name="名单.csv", data=as_csv())
    screening.screen(edition, by=county.zhou_min)
    settling.mask(
        edition,
        by=county.zhou_min,
        findings=list(open_findings(edition).filter(place="attachment").values_list("pk", flat=True)),
    )
    settling.keep(edition, by=county.zhou_min, findings=numbers(edition), reason="举报专用手机。")
    county.see_through(edition)
    following = actions.revise(
        edition.document, by=county.tang_ke, note="更正标题。", title="补助名单（更正）"
    )
    assert screening.screen(following, by=county.tang_ke) == []
    course.send_up(following, by=county.tang_ke)
    assert following.attachments.get().public_copy.sha256 == edition.attachments.get().public_copy.sha256


def test_what_is_public_is_masked_in_its_history_too(county: County) -> None:
    edition = county.publish(TITLE, kind="subsidy", body=BODY)
    county.correct(edition.document, title="补助名单（更正）")
    for one in edition.document.editions.all():
        screening.settle(one, screening.texts_of(one, context.context_of(county.housing)), {}, county.tang_ke)
        with pytest.raises(Refused, match="更正文件"):
            settling.mask(one, by=county.zhou_min, findings=numbers(one))
        settling.mask(one, by=county.tang_ke, findings=numbers(one))
        assert not [secret for secret in SECRETS if secret in fresh(one).body + fresh(one).text]
    assert Event.objects.filter(verb="document.masked", public=True).count() == 2


def test_only_a_secrecy_reviewer_keeps_what_is_public(county: County) -> None:
    edition = county.publish(TITLE, kind="subsidy", body="<p>举报电话13800138000，请监督。</p>")
    screening.settle(
        edition, screening.texts_of(edition, context.context_of(county.housing)), {}, county.tang_ke
    )
    with pytest.raises(Refused, match="保密审查"):
        settling.keep(edition, by=county.tang_ke, findings=numbers(edition), reason="举报专用。")
    settling.keep(edition, by=county.fang_ya, findings=numbers(edition), reason="举报专用。")
    assert numbers(edition) == []


@pytest.mark.django_db(transaction=True)
def test_two_officers_settle_the_same_at_once(settings: Settings) -> None:
    county = make_county()
    edition = draft(county)
    screening.screen(edition, by=county.zhou_min)
    chosen, start, told = numbers(edition), threading.Barrier(2), []

    def settle(by: object) -> None:
        start.wait()
        try:
            settling.mask(edition, by=by, findings=chosen)  # type: ignore[arg-type]
            told.append("done")
        except Refused as refused:
            told.append(refused.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=settle, args=(one,)) for one in (county.zhou_min, county.tang_ke)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(one == "done" for one in told) == [False, True]
    assert any("处理（已遮盖）" in one for one in told)
    assert Event.objects.filter(verb="document.masked").count() == 1
