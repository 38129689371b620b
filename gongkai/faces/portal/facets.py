"""Facets 分面: the values by which a list can be narrowed down, each with its number and address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.queries import VALIDITY

Words = str | Promise
SHOWN = 8

TITLES: Mapping[str, Words] = {
    "kind": _("文种"),
    "type": _("文种"),
    "agency": _("发布机构"),
    "topic": _("主题"),
    "year": _("公开年份"),
    "validity": _("有效性"),
    "met": _("落实情况"),
    "capability": _("工作类别"),
    "actor": _("责任主体"),
    "strength": _("要求程度"),
}


@dataclass(frozen=True)
class Value:
    """One value of a facet."""

    value: str
    label: Words
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class Facet:
    """One facet: `values` are shown, `more` stand folded behind them, `chosen` is what holds now."""

    name: str
    title: Words
    values: list[Value]
    more: list[Value]
    chosen: list[Value]


def build(
    name: str,
    counts: Sequence[tuple[str, int]],
    chosen: str,
    labels: Mapping[str, Words],
    url: Callable[..., str],
) -> Facet:
    """The facet with labels and addresses; `url(name=value)` gives the address of a choice.

    A chosen value without any hit is kept, so that it can be taken back. Values without a label
    (a topic that is no longer in the data) show themselves.
    """
    rows = list(counts)
    if chosen and chosen not in {value for value, _n in rows}:
        rows.insert(0, (chosen, 0))
    if name == "validity":
        rows.sort(key=lambda row: list(VALIDITY).index(row[0]) if row[0] in VALIDITY else len(VALIDITY))
    values = [
        Value(value, labels.get(value, value), n, url(**{name: value}), value == chosen) for value, n in rows
    ]
    values.sort(key=lambda one: not one.current)
    # One more line is no longer than the line that would fold it away.
    cut = SHOWN if len(values) > SHOWN + 1 else len(values)
    return Facet(name, TITLES[name], values[:cut], values[cut:], [one for one in values if one.current])
