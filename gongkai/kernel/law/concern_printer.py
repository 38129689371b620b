"""The part of the page about a pack that says how concerns are weighed and in which forms they are answered."""

from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.sections import RESPONSE_FORMS, RISKS

_STEPS = {"release": "发布权威信息", "hold_conference": "举行新闻发布会", "respond": "回应"}


def risk_rows(pack: Pack) -> list[tuple[str, ...]]:
    """Id, title, rank, whom it alerts, what is looked into, basis, note, pack; each version of the chain."""
    return [
        (
            f"`{id}`",
            entry.title,
            str(version.rank),
            "、".join(f"`{role}`" for role in version.alert) or "不提醒",
            "；".join(version.checklist),
            pack.source_of(version),
            version.note,
            each.title,
        )
        for id in pack.entries(RISKS)
        for each in pack.chain()
        if (entry := each.own(RISKS).get(id))
        for version in entry.versions
    ]


def form_rows(pack: Pack) -> list[tuple[str, ...]]:
    """Id, title, at which steps, basis, note, pack; each version of the chain."""
    return [
        (
            f"`{id}`",
            entry.title,
            "、".join(_STEPS[step] for step in version.steps),
            pack.source_of(version),
            version.note,
            each.title,
        )
        for id in pack.entries(RESPONSE_FORMS)
        for each in pack.chain()
        if (entry := each.own(RESPONSE_FORMS).get(id))
        for version in entry.versions
    ]
