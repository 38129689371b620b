"""Errors: one shape, in two languages, saying what to do; hostile parameters never break anything."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.faces.api import errors
from gongkai.faces.api.main import api
from gongkai.faces.api.tests.conftest import Ask
from tests.county import County

NAMES = sorted({name for known in api.parameters().values() for name in known})
LISTS = ["/documents", "/agencies", "/search", "/events", "/kinds", "/topics"]


@pytest.mark.parametrize(
    ("address", "query", "parameter", "english", "chinese"),
    [
        ("/documents", {"limit": "501"}, "limit", "Give at most 500.", "不能大于500。"),
        ("/documents", {"limit": "0"}, "limit", "Give at least 1.", "不能小于1。"),
        ("/documents", {"limit": "many"}, "limit", "Give a whole number.", "应为整数。"),
        ("/documents", {"since": "2026-02-30"}, "since", "Give a date such as 2026-02-10.", None),
        ("/documents", {"since": "1700000000"}, "since", "Give a date such as 2026-02-10.", None),
        ("/documents", {"year": "99999999999999999999"}, "year", None, None),
        ("/search", {"kind": ["normative", "nothing"]}, "kind", None, None),
        ("/search", {"sort": "size"}, "sort", "Choose one of 'relevance' or 'date'.", None),
        ("/documents?limit=1&limit=2", None, "limit", "Give it only once.", "只能给出一次。"),
    ],
)
def test_a_faulty_parameter_is_named(
    db: None, ask: Ask, address: str, query: object, parameter: str, english: str | None, chinese: str | None
) -> None:
    error = ask(address, query, status=400)["error"]
    assert error["code"] == "invalid_parameter"
    [problem] = error["detail"]
    assert problem["parameter"] == parameter
    assert english in (None, problem["message"])
    assert chinese in (None, problem["message_zh"])
    assert problem["message"] in error["message"] and problem["message_zh"] in error["message_zh"]


def test_all_faults_are_named_at_once(db: None, ask: Ask) -> None:
    error = ask("/documents", {"limit": "x", "year": "1", "validity": "old"}, status=400)["error"]
    assert {one["parameter"] for one in error["detail"]} == {"limit", "year", "validity"}


@pytest.mark.parametrize("address", LISTS)
def test_an_unknown_parameter_is_refused_with_the_known_ones(db: None, ask: Ask, address: str) -> None:
    error = ask(address, {"agencies": "zhujian"}, status=400)["error"]
    assert error["code"] == "unknown_parameter"
    [problem] = error["detail"]
    assert problem["parameter"] == "agencies"
    assert "limit" in problem["message"] or "no parameters" in problem["message"]


@pytest.mark.parametrize("address", ["/", "/documents/", "/nothing", "/documents/x/y", "/agencies/nobody"])
def test_an_unknown_address_is_answered_in_json(db: None, ask: Ask, address: str) -> None:
    assert ask(address, status=404)["error"]["code"] == "not_found"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("address", ["/documents", "/nothing", "/openapi.json"])
def test_only_reading_is_allowed(db: None, client: Client, method: str, address: str) -> None:
    response = client.generic(method, f"/api/v1{address}")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["error"]["code"] == "method_not_allowed"


def test_a_fault_of_ours_is_told_without_its_trace(
    db: None, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("gongkai.faces.api.documents.queries.select", broken)
    error = ask("/documents", status=500)["error"]
    assert error["code"] == "internal"
    assert "secret" not in str(error)


def test_what_pydantic_says_elsewhere_still_becomes_sentences() -> None:
    problem = errors.problem_of({"type": "novel_fault", "loc": ("query", "kind", 1), "msg": "Odd value"})
    assert (problem.parameter, problem.message) == ("kind", "Odd value.")
    assert problem.message_zh


values = st.one_of(
    st.text(max_size=40),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(
        ["-1", "0", "1", "9" * 30, "1e9", "NaN", "0001-01-01", "9999-12-31", "2026-02-29", "null", "true",
         "[]", "' OR 1=1 --", "%", "_", "\\", "\u202e", "\x00", "〔2025〕12号", "青建[2025]12号", "🀄" * 20]
    ),
)  # fmt: skip


@pytest.mark.django_db
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.sampled_from([*LISTS, "/documents/x", "/documents/x/editions/1", "/agencies/x"]),
    query=st.dictionaries(st.sampled_from([*NAMES, "x", "\ud7ff"]), st.lists(values, max_size=2), max_size=4),
)
def test_no_parameters_break_anything(
    county: County, client: Client, address: str, query: dict[str, list[str]]
) -> None:
    response = client.get(f"/api/v1{address}", query)
    assert response.status_code in (200, 400, 404, 503)


@pytest.mark.django_db
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from(
        ["documents/{}", "documents/{}/editions", "documents/x/editions/{}", "agencies/{}", "{}"]
    ),
    part=values,
)
def test_no_address_breaks_anything(client: Client, start: str, part: str) -> None:
    from urllib.parse import quote

    response = client.get("/api/v1/" + start.format(quote(part, safe="")))
    assert response.status_code in (200, 400, 404)
