"""The check by a second person before a response goes out: draft, check, and how much of it was said before.

A response is neither late nor perfunctory: the clock sees to the first, a colleague to the second. That the text was
copied from an earlier answer is shown to whoever checks, who must say why it is right all the same.
"""

from collections.abc import Sequence

from django.db import transaction

from gongkai.affairs.concerns import law
from gongkai.affairs.concerns.alerting import ask_to_check, tell_writer
from gongkai.affairs.concerns.models import Concern, Draft, Response
from gongkai.affairs.concerns.rows import locked, take, tell
from gongkai.affairs.concerns.saying import faults_of
from gongkai.affairs.concerns.workflow import waiting
from gongkai.engines.agencies.delegation import lenders
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.screening import Likeness, covered, similar
from gongkai.kernel.clock import now
from gongkai.kernel.flow import text_faults

# What can be drafted: the steps at which a text goes out.
STEPS = {"release": "发布权威信息", "respond": "回应"}
# Against how many earlier answers of the agency a draft is held.
COMPARED = 200


@transaction.atomic
def draft(concern: Concern, *, by: Actor, step: str, form: str, speaker: str, text: str) -> Draft:
    """Write what is to be said at a step, for a second person to look at."""
    held = locked(concern)
    if step not in STEPS:
        faults = ["请选择文稿用于发布权威信息还是回应。"]
    else:
        faults = faults_of(held, step, form, speaker, text)
        if step == "release" and not held.is_grave:
            faults.append("只有涉及特别重大、重大突发事件的舆情才发布权威信息，请改为拟写回应。")
        if any(one.step == step for one in waiting(held)):
            faults.append(f"已有{STEPS[step]}的文稿待核对，请待核对后再拟。")
    held = take(held, "draft", by, faults)
    row = Draft.objects.create(
        concern=held, step=step, form=form, speaker=speaker.strip(), text=text.strip(),
        written_by=by.handle, written_at=now(),
    )  # fmt: skip
    ask_to_check(row, tell("concern.drafted", held, by, step=step, form=form))
    return row


@transaction.atomic
def check(draft: Draft, *, by: Actor, passed: bool, points: Sequence[str] = (), remark: str = "") -> Draft:
    """Pass a draft, point by point, or return it with the reason. Never by whoever wrote it.

    One that is nearly the same as an earlier answer passes only with a remark that says why.
    """
    held = locked(draft.concern)
    row = Draft.objects.select_for_update().get(pk=draft.pk)
    row.concern = held
    faults = []
    if row.verdict:
        faults.append(f"这份文稿已经核对，结果为“{row.get_verdict_display()}”。")
    if row.written_by == by.handle:
        faults.append("文稿由您起草，请由他人核对。")
    if lenders(by, Permission.CHECK_RESPONSES, held.agency) == [row.written_by]:
        faults.append("您受拟稿人委托办理，不能代其核对自己的文稿，请由他人核对。")
    if len(remark.strip()) > 500:
        faults.append("核对意见最多500字，请压缩。")
    if not passed:
        faults += text_faults("核对意见", remark, 500)
    else:
        asked = law.check_points(held.agency)
        faults += [f"“{one}”尚未确认，不能通过；做不到的，请退回。" for one in asked if one not in points]
        if not remark.strip():
            faults += [
                f"与“{one.label}”的回应有{one.share:.0%}的文字相同，确属必要的，请在核对意见中说明。"
                for one in alike(row)
            ]
    take(held, "check", by, faults)
    row.verdict = Draft.Verdict.PASSED if passed else Draft.Verdict.RETURNED
    row.points, row.remark = list(points), remark.strip()
    row.checked_by, row.checked_at = by.handle, now()
    row.save(update_fields=["verdict", "points", "remark", "checked_by", "checked_at"])
    verb = "concern.draft_passed" if passed else "concern.draft_returned"
    tell_writer(row, tell(verb, held, by, step=row.step, remark=covered(row.remark)))
    return row


def alike(draft: Draft) -> list[Likeness]:
    """The agency's answers to other concerns in which most of this draft stands already."""
    earlier = (
        Response.objects.filter(concern__agency=draft.concern.agency_id)
        .exclude(concern=draft.concern_id)
        .select_related("concern")
        .order_by("-at", "-id")[:COMPARED]
    )
    said: dict[str, str] = {}
    for one in earlier:  # several were said about one concern, and several concerns are called the same
        said[one.concern.title] = f"{said.get(one.concern.title, '')}\n{one.text}"
    return similar(draft.text, said)
