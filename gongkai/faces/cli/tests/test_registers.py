"""gongkai register: a table goes in whole and once, what is public comes out."""

from pathlib import Path

from gongkai.affairs.registers.actions.publishing import publish
from gongkai.affairs.registers.models import Record
from gongkai.affairs.registers.tests.telling import DAY, PENALTY, at, licence, penalty
from gongkai.faces.cli.tests.conftest import Run
from gongkai.kernel.clock import frozen
from tests.county import County

HEAD = (
    "处罚决定文书号,行政相对人类别,行政相对人名称,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,"
    "罚款金额（万元）,处罚决定日期\n"
)
LINE = "青建罚〔2026〕1号,自然人,马德顺,擅自施工,未取得许可证施工。,《办法》第十二条,罚款,罚款五千元。,0.5,2026-02-26\n"


def test_in_once_and_nothing_of_a_bad_table(county: County, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "penalties.csv"
    words = ("register", "import", file, "--register", "penalties", "--agency", "zhujian")
    with frozen(at(DAY)):
        file.write_text(HEAD + LINE, "utf-8")
        assert run(*words, "--check").err == "1 would be entered, 0 are there already.\n"
        assert not Record.objects.exists()
        assert run(*words).err == "1 entered as drafts, 0 were there already.\n"
        assert run(*words).err == "0 entered as drafts, 1 were there already.\n"
        file.write_text(HEAD + LINE + LINE.replace("1号", "2号").replace("0.5", "很多"), "utf-8")
        told = run(*words, code=1).err
        assert told.startswith("第3行：罚款金额“很多”") and Record.objects.count() == 1
        assert (
            "keeps no register" in run(*words[:3], "--register", "village_affairs", *words[-2:], code=2).err
        )
        assert "There is no agency" in run(*words[:-1], "nowhere", code=2).err
        assert "cannot be read" in run("register", "import", tmp_path / "no.csv", *words[3:], code=2).err


def test_out_comes_what_the_public_reads(county: County, run: Run, tmp_path: Path) -> None:
    with frozen(at(DAY)):
        content = "=1+1 责令改正。"
        publish([penalty(county, content=content), licence(county)], by=county.tang_ke)
        given = run("register", "export", "--register", "penalties", "--format", "json").json
        table = run("register", "export", "--register", "penalties", "--agency", "zhujian").out
        credit = run("register", "export", "--register", "penalties", "--format", "credit").out
        out = tmp_path / "out.csv"
        run("register", "export", "--register", "licences", "--out", out)
    assert given[0]["subject"] == "马**" and PENALTY["subject"] not in table + credit + str(given)
    assert table.splitlines()[0].startswith("agency,number,subject_kind") and "representative" not in table
    assert f"'{content}" in table and f"'{content}" not in credit and given[0]["content"] == content
    assert credit.startswith("CF_WSH,CF_XDR_MC") and "青原县宏远建筑有限公司" in out.read_text("utf-8")
    for wrong in (("--register", "fees", "--format", "credit"), ("--register", "unheard")):
        run("register", "export", *wrong, code=2)
