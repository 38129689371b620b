"""Schemathesis: ordinary and hostile calls made from the OpenAPI document, answers held against it."""

from collections.abc import Iterator
from datetime import date

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import positive_data_acceptance

from gongkai.affairs.documents import actions
from gongkai.engines.search import actions as index
from gongkai.faces.api.main import api
from tests.county import County

pytestmark = pytest.mark.full


@pytest.fixture
def document(county: County) -> Iterator[schemathesis.BaseSchema]:
    """The OpenAPI document as it is served, by a county with something of everything."""
    old = county.publish("青原县危房改造暂行办法").document
    new = county.publish(
        topics=["construction"],
        effective_on=date(2025, 12, 1),
        doc_number="青建规〔2025〕1号",
        relations=[{"type": "repeals", "target": old}],
    )
    county.correct(new.document, note="更正标题。", title="青原县农村危房改造办法")
    actions.withdraw(county.publish("错发的通知", kind="notice").document, by=county.lu_fang, reason="错发。")
    index.rebuild()
    # As Django's own test client does: the end of a request must not end the test's transaction.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    # Text with NUL never reaches the interface: the middleware before it answers 400.
    schema.config.generation.update(allow_x00=False)
    yield schema
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


# Wrong parameters can be made up only where not every text is right.
CALLS = [
    (path, mode)
    for path, methods in api.get_openapi_schema()["paths"].items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE
    or any(one["in"] == "query" or one["schema"]["type"] != "string" for one in methods["get"]["parameters"])
]


@pytest.mark.parametrize(("path", "mode"), CALLS)
def test_every_answer_keeps_to_the_document(
    document: schemathesis.BaseSchema, path: str, mode: GenerationMode
) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=document[path]["GET"].as_strategy(generation_mode=mode))
    def holds(case: Case) -> None:
        # A cursor is text of our own making; the document cannot say which texts are one.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    holds()
