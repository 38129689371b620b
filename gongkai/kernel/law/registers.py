"""Registers 清单: lists with a schema; what a record says, what of it the public sees, until when it is shown."""

from typing import Literal

from pydantic import Field, model_validator

from gongkai.kernel.law.dated import Entry, Sourced
from gongkai.kernel.law.duties import AGENCY_KINDS

ColumnKind = Literal["text", "long_text", "number", "money", "date", "choice", "person", "credit_code"]
Show = Literal["public", "masked", "internal"]
After = Literal["kept", "history"]
# How many decimals an amount may have, by its unit; 1元 = 0.0001万元.
UNITS = {"元": 2, "万元": 6}


class Column(Entry):
    """One thing that a record says.

    show: to everybody; to the public only behind `mask` (the id of a mask of the pack), always or where another
    column holds one of the values in `mask_if`; or to officers alone. unit: of a number or an amount of money.
    most: the longest text, in characters. code: its name at the credit platform.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str = Field(min_length=1)
    kind: ColumnKind = "text"
    required: bool = False
    show: Show = "public"
    mask: str = ""
    mask_if: dict[str, list[str]] = {}
    choices: list[str] = []
    unit: str = ""
    most: int = Field(default=200, gt=0)
    code: str = ""
    hint: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> "Column":
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError(f'“{self.title}”一栏：只有 kind = "choice" 才写 choices，而且必须写。')
        if (self.show == "masked") != bool(self.mask):
            raise ValueError(f'“{self.title}”一栏：show = "masked" 和 mask 必须同时写明。')
        if self.mask_if and not self.mask:
            raise ValueError(f"“{self.title}”一栏：没有 mask，不能写 mask_if。")
        if self.kind == "person" and self.show == "public":
            raise ValueError(f"“{self.title}”一栏是人名，须遮盖（masked）或者仅供内部（internal）。")
        if self.kind not in ("text", "long_text", "person") and self.show == "masked":
            raise ValueError(f"“{self.title}”一栏不是文字，不能部分遮盖，请改为 public 或者 internal。")
        if self.kind == "money" and self.unit not in UNITS:
            raise ValueError(f"“{self.title}”一栏是金额，unit 须是元或者万元。")
        return self


class RegisterVersion(Sourced):
    """A schema between two dates.

    key: the columns by which a record is told from the others of its agency. name: the column that lists show first.
    dated: the column with the day from which its limit runs and in whose year it counts. limit: how long after that
    day it must be public (a limit of the pack; its duty stands in [duty.…]). display: how long it stays shown after
    publication; after: it is then kept at the agency for those who come to read it, or stays shown as past.
    """

    columns: list[Column] = Field(min_length=1)
    key: list[str] = Field(min_length=1)
    name: str
    dated: str = ""
    limit: str = ""
    display: str = ""
    after: After | None = None

    @model_validator(mode="after")
    def _names_its_columns(self) -> "RegisterVersion":
        found = {column.id: column for column in self.columns}
        if len(found) < len(self.columns):
            raise ValueError("columns 中有重复的 id，请改名。")
        named = [*self.key, self.name, *([self.dated] if self.dated else [])]
        if unknown := [one for one in named if one not in found]:
            raise ValueError(f"没有“{unknown[0]}”一栏，key、name、dated 只能写 columns 中的 id。")
        for one in self.key:
            if not found[one].required or found[one].show != "public":
                raise ValueError(f"“{found[one].title}”用来识别记录，须是必填、对外公开的一栏。")
        if found[self.name].show == "internal" or not found[self.name].required:
            raise ValueError(f"“{found[self.name].title}”是列表的标题，须是必填、不限于内部的一栏。")
        if self.dated and (found[self.dated].kind != "date" or not found[self.dated].required):
            raise ValueError(f"“{found[self.dated].title}”是起算的日期，须是必填的日期。")
        for column in self.columns:
            for other, values in column.mask_if.items():
                if other not in found or not set(values) <= set(found[other].choices):
                    raise ValueError(f"“{column.title}”一栏的 mask_if 须写明另一选择栏的 id 和其中的取值。")
                if not found[other].required:  # left empty it would lay the name open
                    raise ValueError(f"“{found[other].title}”决定“{column.title}”是否遮盖，须是必填的一栏。")
        if bool(self.display) != bool(self.after):
            raise ValueError("display 和 after 必须同时写明：公示多久，期满以后怎样。")
        if self.limit and not self.dated:
            raise ValueError("写明 limit 的，须写明 dated，即从哪一栏的日期起算。")
        return self


class Counted(Entry):
    """The row of the annual report's table 2 that the records make up: their number, or the sum of a money column."""

    row: str = Field(min_length=1)
    sum: str = ""


class Credit(Entry):
    """That a register goes to the credit platform, and what the deciding agency and its code are called there;
    the columns that go there have a code of their own."""

    agency: str = Field(min_length=1)
    agency_code: str = Field(min_length=1)


class RegisterEntry(Entry):
    """A register. keepers: the kinds of agencies that keep one. credit: where it goes to the credit platform."""

    title: str = Field(min_length=1)
    about: str = ""
    keepers: list[str] = Field(min_length=1)
    credit: Credit | None = None
    report: Counted | None = None
    versions: list[RegisterVersion] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> "RegisterEntry":
        if unknown := [kind for kind in self.keepers if kind not in AGENCY_KINDS]:
            raise ValueError(f"没有“{unknown[0]}”这类机构，可以写的有：{'、'.join(AGENCY_KINDS)}。")
        for version in self.versions:
            columns = {column.id: column for column in version.columns}
            if self.credit and not any(column.code for column in version.columns):
                raise ValueError("报送信用平台的清单，须在要报送的各栏写明 code。")
            if self.report and not version.dated:
                raise ValueError("计入年报的清单须写明 dated，即按哪一栏的日期计入年度。")
            total = columns.get(self.report.sum) if self.report and self.report.sum else None
            fits = total is not None and total.kind == "money" and total.required and total.unit in UNITS
            if self.report and self.report.sum and not fits:
                raise ValueError("report 的 sum 须是必填、以元或者万元为单位的金额一栏，请核对。")
        return self
