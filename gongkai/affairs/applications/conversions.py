"""Conversions 转为主动公开: whether what one asked for should be open to all (条例 art 44), and why; reads only."""

from dataclasses import dataclass

from gongkai.affairs.applications.fees import pack_name
from gongkai.affairs.applications.models import Applicant, Application, Cause, Stage
from gongkai.affairs.applications.similar import similar
from gongkai.kernel.clock import today
from gongkai.kernel.law import load_pack

GIVEN = ("granted", "partial")


@dataclass(frozen=True)
class Advice:
    """That it should be opened to all, and why, in Chinese; others: who else asked for much the same."""

    cause: Cause
    why: str
    others: list[Application]


def advice(application: Application) -> Advice | None:
    """What speaks for opening to all what this application was given; None where nothing does, or it was done."""
    if refusals(application):
        return None
    others = [one.application for one in similar(application, limit=100)]
    asked = _applicants([application, *others])
    least = load_pack(pack_name(application.agency, today())).setting("open_to_all_after", on=today()).value
    if isinstance(least, int) and asked >= least:
        why = f"已有{asked}名申请人申请公开相同的信息，可以纳入主动公开的范围。"
        return Advice(Cause.MANY, why, others)
    if application.suggests_publication:
        why = "申请人建议将该信息纳入主动公开的范围，经审核属于主动公开范围的，应当及时主动公开。"
        return Advice(Cause.SUGGESTED, why, others)
    return None


def refusals(application: Application) -> list[str]:
    """Why it cannot be opened to all by way of this application; empty if it can."""
    reasons = []
    if application.stage != Stage.ANSWERED or application.outcome not in GIVEN:
        reasons.append("只有已答复公开或者部分公开的信息，才能转为主动公开。")
    if hasattr(application, "conversion"):
        index_number = application.conversion.document.index_number
        reasons.append(f"这件申请的信息已经转为主动公开，索引号为{index_number}。")
    if application.is_test:
        reasons.append("这是畅通性测试的申请，不能转为主动公开。")
    return reasons


def _applicants(applications: list[Application]) -> int:
    """How many different people asked: told by their keyed hashes, those erased by now each for himself."""
    rows = Applicant.objects.filter(application__in=applications, application__is_test=False)
    prints = list(rows.values_list("fingerprint", flat=True))
    return len({one for one in prints if one}) + prints.count("")
