"""Reading a table 导入核对: each line of it held against the schema and what is there; nothing is written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.affairs.registers import values
from gongkai.affairs.registers.models import GONE, Record
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.law.register_law import Register

MOST = 5000
# How many keys are looked up at once; a register may hold far more records than a table.
BATCH = 500
Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Line:
    """A line of the table, by its number in the file. same: it stands in the register already, letter by letter."""

    number: int
    facts: values.Facts
    key: str
    faults: tuple[str, ...] = ()
    same: bool = False


@dataclass(frozen=True)
class Table:
    """All lines of a table; faults: what is wrong with it as a whole."""

    lines: list[Line] = field(default_factory=list)
    faults: tuple[str, ...] = ()

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.faults]

    @property
    def same(self) -> int:
        return sum(line.same for line in self.lines)

    @property
    def fresh(self) -> list[Line]:
        """The lines that would be added."""
        return [line for line in self.lines if not line.same and not line.faults]

    def reasons(self) -> list[str]:
        """Every fault with its line."""
        return [*self.faults, *(f"第{line.number}行：{one}" for line in self.wrong for one in line.faults)]


def checked(agency: Agency, register: Register, rows: Rows) -> Table:
    """The table as it would be imported. Its first row names the columns by their titles or ids, in any order."""
    if not rows:
        return Table(faults=("表格是空的，请核对。",))
    heads, faults = _heads(register, rows[0][1])
    if len(rows) == 1:
        faults.append("表格只有栏目名称，没有内容，请核对。")
    if len(rows) - 1 > MOST:
        faults.append(f"一次最多导入{MOST}行，现有{len(rows) - 1}行，请拆分后分次导入。")
    if faults:
        return Table(faults=tuple(faults))
    lines = [_line(register, number, heads, cells) for number, cells in rows[1:]]
    return Table(_against(agency, register, lines))


def _heads(register: Register, cells: Sequence[str]) -> tuple[list[str], list[str]]:
    """The id of each column of the table, and what is wrong with its head."""
    known = {column.id: column.id for column in register.version.columns}
    known |= {column.title: column.id for column in register.version.columns}
    # As the template writes them: 罚款金额（万元）
    known |= {f"{one.title}（{one.unit}）": one.id for one in register.version.columns if one.unit}
    titles = [cell.strip().lstrip("\ufeff") for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    found = [known.get(title, "") for title in titles]
    allowed = "、".join(column.title for column in register.version.columns)
    faults = [
        f"没有“{title[:40]}”一栏，可以写的有：{allowed}。"
        for title, id in zip(titles, found, strict=True)
        if not id
    ]
    faults += [
        f"“{register.columns[id].title}”一栏写了不止一次，请合并。"
        for id, n in Counter(found).items()
        if id and n > 1
    ]
    faults += [
        f"缺少“{column.title}”一栏，请补充。"
        for column in register.version.columns
        if column.required and column.id not in found
    ]
    return found, faults


def _line(register: Register, number: int, heads: list[str], cells: Sequence[str]) -> Line:
    extra = [cell for cell in cells[len(heads) :] if cell.strip()]
    given = {id: cell for id, cell in zip(heads, cells, strict=False) if cell.strip()}
    facts, faults = values.read(register, given)
    if extra:
        faults.append(f"比栏目多出{len(extra)}格，请核对是否错位。")
    return Line(number, facts, values.key_of(register, facts), tuple(faults))


def _against(agency: Agency, register: Register, lines: list[Line]) -> list[Line]:
    """The lines held against each other and what is there."""
    there = Record.objects.filter(register=register.id, agency=agency).exclude(state__in=GONE)
    keys = sorted({line.key for line in lines})
    kept: dict[str, values.Facts] = {}
    for at in range(0, len(keys), BATCH):
        kept |= there.filter(key__in=keys[at : at + BATCH]).values_list("key", "facts")
    titles = "、".join(register.columns[one].title for one in register.version.key)
    first: dict[str, int] = {}
    found = []
    for line in lines:
        faults, same = list(line.faults), False
        if line.key in first and not faults:
            faults.append(f"{titles}“{line.key}”与第{first[line.key]}行相同，请只留一行。")
        elif line.key in kept and not faults:
            same = kept[line.key] == line.facts
            if not same:
                differ = [
                    one.title
                    for one in register.version.columns
                    if kept[line.key].get(one.id, "") != line.facts.get(one.id, "")
                ]
                faults.append(
                    f"{titles}“{line.key}”已经登记过，但{'、'.join(differ)}不同，请修改或者更正原记录。"
                )
        if not line.faults:
            first.setdefault(line.key, line.number)
        found.append(Line(line.number, line.facts, line.key, tuple(faults), same))
    return found
