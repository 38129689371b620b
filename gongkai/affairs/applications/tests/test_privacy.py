"""Who applied is known to the unit that handles it and to nobody else, leaves no trace, and goes in time."""

import logging
import re
from datetime import date
from typing import Any

import pytest
from django.core import serializers
from django.db import connection

from gongkai.affairs.applications import queries, secrets
from gongkai.affairs.applications.actions import closing, consulting, delivering, privacy, receiving, remedies
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.letters.queries import letters_of
from gongkai.affairs.applications.models import Applicant, Application, Consultation, LetterDelivery
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.models import Event
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import LI_HUA, accepted, answer, on, received, submit

pytestmark = pytest.mark.django_db

TELLING = ("李花", "440524188001010014", "13900000000", "lihua@example.org", "青原建筑公司")


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def everything_stored() -> str:
    """Every cell of every table of this database but those of files."""
    cells = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            cells += [
                bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)
                for row in cursor.fetchall()
                for cell in row
            ]
    return "\n".join(cells)


def test_nothing_tells_who_applied(county: County, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    application = accepted(county)
    consulting.ask_third_party(application, by=county.zhou_min, party="青原建筑公司", about="合同价格")
    assert privacy.applicant_for(county.zhou_min, application, "contact") == LI_HUA
    closing.withdraw(application, by=APPLICANT)
    stored = everything_stored()
    assert application.number in stored
    for secret in TELLING:
        assert secret not in stored
        assert secret not in caplog.text
    facts = "".join(Event.objects.values_list("facts", flat=True))
    assert not re.search(r"李花|危房", facts)
    rows = [*Applicant.objects.all(), *Consultation.objects.all(), *Application.objects.all()]
    assert not any(secret in serializers.serialize("json", rows) + repr(rows) for secret in TELLING)


def test_only_who_handles_it_may_look_and_every_look_is_an_event(county: County) -> None:
    application = received(county)
    for officer in (county.he_jing, county.lu_fang, county.guo_liang):
        with pytest.raises(Refused, match="只有承办单位"):
            privacy.applicant_for(officer, application, "contact")
    with pytest.raises(Refused, match="请选择查看的原因"):
        privacy.applicant_for(county.zhou_min, application, "好奇")
    assert not Event.objects.filter(verb="application.applicant_seen").exists()
    privacy.applicant_for(county.tang_ke, application, "delivery")
    seen = Event.objects.get(verb="application.applicant_seen")
    assert (seen.actor, seen.facts) == ("tangke", '{"why":"delivery"}')


def test_no_role_that_reaches_below_reads_applicants() -> None:
    for role in ROLES.values():
        assert not (role.below and Permission.READ_APPLICANTS in role.permissions), role.name


def test_a_sealed_text_belongs_to_its_row() -> None:
    sealed = secrets.seal("李花", "SQ-1")
    assert secrets.unseal(sealed, "SQ-1") == "李花"
    with pytest.raises(secrets.Unreadable, match="belongs to SQ-1"):
        secrets.unseal(sealed, "SQ-2")
    with pytest.raises(secrets.Unreadable, match="restore the keys"):
        secrets.unseal(sealed[:-4] + b"AAAA", "SQ-1")


def test_keys_are_changed_without_a_loss(county: County) -> None:
    application = received(county)
    asked = consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同")
    before = Applicant.objects.get().fingerprint
    secrets.new_key()
    between = received(county)  # the same person is known while keys change
    assert [one.application for one in queries.own_earlier(between)] == [application]
    assert privacy.applicant_for(county.zhou_min, application, "contact") == LI_HUA
    assert privacy.reseal() == 3
    assert [one.application for one in queries.own_earlier(between)] == [application]
    secrets.retire_old_keys()
    assert privacy.reseal() == 3
    assert privacy.applicant_for(county.zhou_min, application, "contact") == LI_HUA
    asked.refresh_from_db()
    assert privacy.party_for(county.zhou_min, asked, "letter") == "某公司"
    assert before not in Applicant.objects.values_list("fingerprint", flat=True)
    again = received(county)
    assert [one.application for one in queries.own_earlier(again)] == [between, application]


def test_what_is_erased_while_keys_change_stays_erased_and_stops_nobody(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = received(county)
    for party in ("甲公司", "乙公司"):
        consulting.ask_third_party(application, by=county.zhou_min, party=party, about="合同")
    first, second = Consultation.objects.order_by("pk")
    seal = secrets.seal

    def sealed(text: str, context: str) -> bytes:
        if context == first.identifier:
            Consultation.objects.filter(pk=second.pk).update(payload=b"")
        return seal(text, context)

    monkeypatch.setattr(secrets, "seal", sealed)
    assert privacy.reseal() == 2
    second.refresh_from_db()
    assert not second.payload


def test_it_is_erased_when_the_time_is_over_and_stays_countable(county: County) -> None:
    with on("2022-03-02"):
        application = received(county)
        consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同")
        closing.withdraw(application, by=APPLICANT)
        disputed = received(county)
        answer(county, disputed)
        remedies.note_remedy(
            disputed, by=county.tang_ke, kind="litigation_direct", body="县法院", filed_on=date(2022, 3, 2)
        )
    with on("2025-03-01"):
        assert privacy.erase_due() == 0
    with on("2025-03-06"):
        assert privacy.erase_due() == 1
        assert privacy.erase_due() == 0
        assert privacy.applicant_for(county.zhou_min, application, "contact") is None
        assert privacy.applicant_for(county.zhou_min, disputed, "remedy") == LI_HUA
    row = Applicant.objects.get(application=application)
    assert (bytes(row.payload), row.fingerprint) == (b"", "")
    assert bytes(Consultation.objects.get().payload) == b""
    assert queries.table3([county.housing], 2022)["handled"]["natural"] == 2


def test_the_code_opens_the_case_and_a_wrong_one_tells_nothing(county: County) -> None:
    application, code = receiving.submit(
        by=APPLICANT, agency=county.housing, kind="natural", identity=LI_HUA, wanted="明细",
        medium="paper", delivery="pick_up",
    )  # fmt: skip
    assert len(code) == 12 and set(code) <= set(secrets.ALPHABET)
    assert code not in everything_stored()
    spoken = f"{code[:4]}-{code[4:8]} {code[8:]}".lower()
    assert queries.find(application.number.lower(), spoken) == application
    assert queries.find(application.number, "A" * 12) is None
    assert queries.find("SQ-NOBODY-2026-00001", code) is None
    case = queries.case_by_code(application.number, code)
    assert case is not None
    assert [offer.step.name for offer in case.offers if offer.open] == ["withdraw"]
    anew = privacy.reissue_code(application, by=county.tang_ke)
    assert queries.find(application.number, code) is None
    assert queries.find(application.number, anew) == application


def test_an_officer_of_another_agency_finds_nothing(county: County) -> None:
    application = submit(county)
    agencies.grant_role(county.guo_liang, by=SYSTEM, role="undertaker", agency=county.township)
    assert queries.case_for(county.guo_liang, application.number) is None
    assert queries.desk(county.guo_liang, queries.Wanted(state="all")) == []
    assert queries.case_for(county.he_jing, application.number) is not None


def test_who_signed_for_a_letter_goes_with_the_applicants_data(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        answer(county, application)
        letter = letters_of(application)[0]
        delivering.record_delivery(letter, by=county.tang_ke, way="post", note="XA1，李花本人签收")
    with on("2029-03-05"):
        assert privacy.erase_due() == 1
    assert LetterDelivery.objects.get().note == ""
    assert delivering.open_letter(letter, by=county.zhou_min) == ""
