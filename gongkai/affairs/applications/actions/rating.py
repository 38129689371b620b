"""Rating 评价: once, by the applicant, after the answer; words that tell who somebody is are refused."""

from django.db import transaction

from gongkai.affairs.applications.identity import Visitor
from gongkai.affairs.applications.models import CLOSED, Application, Rating
from gongkai.affairs.applications.rows import locked, tell
from gongkai.engines.agencies.models import Actor
from gongkai.engines.screening import KINDS, PERSONAL, screen
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused

LIMIT = 500


def rating_refusals(application: Application, by: Actor) -> list[str]:
    """Why it cannot be rated now; empty if it can."""
    reasons = []
    if not isinstance(by, Visitor):
        reasons.append("只有申请人本人可以评价。")
    if application.stage not in CLOSED:
        reasons.append("申请办结之后才能评价。")
    if hasattr(application, "rating"):
        reasons.append("这件申请已经评价，每件申请只能评价一次。")
    return reasons


@transaction.atomic
def rate(application: Application, *, by: Actor, stars: int, words: str = "") -> Rating:
    """Rate how it was handled: 1 (very bad) to 5 (very good), with words if he likes."""
    application = locked(application)
    reasons = rating_refusals(application, by)
    told = words.strip()
    if stars not in range(1, 6):
        reasons.append("请选择满意的程度，从非常满意（5星）到非常不满意（1星）。")
    if len(told) > LIMIT:
        reasons.append(f"评价最多{LIMIT}字，请压缩。")
    found = dict.fromkeys(KINDS[one.kind].title for one in screen(told, detectors=PERSONAL))
    if found:
        reasons.append(f"评价中含有个人信息（{'、'.join(map(str, found))}），请删去后提交。")
    if reasons:
        raise Refused(reasons)
    rating = Rating.objects.create(application=application, stars=stars, words=told, rated_at=now())
    tell("application.rated", application, by, stars=stars)
    return rating
