"""The task list of a document: each thing that it needs before it is public, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from gongkai.affairs.documents import consultation, findings, gates, guards, interpretation
from gongkai.affairs.documents.models import (
    Attribute,
    Edition,
    Gate,
    PriorConsultation,
    Review,
    State,
    Verdict,
)
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import officers_named
from gongkai.faces.ui.templatetags.ui import zh_date, zh_instant
from gongkai.kernel.hanzi.titles import within

# What a state of a line is called, and the look of its tag.
WORDS = {
    "done": (gettext_noop("已完成"), "ok"),
    "todo": (gettext_noop("待办"), "soon"),
    "wait": (gettext_noop("等待"), ""),
    "back": (gettext_noop("退回"), "late"),
    "free": (gettext_noop("可以不填"), "off"),
    "none": (gettext_noop("不需要"), "off"),
}


@dataclass(frozen=True)
class Line:
    """One thing: `why` says how it stands, `reasons` what keeps it from being done."""

    title: str
    state: str
    url: str = ""
    why: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is among what has to be done."""
        return self.state not in {"free", "none"}

    @property
    def word(self) -> str:
        return WORDS[self.state][0]

    @property
    def tag(self) -> str:
        return WORDS[self.state][1]


def tasks_of(edition: Edition, officer: Officer) -> list[tuple[str, list[Line]]]:
    """The list in three parts: preparing, reviewing, making public."""
    needed = gates.needed(edition)
    said = gates.reviews_of(edition)
    people = officers_named({one.reviewer for one in said} | {edition.signed_by, edition.published_by} - {""})
    return [
        (_("准备"), _preparing(edition, officer)),
        (_("审查"), [_gate(one, edition, people) for one in needed]),
        (_("签发和公开"), _going_out(edition, officer, people)),
    ]


def _page(name: str, edition: Edition) -> str:
    return reverse(f"workbench:{name}", args=[edition.document.index_number])


def _preparing(edition: Edition, officer: Officer) -> list[Line]:
    document = edition.document
    missing = guards.has_text(edition, officer)
    unfounded = guards.is_classified(edition, officer)
    attribute = str(Attribute(document.attribute).label)
    if document.negative_entry:
        attribute += f"　{document.negative_entry}"
    to_settle = guards.findings_are_settled(edition, officer)
    files = edition.attachments.count()
    related = document.relations.count()
    lines = [
        Line(
            _("标题和正文"), "todo" if missing else "done", _page("document_edit", edition),
            reasons=tuple(missing),
        ),
        Line(
            _("公开属性"), "todo" if unfounded else "done", _page("document_classify", edition), attribute,
            tuple(unfounded),
        ),
        Line(
            _("附件"), "done" if files else "free", _page("document_files", edition),
            ngettext("%(n)d 个", "%(n)d 个", files) % {"n": files} if files else "",
        ),
        Line(
            _("与其他文件的关系"), "done" if related else "free", _page("document_relations", edition),
            ngettext("%(n)d 项", "%(n)d 项", related) % {"n": related} if related else "",
        ),
        Line(
            _("内容审查"), "todo" if to_settle else "done" if findings.is_screened(edition) else "wait",
            _page("document_findings", edition), "" if findings.is_screened(edition) else _("送审时自动审查"),
            tuple(to_settle),
        ),
    ]  # fmt: skip
    return [*lines, *_consultation(edition), *_interpretation(edition, officer), _joint(edition)]


def _consultation(edition: Edition) -> list[Line]:
    if not any(one.gate == Gate.LEGALITY for one in gates.needed(edition)):
        return []
    faults = consultation.faults(edition)
    row: PriorConsultation | None = getattr(edition.document, "consultation", None)
    why = ""
    if row is not None:
        why = str(row.get_exception_display()) if row.exception else ""
        why = why or f"{zh_date(row.began_on)} – {zh_date(row.ended_on)}"
    state = "todo" if faults else "done" if row else "free"
    return [Line(_("制定前征求意见"), state, _page("document_consultation", edition), why, tuple(faults))]


