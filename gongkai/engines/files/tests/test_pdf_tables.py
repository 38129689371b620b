"""The ruled tables of a PDF stay tables in its body: merged cells, heads, figures, and rows over several pages."""

import pytest

from gongkai.engines.files import Official, to_html, to_pdf
from gongkai.engines.files.tests import papers
from gongkai.engines.files.tests.papers import BLACK, GRID, PROSE, paper, people, table, words

pytestmark = pytest.mark.usefixtures("at_home")

HEAD = (
    '<thead><tr><th scope="col" colspan="2">科目</th><th scope="col" colspan="3">2024年预算数</th></tr>'
    '<tr><th scope="col">编码</th><th scope="col">名称</th><th scope="col">小计</th><th scope="col">基本支出</th>'
    '<th scope="col">项目支出</th></tr></thead>'
)
LAST = (
    '<tr><td class="num">208</td><td>社会保障和就业支出，含养老支出和其他各类社会保险补助</td>'
    '<td class="num">88.00</td><td></td><td class="num">88.00</td></tr>'
    '<tr><td colspan="2">合计</td><td class="num">1,322.56</td>'
    '<td class="num">1,000.00</td><td class="num">322.56</td></tr></tbody></table>'
)


def body(data: bytes) -> str:
    return to_html(data, "表.pdf", sanitise=lambda html: html).html


def test_a_budget_table_among_paragraphs() -> None:
    html = body(paper(words(PROSE, firstLineIndent=24), words("单位：万元"), papers.budget(), words(PROSE)))
    assert html.split("\n") == [
        f"<p>{PROSE}</p>",
        "<p>单位：万元</p>",
        f'<table>{HEAD}<tbody><tr><td class="num">201</td><td>一般公共服务支出</td><td class="num">1,234.56</td>'
        f'<td class="num">1,000.00</td><td class="num">234.56</td></tr>{LAST}',
        f"<p>{PROSE}</p>",
    ]


@pytest.mark.parametrize("look", ["open at its sides", "white lines on a ground", "boxes round each cell"])
def test_other_looks_of_the_same_table(look: str) -> None:
    whole = (0, 0), (-1, -1)
    style: dict[str, list[tuple[object, ...]]] = {
        "open at its sides": [
            ("INNERGRID", *whole, 0.5, BLACK),
            ("LINEABOVE", (0, 0), (-1, 0), 1.5, BLACK),
            ("LINEBELOW", (0, -1), (-1, -1), 1.5, BLACK),
        ],
        "white lines on a ground": [("GRID", *whole, 0.5, "white"), ("BACKGROUND", *whole, "lightblue")],
        "boxes round each cell": [GRID, ("OUTLINE", *whole, 2.5, BLACK), ("BOX", *whole, 0.5, BLACK)],
    }
    html = body(paper(papers.budget(*style[look])))
    assert html.startswith(f"<table>{HEAD}") and html.endswith(LAST)


def test_a_page_that_lies_on_its_side() -> None:
    wide = paper(words(PROSE), papers.budget(), wide=True)
    html = body(wide)
    assert html.startswith(f"<p>{PROSE}</p>\n<table>{HEAD}") and html.endswith(LAST)
    assert body(papers.turned(wide)) == html


def test_a_list_over_several_pages_is_one_table_with_one_head() -> None:
    rows = [papers.LIST_HEAD, *people(120)]
    html = body(paper(words("救助名单"), table(rows, repeatRows=1), words("公示七日。")))
    assert html.count("<table>") == 1 and html.count("序号") == 1
    assert html.count("<tr>") == 121
    assert (
        '<tr><td class="num">120</td><td>某120</td><td>第1居委会</td><td class="num">360.00</td></tr>' in html
    )
    assert html.startswith("<p>救助名单</p>\n<table><thead>") and html.endswith("<p>公示七日。</p>")


def test_rows_that_are_alike_are_no_repeated_head() -> None:
    html = body(paper(table([papers.LIST_HEAD, *[["", "某甲", "救助", "500"]] * 90])))
    assert html.count("<tr>") == 91


def test_what_stands_between_the_pages_parts_two_tables() -> None:
    html = body(paper(table(people(30)), words(PROSE * 8), table(people(3))))
    assert html.count("<table>") == 2
    wide, narrow = table(people(4), colWidths=90), table([["甲", "乙"]] * 3, colWidths=90)
    assert body(paper(wide, narrow)).count("<table>") == 2


def test_the_name_of_a_table_on_each_of_its_pages_is_told_once() -> None:
    def page(rows: list[list[str]], sign: str) -> list[object]:
        return [words(f"救助名单{sign}"), words("单位：元"), table([papers.LIST_HEAD, *rows], colWidths=90)]

    from reportlab.platypus import PageBreak  # type: ignore[import-untyped]

    rows = people(9)
    html = body(paper(*page(rows[:5], ""), PageBreak(), *page(rows[5:], "（续）")))
    assert html.count("<table>") == 1 and html.count("<tr>") == 10
    assert html.startswith("<p>救助名单</p>\n<p>单位：元</p>\n<table>") and "续" not in html


