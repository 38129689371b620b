"""The reference: every operation, parameter and field is explained, on the page and in the docs."""

import re

from django.test import Client

from gongkai.faces.api.main import api
from gongkai.faces.api.outline import outline
from gongkai.faces.api.reference import api_reference


def test_everything_is_explained(db: None) -> None:
    schema = api.get_openapi_schema()
    whole = outline(schema)
    assert len(whole.operations) == sum(len(path) for path in schema["paths"].values())
    for operation in whole.operations:
        assert operation.description and operation.summary
        assert all(row.description for row in operation.parameters), operation.path
    assert all(structure.description for structure in whole.structures)


def test_the_document_is_served(db: None, client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.")
    assert "/api/v1/documents/{index_number}" in document["paths"]
    for path in document["paths"].values():
        for parameter in path["get"]["parameters"]:
            assert "null" not in str(parameter["schema"].get("anyOf", ""))


def test_the_page_is_made_without_scripts(db: None, client: Client) -> None:
    response = client.get("/api/v1/docs", headers={"Accept-Language": "zh-CN"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "<script" not in page and "style=" not in page
    assert len(re.findall("<h1", page)) == 1
    identifiers = re.findall(r'id="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(identifiers)


def test_the_generated_docs_name_every_address(db: None) -> None:
    text = api_reference()
    assert text == api_reference()
    assert all(f"### `GET {path}`" in text for path in api.get_openapi_schema()["paths"])