def _interpretation(edition: Edition, officer: Officer) -> list[Line]:
    document = edition.document
    if document.kind == interpretation.KIND:
        missing = interpretation.missing(edition)
        described = hasattr(document, "interpretation")
        elements = _("还没有写到：%s") % _("、").join(missing) if missing else ""
        return [
            Line(_("解读要素"), "todo" if missing else "done", _page("document_edit", edition), elements),
            Line(
                _("解读形式和解读人"),
                "done" if described else "todo",
                _page("document_interpretation", edition),
                str(document.interpretation.get_interpreter_display()) if described else "",
            ),
        ]
    readings = interpretation.of(document)
    missing = guards.interpretation_is_ready(edition, officer)
    if readings:
        first = readings[0]
        why = f"《{within(first.title)}》{first.get_state_display()}"
        return [
            Line(_("解读"), "done", reverse("workbench:document", args=[first.document.index_number]), why)
        ]
    state = "todo" if missing else "none"
    return [Line(_("解读"), state, _page("document_interpret", edition), reasons=tuple(missing))]


def _joint(edition: Edition) -> Line:
    names = [row.agency.short_name for row in edition.document.joint_rows.select_related("agency")]
    state = "done" if names else "free"
    return Line(_("会签单位"), state, _page("document_joint", edition), _("、").join(names))


def _gate(gate: gates.Needed, edition: Edition, people: Mapping[str, str]) -> Line:
    review = gate.review
    page = _page("document_review", edition)
    if review is None or (review.verdict == Verdict.PASSED and not gate.passed):
        waits = edition.state in {State.REVIEWING, State.REFERRED}
        late = _last_word(edition, gate)
        why = _("送审以后由有权限的人员办理") if not waits else _("等待%s办理") % gate.agency.short_name
        return Line(gate.title, "wait", page, late or why)
    who = _("%(who)s，%(at)s") % {
        "who": people.get(review.reviewer, review.reviewer),
        "at": zh_instant(review.at),
    }
    if review.verdict == Verdict.REFERRED:
        return Line(gate.title, "wait", page, _("已提请%s确定") % review.decided_by)
    state = "done" if gate.passed else "back"
    return Line(gate.title, state, page, f"{who}　{review.opinion}".strip())


def _last_word(edition: Edition, gate: gates.Needed) -> str:
    """What this gate said of an earlier text, where the text was changed since."""
    earlier: Review | None = (
        edition.reviews.filter(gate=gate.gate, agency=gate.agency).exclude(version=edition.version).last()
    )
    if earlier is None:
        return ""
    if earlier.verdict == Verdict.RETURNED:
        return _("上次退回：%s") % earlier.opinion
    return _("通过以后文件又改过，需要重新审查")


def _going_out(edition: Edition, officer: Officer, people: Mapping[str, str]) -> list[Line]:
    signed = edition.signed_at is not None
    missing = () if signed else tuple(guards.gates_are_passed(edition, officer))
    who = (
        f"{people.get(edition.signed_by, edition.signed_by)}，{zh_instant(edition.signed_at)}"
        if signed
        else ""
    )
    lines = [Line(_("签发"), "done" if signed else "wait", "", who, missing)]
    if edition.document.attribute != Attribute.PROACTIVE:
        put_away = edition.state == State.WITHHELD
        return [*lines, Line(_("不公开存档"), "done" if put_away else "wait")]
    if edition.published_at:
        name = people.get(edition.published_by, edition.published_by)
        return [*lines, Line(_("公开"), "done", "", f"{name}，{zh_instant(edition.published_at)}")]
    along = guards.interpretation_comes_along(edition, officer)
    why = _("定于%s自动公开") % zh_instant(edition.publish_at) if edition.publish_at else ""
    return [*lines, Line(_("公开"), "wait", "", why, tuple(along))]
