"""Damage and what a template left: each found where it stands, ordinary text untouched."""

import pytest

from gongkai.engines.screening.tests.conftest import Found


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("政務(wù)公開", "pinyin", "(wù)"),
        ("服务（wu）大厅", "pinyin", "（wu）"),
        ("锟斤拷锟斤拷", "garbled", "锟斤拷"),
        ("县\ufffd政府", "garbled", "\ufffd"),
        (
            "政府信息公开工作".encode().decode("latin-1"),
            "garbled",
            "政府信息公开工作".encode().decode("latin-1"),
        ),
        ("鏀垮簻淇℃伅鍏紑", "garbled", "鏀垮簻淇℃伅鍏紑"),
        ("公开\u200b目录", "hidden_text", "\u200b"),
        ("XX县人民政府", "placeholder", "XX县"),
        ("某某单位", "placeholder", "某某"),
        ("此处填写依据", "placeholder", "此处填写"),
        ("青政发〔20××〕3号", "placeholder", "××"),
        ("202X年度", "placeholder", "X年"),
        ("于    年  月  日印发", "placeholder", "年  月  日"),
    ],
)
def test_it_is_found(found: Found, text: str, kind: str, what: str) -> None:
    assert (kind, what) in found(text)


@pytest.mark.parametrize(
    "text",
    ["亳(bó)州", "（PPP）项目", "微信（app）", "2024年3月8日", "王琛、缁衣", "Café Müller GmbH", "第XX届"],
)
def test_ordinary_text_is_not(found: Found, text: str) -> None:
    assert [one for one in found(text) if one[0] in ("pinyin", "garbled", "placeholder")] == []
