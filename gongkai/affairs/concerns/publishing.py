"""The public page of a concern: published once something was said, with words of its own; taken down with a reason."""

from django.db import transaction

from gongkai.affairs.concerns.models import Concern
from gongkai.affairs.concerns.rows import locked, take, tell, unfit_for_the_public
from gongkai.engines.agencies.models import Actor
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now
from gongkai.kernel.flow import text_faults


@transaction.atomic
def publish(concern: Concern, *, by: Actor, title: str, summary: str = "") -> Concern:
    """Show everybody what was asked and how it was answered; later answers then show by themselves.

    title, summary: what the public cares about, in words fit for everybody. Refused while they, or any of the
    answers, hold personal data or a secrecy mark.
    """
    held = locked(concern)
    faults = text_faults("公开标题", title, 200)
    if len(summary.strip()) > 500:
        faults.append("公开说明最多500字，请压缩。")
    said = {
        name: value
        for row in held.responses.all()
        for name, value in ((f"{row}的内容", row.text), (f"{row}的回应人", row.speaker))
    }
    faults += unfit_for_the_public({"公开标题": title, "公开说明": summary, **said})
    held = take(
        held, "publish", by, faults, public_title=title.strip(), public_summary=summary.strip(),
        published_by=by.handle, published_at=now(),
    )  # fmt: skip
    tell("concern.published", held, by, public=True, title=covered(held.public_title))
    return held


@transaction.atomic
def retract(concern: Concern, *, by: Actor, reason: str) -> Concern:
    """Take the public page down, with the reason."""
    held = take(
        locked(concern), "retract", by, text_faults("理由", reason, 500), public_title="", public_summary="",
        published_by="", published_at=None,
    )  # fmt: skip
    tell("concern.retracted", held, by, reason=covered(reason.strip()))
    return held
