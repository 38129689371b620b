"""Files are kept once under their content, told by their content, and go over to a corrected edition."""

import pytest
from django.core.files.storage import default_storage

from gongkai.affairs.documents import actions, store
from gongkai.affairs.documents.queries import public_attachment
from gongkai.kernel.flow import Refused
from tests.county import County

TABLE = "乡镇,户数\n桥头镇,12\n石门乡,9\n".encode("utf-8-sig")


def test_the_same_bytes_lie_once(county: County) -> None:
    edition = county.draft()
    first = actions.attach(edition, by=county.zhou_min, name="分配表.csv", data=TABLE)
    second = actions.attach(edition, by=county.zhou_min, name="副本.csv", data=TABLE)
    assert first.sha256 == second.sha256
    with default_storage.open(store.path_of(first.sha256)) as file:
        assert file.read() == TABLE
    assert (first.media_type, first.size) == ("text/csv", len(TABLE))


def test_faults_of_a_file(county: County) -> None:
    edition = county.draft()
    actions.attach(edition, by=county.zhou_min, name="表.csv", data=TABLE)
    for name, data in (("表.csv", TABLE), ("空.csv", b""), ("../etc/passwd", TABLE), ("", TABLE)):
        with pytest.raises(Refused):
            actions.attach(edition, by=county.zhou_min, name=name, data=data)
    assert edition.attachments.count() == 1


def test_nobody_reads_the_file_of_a_draft_or_of_what_was_withdrawn(county: County) -> None:
    edition = county.draft()
    file = actions.attach(edition, by=county.zhou_min, name="表.csv", data=TABLE)
    number = edition.document.index_number
    assert public_attachment(number, file.sha256) is None
    county.take_over(edition)
    file.refresh_from_db()
    assert public_attachment(number, file.sha256) == file.public_copy
    corrected = county.correct(edition.document, note="更正标题。", title="新的标题")
    assert [one.name for one in corrected.attachments.all()] == ["表.csv"]
    actions.withdraw(edition.document, by=county.lu_fang, reason="误发。")
    assert public_attachment(number, file.sha256) is None


def test_nothing_is_added_to_what_is_out(county: County) -> None:
    edition = county.publish()
    with pytest.raises(Refused, match="草稿"):
        actions.attach(edition, by=county.zhou_min, name="表.csv", data=TABLE)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"PK\x03\x04 broken", "application/octet-stream"),
        ("说明文字".encode(), "text/plain"),
        ("说明文字".encode("gbk"), "application/octet-stream"),
        (b"a\x00b", "application/octet-stream"),
    ],
)
def test_the_type_is_told_by_content(data: bytes, expected: str) -> None:
    assert store.media_type(data) == expected
