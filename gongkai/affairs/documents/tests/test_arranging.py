"""Plain paragraphs get the form of a document; what has a form already keeps it."""

from gongkai.affairs.documents.arranging import arranged
from gongkai.affairs.documents.body import from_text


def test_headings_addressee_and_signature_are_set() -> None:
    body = (
        "<p>各乡镇人民政府：</p><p>现通知如下。</p><p><strong>一、范围</strong></p><p>（一）重点</p>"
        "<p>青原县住房和城乡建设局</p><p>2026年11月20日</p><p></p><p><br></p>"
    )
    assert arranged(body).splitlines() == [
        '<p class="to">各乡镇人民政府：</p>',
        "<p>现通知如下。</p>",
        "<h2>一、范围</h2>",
        "<h3>（一）重点</h3>",
        '<p class="sign">青原县住房和城乡建设局</p>',
        '<p class="sign">2026年11月20日</p>',
    ]


def test_what_has_a_form_keeps_it() -> None:
    body = (
        "<h3>一、已是标题</h3>\n<p>甲<br>乙</p>\n<ul><li>一、项</li></ul>\n<hr>\n"
        '<table><tbody><tr><td colspan="2">一、表</td></tr></tbody></table>\n'
        '<p>见<a href="https://a.example/" rel="noopener nofollow">通知</a>。</p>'
    )
    assert arranged(body) == body
    written = from_text("各单位：\n通知如下。\n一、范围\n全县。\n县局\n2026年1月2日")
    assert arranged(written) == arranged(arranged(written)) == written


def test_the_title_at_the_head_goes() -> None:
    body = "<p>关于开展冬季</p><h2>安全 检查的通知</h2><p>各单位：</p>"
    assert arranged(body, title="关于开展冬季安全检查的通知") == '<p class="to">各单位：</p>'
    assert arranged(body, title="关于开展检查的通知").startswith("<p>关于开展冬季</p>")


def test_nothing_is_made_of_nothing() -> None:
    assert arranged("") == arranged("<p></p>") == ""
    assert arranged("散落的文字") == "<p>散落的文字</p>"
    assert "script" not in arranged("<p>甲</p><script>alert(1)</script>")
