"""Secrecy and internal marks where a mark stands; words about secrecy are none."""

import pytest

from gongkai.engines.screening.tests.conftest import Found


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("000001\n机密★10年\n特急", "机密★10年"),
        ("份号000001 秘密★ 长期", "秘密★ 长期"),
        ("绝 密\n青原县人民政府文件", "绝 密"),
        ("【机密】\n各单位：", "机密】"),
        ("秘密 3年\n", "秘密 3年"),
    ],
)
def test_a_secrecy_mark_is_found(found: Found, text: str, mark: str) -> None:
    assert ("secrecy_mark", mark) in found(text)


@pytest.mark.parametrize(
    "mark",
    [
        "内部资料 注意保存",
        "（此件不予公开）",
        "内部使用",
        "★内部资料，请勿外传",
        "公开属性：不予公开",
        "仅供内部参考",
    ],
)
def test_an_internal_mark_is_found(found: Found, mark: str) -> None:
    assert found(f"关于做好工作的通知\n{mark}\n各单位：") == [("internal_mark", mark)]


@pytest.mark.parametrize(
    "text",
    [
        "依照《中华人民共和国保守国家秘密法》，国家秘密分为绝密、机密、秘密三级。",
        "属于内部资料的，不予公开。",
        "公开属性：主动公开",
        "内部资料管理办法",
        "不予公开的，应当说明理由并告知救济途径。",
        "秘密",
    ],
)
def test_words_about_it_are_no_mark(found: Found, text: str) -> None:
    assert found(f"第三条 {text}后续内容") == []


def test_the_number_of_a_withheld_document_is_found_in_any_writing(found: Found) -> None:
    withheld = frozenset(("青政办发〔2024〕7号",))
    text = "根据青政办发[2024]第7号和青政办发〔2024〕17号"
    assert found(text, withheld_numbers=withheld) == [("withheld_number", "青政办发[2024]第7号")]
