"""The page about a register."""

from gongkai.kernel.law import clauses_as_markdown, load_pack, tally


def test_the_page_counts_and_groups_by_capability() -> None:
    xiaoxian = load_pack("xiaoxian")
    page = clauses_as_markdown(xiaoxian)
    counts = tally(xiaoxian.register().values())
    assert page.startswith("# 条款：萧县（`xiaoxian`）\n")
    assert f"共87条，已有落实{counts.met}条，尚未落实{counts.open}条；其中1条为" in page
    assert page.index("## 公开目录和标准") < page.index("## 政策解读") < page.index("## 村（居）务公开")
    assert sum(line.startswith("| `XX-") for line in page.splitlines()) == 87


def test_a_line_says_what_who_how_hard_and_by_what_it_is_met() -> None:
    page = clauses_as_markdown(load_pack("guangdong"))
    row = next(line for line in page.splitlines() if line.startswith("| `GD-11c`"))
    assert "三、11.强化重要政策解读 | 牵头起草部门 | 应当 | `interpretation` |" in row
    assert "义务 `interpretation`" in row
    soft = next(line for line in page.splitlines() if line.startswith("| `GD-23c`"))
    assert "| 力争 | `training_rotation` | 期限 `training_rotation`<br>" in soft


def test_an_open_clause_is_not_called_met() -> None:
    register = load_pack("jiayuguan-wgx").register()
    counts = tally(register.values())
    assert counts.met + counts.open == 44
    assert not register["JYG-2.7a"].met and register["JYG-2.6b"].met
