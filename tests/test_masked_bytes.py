"""What was masked before publication stands nowhere in what the public can fetch: every byte is looked through."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from django.test import Client
from pytest_django import Settings

from gongkai.affairs.documents import actions, course, settling
from gongkai.affairs.documents.findings import open_findings
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.tests.listing import BODY, FILES, IDENTITY, SECRETS
from gongkai.engines.search import actions as index
from gongkai.kernel.flow import Refused
from tests.county import County

pytestmark = pytest.mark.full


@pytest.fixture
def published(county: County) -> Edition:
    """Zhou Min's list with numbers in text, link, summary and four files; stopped, masked, and put out."""
    edition = county.draft(
        "2025年农村危房改造补助名单",
        kind="subsidy",
        taken_from="",
        body=BODY + f'<p><a href="tel:{SECRETS[1]}">联系本人</a></p>',
        summary=f"对象：孟小禾，身份证号{IDENTITY}。",
    )
    for name, make in FILES.items():
        actions.attach(edition, by=county.zhou_min, name=name, data=make(), text=" ".join(SECRETS))
    with pytest.raises(Refused, match="没有处理"):
        course.send_up(edition, by=county.zhou_min)
    chosen = [one.pk for one in open_findings(edition)]
    settling.mask(edition, by=county.zhou_min, findings=chosen)
    index.catch_up()
    county.see_through(edition)
    index.catch_up()
    return edition


def test_no_public_byte_holds_what_was_masked(published: Edition, client: Client, settings: Settings) -> None:
    number = published.document.index_number
    originals = {one.name: one.sha256 for one in published.attachments.all()}
    copies = [one.public_copy for one in published.attachments.select_related("public_copy")]
    addresses = [
        f"/documents/{number}/",
        "/documents/",
        "/search/?q=孟小禾",
        f"/search/?q={IDENTITY}",
        f"/api/v1/documents/{number}",
        f"/api/v1/documents/{number}/editions/1",
        "/api/v1/dump/documents.jsonl",
        "/api/v1/events",
        f"/api/v1/search?q={IDENTITY}",
        "/feeds/documents.atom",
        "/feeds/agencies/zhujian.atom",
        f"/files/{number}/editions/1.docx",
        f"/files/{number}/editions/1.pdf",
        *(f"/files/{number}/{one.sha256}/{one.name}" for one in copies),
    ]
    fetched = {address: _fetch(client, address) for address in addresses}
    for folder in Path(settings.GONGKAI_INDEX_DIR).rglob("*"):
        if folder.is_file():
            fetched[str(folder)] = folder.read_bytes()
    leaking = [
        (address, secret)
        for address, data in fetched.items()
        for piece in _pieces(data)
        for secret in SECRETS
        # A search page shows the words that it was asked for.
        if secret.encode() in piece and not (address.startswith(("/search", "/api/v1/search")))
    ]
    assert leaking == []
    found = client.get("/api/v1/search", {"q": IDENTITY}).json()
    assert found["items"] == [] and client.get("/api/v1/search", {"q": "孟"}).json()["items"] != []
    assert b"371322********3454" in fetched[f"/documents/{number}/"]
    for name, sha256 in originals.items():
        assert client.get(f"/files/{number}/{sha256}/{name}").status_code == 404


def _fetch(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    data: bytes = b"".join(response) if response.streaming else response.content
    return data


def _pieces(data: bytes) -> Iterator[bytes]:
    """The bytes, and those of everything packed into them."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _pieces(archive.read(name))
    elif data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream):
                    yield item.read_raw_bytes()
