"""Wording 用语: duty rules, figures and what meets a clause, as sentences for readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.affairs.documents.kinds import kinds
from gongkai.engines.agencies.models import AgencyKind
from gongkai.engines.agencies.permissions import ROLES
from gongkai.engines.duties.core import period_named
from gongkai.engines.duties.queries import Summary
from gongkai.faces.ui import parameters
from gongkai.faces.ui.templatetags.ui import english
from gongkai.kernel.clock import parse_limit, today
from gongkai.kernel.flow import Flow
from gongkai.kernel.law import DutyRule, Pack
from gongkai.oversight.tasks.records import KINDS

STATUSES: Mapping[str, tuple[str | Lazy, str]] = {
    "open": (gettext_lazy("办理中"), ""),
    "soon": (gettext_lazy("即将到期"), "soon"),
    "overdue": (gettext_lazy("已逾期"), "late"),
    "paused": (gettext_lazy("暂停计算"), "off"),
    "met": (gettext_lazy("按时完成"), "ok"),
    "late": (gettext_lazy("逾期完成"), "late"),
    "cancelled": (gettext_lazy("已取消"), "off"),
}
STRENGTHS: Mapping[str, str | Lazy] = {
    "must": gettext_lazy("必须做到"),
    "should": gettext_lazy("力争做到"),
}
# What a reader finds at an address that a clause names; one that is not named here is told by its name alone.
PAGES: Mapping[str, str | Lazy] = {
    "portal:home": gettext_lazy("首页"),
    "portal:documents": gettext_lazy("政府文件列表"),
    "portal:document": gettext_lazy("每份文件的页面"),
    "portal:edition": gettext_lazy("文件历次版本的页面"),
    "portal:catalogue": gettext_lazy("公开目录"),
    "portal:agencies": gettext_lazy("公开机构一览"),
    "portal:agency": gettext_lazy("每个机构的页面"),
    "portal:search": gettext_lazy("全站搜索"),
    "portal:apply": gettext_lazy("依申请公开的说明"),
    "portal:apply_new": gettext_lazy("网上申请"),
    "portal:case": gettext_lazy("申请的办理情况"),
    "portal:guide": gettext_lazy("每个机构的公开指南"),
    "portal:promises": gettext_lazy("公开承诺"),
    "portal:promise": gettext_lazy("每个机构的公开承诺"),
    "portal:clauses": gettext_lazy("条款落实情况"),
    "portal:clause": gettext_lazy("每项条款的落实情况"),
    "portal:plans": gettext_lazy("任务分解"),
    "portal:plan": gettext_lazy("每份任务分解的进展"),
}
# And what the staff finds there.
STAFF_PAGES: Mapping[str, str | Lazy] = {
    "workbench:my_agency": gettext_lazy("本单位的义务和完成情况"),
    "workbench:notices": gettext_lazy("到期提醒"),
    "workbench:overview": gettext_lazy("各单位的完成情况"),
    "workbench:plan": gettext_lazy("工作方案及其任务"),
    "workbench:plan_adopt": gettext_lazy("制定本单位的实施方案"),
    "workbench:plan_csv": gettext_lazy("任务及进展的表格"),
    "workbench:plan_new": gettext_lazy("登记工作方案"),
    "workbench:plan_publish": gettext_lazy("公布任务分解"),
    "workbench:plan_read": gettext_lazy("从文件中读出任务"),
    "workbench:rotation": gettext_lazy("培训轮训情况"),
}


def limit_words(limit: str) -> str:
    """A limit as an official text writes it; on English pages in English."""
    found = parse_limit(limit)
    return str(found) if english() else found.zh()


def rule_limit(rule: DutyRule) -> str:
    """How long a rule gives."""
    return _("以确定的日期为准") if rule.told else limit_words(rule.limit)


def owner_words(rule: DutyRule) -> str:
    """Who owes it."""
    how, _colon, name = rule.owes.partition(":")
    if how == "each":
        return _("每个%s") % "、".join(str(AgencyKind(kind).label) for kind in rule.kinds)
    if how == "role" and name in ROLES:
        return _("设有%s的单位") % ROLES[name].name
    return _("承办该事项的单位") if how == "fact" else _("事项所属的单位")


def period_words(key: str) -> str:
    """2026-Q3 as 2026年第三季度; on English pages as it stands."""
    return key if english() or not key else period_named(key).label


def percent(figures: Summary) -> str:
    """The share kept in time, rounded down: what was once missed is never a hundred; empty without any."""
    return "" if figures.on_time is None else f"{int(figures.on_time * 100)}%"


@dataclass(frozen=True)
class Meeting:
    """One thing that meets a clause: a sentence, and the page where it can be seen, if there is one."""

    sentence: str
    url: str = ""


def meeting(reference: str, pack: Pack) -> Meeting:
    """A reference of `met_by` (see gongkai.kernel.law.clauses) as a sentence."""
    kind, _colon, name = reference.partition(":")
    found = {
        "duty": _duty, "limit": _limit, "letter": _letter, "workflow": _workflow, "kind": _document_kind, "page": _page,
        "api": _call, "command": _command, "register": _register, "evidence": _evidence,
    }[kind]  # fmt: skip
    return found(name, pack)


def _duty(name: str, pack: Pack) -> Meeting:
    rule = pack.duties(on=today()).get(name)
    if rule is None:
        return Meeting(_("限时义务“%s”，现在没有施行") % name)
    said = {"title": rule.title, "limit": rule_limit(rule), "who": owner_words(rule)}
    return Meeting(_("由系统计时的义务“%(title)s”：%(limit)s，由%(who)s承担") % said)


def _limit(name: str, pack: Pack) -> Meeting:
    try:
        limit = pack.limit(name, on=today())
    except LookupError:
        return Meeting(_("期限“%s”，现在没有施行") % name)
    said = {"title": limit.title, "limit": limit_words(limit.value), "from": limit.counts}
    return Meeting(_("系统按这一期限计算：%(title)s，%(limit)s，%(from)s") % said)


def _letter(name: str, pack: Pack) -> Meeting:
    try:
        title = pack.letter(name, on=today()).title
    except LookupError:
        return Meeting(_("文书 %s，现在没有施行") % name)
    return Meeting(_("全机关统一的文书“%s”") % title)


def _workflow(name: str, pack: Pack) -> Meeting:
    course, _dot, step = name.partition(".")
    flow = flows().get(course)
    title = next((one.title for one in flow.steps if one.name == step), "") if flow else ""
    if flow is None or not title:
        return Meeting(_("办理流程的步骤 %s") % name)
    return Meeting(_("“%(course)s”办理流程中的“%(step)s”这一步") % {"course": flow.title, "step": title})


def _document_kind(name: str, pack: Pack) -> Meeting:
    kind = kinds().get(name)
    if kind is None:
        return Meeting(_("文种 %s") % name)
    url = parameters.address(reverse("portal:documents"), {"kind": name})
    return Meeting(_("专门的文种“%s”") % _(kind.title), url)


def _page(name: str, pack: Pack) -> Meeting:
    try:
        url = reverse(name) if name.startswith("portal:") else ""
    except NoReverseMatch:  # one page for each document, agency, plan …
        url = ""
    if title := PAGES.get(name):
        return Meeting(_("公开的页面“%s”") % title, url)
    if title := STAFF_PAGES.get(name):
        return Meeting(_("工作人员使用的页面“%s”") % title)
    if name.startswith("workbench:"):
        return Meeting(_("工作人员使用的页面 %s") % name.removeprefix("workbench:"))
    return Meeting(_("公开的页面 %s") % name.removeprefix("portal:"), url)


def _call(name: str, pack: Pack) -> Meeting:
    return Meeting(_("开放接口 %s") % name, f"{reverse('api:openapi-view')}#{name}")


def _command(name: str, pack: Pack) -> Meeting:
    return Meeting(_("系统命令 %s") % f"gongkai {name.replace('.', ' ')}")


def _register(name: str, pack: Pack) -> Meeting:
    return Meeting(_("清单 %s") % name)


def _evidence(name: str, pack: Pack) -> Meeting:
    return Meeting(_("留存的工作记录：%s") % (KINDS[name].title if name in KINDS else name))


@cache
def flows() -> Mapping[str, Flow[Any, Any]]:
    """The courses of this installation by name: each app keeps its own in its module `workflow`."""
    found = {}
    for app in apps.get_app_configs():
        if app.name.startswith("gongkai.") and find_spec(app.name) and find_spec(f"{app.name}.workflow"):
            flow = import_module(f"{app.name}.workflow").FLOW
            found[flow.name] = flow
    return found
