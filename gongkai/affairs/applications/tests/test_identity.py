"""Who applies: what art 29 asks and no more, and what can be used to reach him."""

from dataclasses import replace

import pytest

from gongkai.affairs.applications.identity import faults

from .telling import LI_HUA


@pytest.mark.parametrize(
    "email", ["lihua", "a@b@c", "li hua@example.org", "lihua@example.org\nBcc: x@example.org", "@", "李花@"]
)
def test_an_address_that_no_mail_reaches_is_refused(email: str) -> None:
    assert faults(replace(LI_HUA, email=email), "natural", "email") == ["电子邮箱的格式不正确，请核对。"]


def test_who_wants_a_fax_says_where() -> None:
    silent = replace(LI_HUA, phone="")
    assert faults(silent, "natural", "fax") == ["选择以传真获取的，请在电话一栏填写传真号码。"]
    assert faults(LI_HUA, "natural", "fax") == [] == faults(silent, "natural", "web")


def test_whoever_signs_for_an_organisation_has_a_name_of_usual_length() -> None:
    assert faults(replace(LI_HUA, representative="长" * 101), "natural", "web") == [
        "经办人姓名最多100字，请核对。"
    ]
