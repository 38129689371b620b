"""Hidden parts of a page: found in the source, where they stand; what is shown is not."""

import pytest

from gongkai.engines.screening import Context, screen
from gongkai.engines.screening.tests.conftest import Found


@pytest.mark.parametrize(
    ("page", "kind", "what"),
    [
        ('<p>公开</p><div style="display: none">暗文</div>', "hidden_text", "暗文"),
        ('<p style="font-size:0">暗文</p>', "hidden_text", "暗文"),
        ('<p style="font-size:1px">暗文</p>', "hidden_text", "暗文"),
        ('<p style="color:#fff">暗文</p>', "hidden_text", "暗文"),
        ('<p style="color:red;background:red">暗文</p>', "hidden_text", "暗文"),
        ('<div style="position:absolute;left:-9999px"><b>暗文</b></div>', "hidden_text", "暗文"),
        ("<p hidden>暗文</p>", "hidden_text", "暗文"),
        ("<p>公开</p>\n<!-- 待定稿 -->", "hidden_text", "<!-- 待定稿 -->"),
        (
            '<div style="height:0"><a href="http://x.com">字</a></div>',
            "hidden_link",
            '<a href="http://x.com">',
        ),
        ('<p>一<a href="http://x.com">.</a></p>', "hidden_link", '<a href="http://x.com">.'),
        (
            '<iframe src="http://x.com" width="0"></iframe>',
            "hidden_link",
            '<iframe src="http://x.com" width="0">',
        ),
    ],
)
def test_it_is_found(found: Found, page: str, kind: str, what: str) -> None:
    assert (kind, what) in found(page, html=True)


@pytest.mark.parametrize(
    "page",
    [
        '<p style="font-size:16px;color:#333">公开</p>',
        '<p style="opacity:0.9">公开</p><input type="hidden" value="1">',
        '<a href="http://www.qingyuan.gov.cn/"></a><a href="/zwgk">公开</a><a href="http://x.com">友情链接</a>',
        '<div style="display:none"></div><p>公开</p>',
        "<script>var a = '暗文';</script><style>p{display:none}</style>",
    ],
)
def test_what_is_shown_or_empty_is_not(found: Found, page: str) -> None:
    assert found(page, html=True) == []


def test_hidden_personal_data_is_told_masked() -> None:
    [hidden] = [
        one
        for one in screen("<p hidden>电话13800138000</p>", context=Context(html=True))
        if one.kind == "hidden_text"
    ]
    assert hidden.masked == "电话138****8000"
