"""What people upload passes the virus scanner, where one is configured, before it is kept anywhere."""

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.affairs.documents import checks
from gongkai.engines.files import virus
from gongkai.faces.workbench.tests.paperwork import at
from tests.county import County


def test_a_virus_is_refused_by_name_and_nothing_is_kept(
    county: County, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = county.draft("关于防汛值守的通知", kind="notice", taken_from="")
    address = f"/workbench/documents/{edition.document.index_number}/files/"
    settings.GONGKAI_CLAMD = "clamd.example:3310"

    def away(address: str) -> None:
        raise OSError

    monkeypatch.setattr(virus, "connected", away)
    for name, given in (("uploads", {}), ("source", {"fill": "1"})):
        file = SimpleUploadedFile("名单.csv", b"a,b\n1,2\n")
        answer = at(county.zhou_min).post(address, {**given, name: file})
        assert answer.status_code == 422
        said = answer.content.decode()
        assert "“名单.csv”：查毒服务连接不上，文件未收下" in said
    assert not edition.attachments.exists()
    monkeypatch.setattr(checks, "FILE_LIMIT", 2**20)
    large = SimpleUploadedFile("明细.csv", b"a" * (2**20 + 1))
    said = at(county.zhou_min).post(address, {"uploads": large}).content.decode()
    assert "“明细.csv”超过1 MB，请压缩或者拆分" in said and "查毒" not in said
    settings.GONGKAI_CLAMD = ""
    file = SimpleUploadedFile("名单.csv", b"a,b\n1,2\n")
    assert at(county.zhou_min).post(address, {"uploads": file}).status_code == 302
    assert edition.attachments.get().size == 8