def test_rows_that_no_line_parts_are_told_by_their_figures() -> None:
    lines = [
        ("BOX", (0, 0), (-1, -1), 0.5, BLACK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, BLACK),
        ("LINEBEFORE", (1, 0), (-1, -1), 0.5, BLACK),
    ]
    html = body(paper(table([papers.LIST_HEAD, *people(12)], *lines)))
    assert html.count("<tr>") == 13
    assert '<tr><td class="num">7</td><td>某7</td><td>第0居委会</td><td class="num">21.00</td></tr>' in html


def test_lines_of_a_cell_are_joined_or_kept_as_they_were_meant() -> None:
    narrow = words("由财政局会同民政局按照季度公开资金使用情况 See Annex three of the annual report", 10)
    html = body(
        paper(table([["事项", "说明"], ["甲", narrow], ["乙", "第一行\n第二行"]], colWidths=[60, 120]))
    )
    assert "<td>由财政局会同民政局按照季度公开资金使用情况 See Annex three of the annual report</td>" in html
    assert "<td>第一行<br>第二行</td>" in html


def test_columns_that_are_counted_belong_to_the_head() -> None:
    rows = [["项目", "合计", "财政", "自筹"], ["栏次", "1", "2", "3"], ["甲", "10", "20", "30"]]
    html = body(paper(table(rows)))
    assert '<th scope="col">3</th></tr></thead><tbody><tr><td>甲</td>' in html


def test_a_corner_with_a_slanted_line_is_part_of_the_table() -> None:
    def draw(canvas: papers.Canvas) -> None:
        canvas.grid([72, 172, 272, 372], [500, 530, 560])
        canvas.line(72, 560, 172, 530)
        for x, y, text in (
            (80, 535, "地区"),
            (190, 540, "2023"),
            (290, 540, "2024"),
            (80, 510, "东区"),
            (190, 510, "1"),
        ):
            canvas.drawString(x, y, text)

    html = body(papers.drawn(draw))
    assert html == (
        '<table><tbody><tr><td>地区</td><td class="num">2023</td><td class="num">2024</td></tr>'
        '<tr><td>东区</td><td class="num">1</td><td></td></tr></tbody></table>'
    )


def test_lines_that_make_no_grid_leave_running_text() -> None:
    def draw(canvas: papers.Canvas) -> None:
        canvas.rect(60, 60, 480, 720)  # a frame round the page
        canvas.line(72, 690, 500, 690)  # a line under a heading
        canvas.line(300, 100, 300, 600)  # a line between two columns
        for x, y, text in ((72, 700, "一、总体要求"), (72, 580, "左栏的话"), (320, 580, "右栏的话")):
            canvas.drawString(x, y, text)

    html = body(papers.drawn(draw))
    assert html.startswith("<h2>一、总体要求</h2>") and "<table" not in html
    assert "左栏的话" in html and "右栏的话" in html


def test_a_figure_that_runs_over_its_cell_is_not_cut() -> None:
    def draw(canvas: papers.Canvas) -> None:
        canvas.grid([72, 172, 202], [500, 520, 540])
        canvas.drawString(80, 526, "名称")
        canvas.drawString(175, 526, "数")
        canvas.drawString(80, 506, "合计")
        canvas.drawString(174, 506, "1234567890.12")

    assert '<td class="num">1234567890.12</td>' in body(papers.drawn(draw))


def test_tables_that_we_make_come_back() -> None:
    rows = "".join(f"<tr><td class='num'>{at}</td><td>第{at}项<br>𠮷村</td></tr>" for at in range(1, 40))
    head = "<thead><tr><th>序号</th><th>任务</th></tr></thead>"
    html = f"<p>{PROSE}</p><table>{head}<tbody>{rows}</tbody></table><ul><li>一项</li><li>两项</li></ul>"
    back = body(to_pdf(Official(title="工作要点", html_body=html)))
    assert back.count("<table>") == 1 and back.count("<tr>") == 40
    assert '<tr><td class="num">39</td><td>第39项<br>𠮷村</td></tr></tbody></table>' in back
    assert back.endswith("<ul>\n<li>一项</li>\n<li>两项</li>\n</ul>")


@pytest.mark.parametrize("as_one", [False, True])
def test_lines_written_as_thin_areas_with_corners_between(as_one: bool) -> None:
    """As word processors write them: a corner, a side, a corner; each an area of its own, or all in one go."""

    def draw(canvas: papers.Canvas) -> None:
        sides = [
            *((x, y, 0.5, 0.5) for x in (72, 172, 272) for y in (500, 520, 540)),
            *((x + 0.5, y, 99.5, 0.5) for x in (72, 172) for y in (500, 520, 540)),
            *((x, y + 0.5, 0.5, 19.5) for x in (72, 172, 272) for y in (500, 520)),
        ]
        path = canvas.beginPath()
        for side in sides:
            path.rect(*side)
            if not as_one:
                canvas.drawPath(path, stroke=0, fill=1)
                path = canvas.beginPath()
        if as_one:
            canvas.drawPath(path, stroke=0, fill=1)
        for x, y, text in ((80, 526, "村居"), (180, 526, "户数"), (80, 506, "东村"), (180, 506, "12")):
            canvas.drawString(x, y, text)

    assert body(papers.drawn(draw)) == (
        '<table><thead><tr><th scope="col">村居</th><th scope="col">户数</th></tr></thead>'
        '<tbody><tr><td>东村</td><td class="num">12</td></tr></tbody></table>'
    )
