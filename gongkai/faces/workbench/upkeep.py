"""Upkeep 日常管理: what is kept true after publication, in one place, each with what waits there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_safe

from gongkai.affairs.concerns.queries import concerns_for
from gongkai.affairs.documents import cleanup, reports_of_error, screening_rounds, withheld
from gongkai.affairs.documents.normative_register import rows, soon_over
from gongkai.affairs.negative_list import queries as negative_list
from gongkai.affairs.registers.queries import records_for
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import today

P = Permission


@dataclass(frozen=True)
class Area:
    """One kind of upkeep: whom it takes, what it is for, how many wait, in which words."""

    page: str
    title: str
    words: str
    powers: tuple[Permission, ...]
    waits: Callable[[Officer], int]
    counted: Callable[[int], str]


def _expiring(officer: Officer) -> int:
    root = agencies_where(officer, P.READ_DRAFTS).order_by("path").first()
    return len(soon_over(rows(root=root, state="current"))) if root else 0


def _withheld(officer: Officer) -> int:
    """Agencies that withhold something and have not looked at it this year."""
    found = withheld.reviewed_by(officer).filter(held__gt=0)
    return sum(one.looked is None or one.looked.year < today().year for one in found)


def _entries(officer: Officer) -> int:
    kept = negative_list.kept_in(agencies_where(officer, P.KEEP_NEGATIVE_LIST))
    due = [negative_list.review_due(entry) for entry in kept]
    return sum(day is not None and day < today() for day in due)


AREAS = (
    Area(
        "workbench:normative", gettext_noop("规范性文件目录"),
        gettext_noop("全部要素、现行和失效、有效期、备案和刊登载体。"),
        (P.REVIEW_LEGALITY, P.PUBLISH_DOCUMENTS, P.WITHDRAW_DOCUMENTS, P.CORRECT_DOCUMENTS), _expiring,
        lambda n: ngettext("%(n)d 件有效期将满", "%(n)d 件有效期将满", n),
    ),
    Area(
        "workbench:cleanups", gettext_noop("文件清理"),
        gettext_noop("定期逐件清理现行文件，结果公布以后生效。"),
        (P.CORRECT_DOCUMENTS, P.WITHDRAW_DOCUMENTS),
        lambda officer: cleanup.rounds_for(officer).filter(done_at=None).count(),
        lambda n: ngettext("%(n)d 次在办", "%(n)d 次在办", n),
    ),
    Area(
        "workbench:error_reports", gettext_noop("公众纠错"),
        gettext_noop("读者指出的错误：更正或者撤回文件，答复读者。"), (P.CORRECT_DOCUMENTS,),
        lambda officer: reports_of_error.reports_for(officer).filter(answered_at=None).count(),
        lambda n: ngettext("%(n)d 条待答复", "%(n)d 条待答复", n),
    ),
    Area(
        "workbench:concerns", gettext_noop("回应关切"),
        gettext_noop("登记发现的政务舆情和突发事件，研判风险，按小时计算期限，登记发布、发布会和回应。"),
        (P.READ_CONCERNS,),
        lambda officer: concerns_for(officer, open=True).count(),
        lambda n: ngettext("%(n)d 条待回应", "%(n)d 条待回应", n),
    ),
    Area(
        "workbench:registers", gettext_noop("清单"),
        gettext_noop("逐条登记行政许可、行政处罚、收费等，按期公开、更正、撤回。"),
        (P.KEEP_REGISTERS, P.PUBLISH_REGISTERS),
        lambda officer: records_for(officer).filter(state="draft").count(),
        lambda n: ngettext("%(n)d 条待公开", "%(n)d 条待公开", n),
    ),
    Area(
        "workbench:screening_rounds", gettext_noop("定期排查"),
        gettext_noop("对已经公开的全部文件重新作内容审查。"), (P.NOTE_RECORDS,),
        lambda officer: screening_rounds.rounds_for(officer).filter(finished_at=None).count(),
        lambda n: ngettext("%(n)d 轮在办", "%(n)d 轮在办", n),
    ),
    Area(
        "workbench:withheld", gettext_noop("不公开文件评估"),
        gettext_noop("定期评估不予公开的文件，可以公开的启封。"), withheld.REVIEWERS, _withheld,
        lambda n: ngettext("%(n)d 个单位今年没有评估", "%(n)d 个单位今年没有评估", n),
    ),
    Area(
        "workbench:negative_list", gettext_noop("负面清单"),
        gettext_noop("可以不公开的事项，逐条有法定依据，定期复核。"),
        (P.KEEP_NEGATIVE_LIST, P.READ_DRAFTS), _entries,
        lambda n: ngettext("%(n)d 条该复核了", "%(n)d 条该复核了", n),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """An area as the page shows it."""

    area: Area
    url: str
    waiting: str


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The areas in which the officer has something to do."""
    lines = list(_lines(officer))
    if not lines:
        raise PermissionDenied
    return render(request, "workbench/upkeep.html", {"lines": lines})


def _lines(officer: Officer) -> Iterator[Line]:
    for area in AREAS:
        if any(agencies_where(officer, power).exists() for power in area.powers):
            n = area.waits(officer)
            yield Line(area, reverse(area.page), area.counted(n) % {"n": n} if n else "")
