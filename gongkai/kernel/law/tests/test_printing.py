"""The generated page about the law."""

from pathlib import Path

from gongkai.kernel.law import law_as_markdown, load_pack
from gongkai.kernel.law.sections import GATES, GROUNDS, LETTERS, LIMITS, MASKS, SETTINGS
from gongkai.kernel.law.tests.folders import limit, write_pack

PAGE = law_as_markdown(load_pack("national"))


def row(id: str, page: str = PAGE) -> list[str]:
    [line] = [line for line in page.splitlines() if line.startswith(f"| `{id}` |")]
    return [cell.strip() for cell in line.strip("|").split(" | ")]


def test_a_limit_is_printed_with_length_basis_date_and_standing() -> None:
    assert row("reply")[1:7] == [
        "答复申请",
        "自收到申请之日起",
        "最长20个工作日",
        "《中华人民共和国政府信息公开条例》第三十三条第二款",
        "2019-05-15 起",
        "规定",
    ]
    assert row("decision_consultation")[3] == "最短30日"
    assert row("department_report")[3] == "1月31日前"


def test_a_setting_is_printed_as_one() -> None:
    assert row("withheld_review")[3:7] == [
        "每年至少1次",
        "参照《中华人民共和国政府信息公开条例》第十八条设定，待核实",
        "2019-05-15 起",
        "设定",
    ]
    assert row("normative_validity")[4] == "本系统设定，待核实"


def test_gates_and_masks_are_printed_in_words() -> None:
    secrecy, mobile = row("secrecy"), row("mobile")
    assert secrecy[1:4] == ["保密审查", "保密审查", "全部"] and secrecy[4].startswith("不含国家秘密；")
    assert mobile[1:4] == ["手机号码", "前3位、后4位", "*"]


def test_everything_in_the_pack_is_on_the_page() -> None:
    national = load_pack("national")
    for id in (
        *national.acts,
        *(
            id
            for section in (LIMITS, GROUNDS, SETTINGS, GATES, MASKS, LETTERS)
            for id in national.entries(section)
        ),
    ):
        assert f"| `{id}` |" in PAGE
    assert "| 2016-07-30 至 2016-11-09 |" in PAGE


def test_all_rows_of_a_table_have_the_cells_of_its_head() -> None:
    counts = [line.count(" | ") for line in PAGE.splitlines() if line.startswith("|")]
    assert set(counts) == {8, 7, 6, 5, 4}


def test_a_county_page_shows_its_own_line_above_the_national_one(tmp_path: Path) -> None:
    own = limit("reply", 'since = 2022-07-01\nvalue = "15 working days"\nbasis = "foi:33"', title="答复|申请")
    write_pack(tmp_path, "qingyuan", manifest='title = "青原县"\nextends = "national"\n', limits=own)
    page = law_as_markdown(load_pack("qingyuan", tmp_path))
    lines = [line for line in page.splitlines() if line.startswith("| `reply` |")]
    assert [line.rsplit(" | ", 1)[1] for line in lines] == ["青原县 |", "国家 |"]
    assert "答复\\|申请" in lines[0]
    assert "依次依据：国家（`national`）。" in page


def test_a_page_shows_how_a_document_decides_and_what_it_leaves_to_the_country() -> None:
    page = law_as_markdown(load_pack("xiaoxian"))
    lines = [
        line for line in page.splitlines() if line.startswith("| `legality_review_needs_consultation` |")
    ]
    assert ["| 是 |" in line for line in lines] == [True, False]
    assert "《全县基层政务公开提升行动实施方案》三（五）基层决策公众参与制度3" in lines[0]
    assert "| WORD、PDF |" in page
