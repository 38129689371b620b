"""Reading applications: the only door for the faces. What an officer sees is looked up by his permission; nobody
sees here who applied (`actions.privacy.applicant_for`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.fields import DateTimeField
from django.utils.translation import gettext_noop as _

from gongkai.affairs.applications import secrets, workflow
from gongkai.affairs.applications.clocks import REPLY_RULES, keep_duties, reply_of
from gongkai.affairs.applications.figures import behind, table3, table4
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.models import (
    Application,
    Consultation,
    Decision,
    DecisionFile,
    Enclosure,
    Remedy,
    Search,
    Stage,
)
from gongkai.affairs.applications.similar import Similar, documents_about, may_answer, own_earlier, similar
from gongkai.engines.agencies.models import Actor, Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where, grants_in_force
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Line, lines
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Offer

# The one door for the faces; what stands in rooms behind it is named here too.
__all__ = [
    "Case", "Row", "Wanted", "applications_for", "behind", "case_by_code", "case_for", "consents_for", "count_for",
    "count_overdue", "desk", "documents_about", "enclosures_of", "find", "may_answer", "offers", "own_earlier",
    "places_for", "readable_by", "rows_of", "similar", "table3", "table4", "to_sign",
]  # fmt: skip

# What is to be done next in a stage, for a list; in the case every open step is offered.
NEXT: dict[str, str] = {
    Stage.SUBMITTED: _("与申请人确认收到"),
    Stage.RECEIVED: _("审核内容是否明确"),
    Stage.CORRECTING: _("等候申请人补正"),
    Stage.HANDLING: _("查找信息，起草答复"),
    Stage.PAYING: _("等候申请人缴费"),
    Stage.MERGED: _("随并入的申请一并答复"),
    Stage.SIGNING: _("签发答复"),
}
ASKING = _("等候征求的意见")
# To so many agencies' applications the days are looked up one by one.
FEW = 4


@dataclass(frozen=True)
class Wanted:
    """What a list shows. state: open, overdue, closed or all; stage, outcome, kind: one of each; text: part of the
    number or of what is wanted; mine: only what was handed to the officer himself; since, until: received on these
    days or between them."""

    state: str = "open"
    stage: str = ""
    outcome: str = ""
    kind: str = ""
    agency: str = ""
    text: str = ""
    mine: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Row:
    """An application in a list. reply: the duty to answer, with the time left; asks: what the law asks next."""

    application: Application
    reply: Line | None
    asks: str


@dataclass(frozen=True)
class Case:
    """An application with all that belongs to it. duties: every clock, of those asked too; offers: every step as
    it stands for whoever looks; events: its whole history, read when asked for."""

    application: Application
    reply: Line | None
    duties: list[Line]
    consultations: list[Consultation]
    decisions: list[Decision]
    searches: list[Search]
    remedies: list[Remedy]
    events: QuerySet[Event]
    offers: list[Offer[Application, Actor]]


def applications_for(officer: Officer) -> QuerySet[Application]:
    """The applications to, or undertaken by, the agencies whose applications the officer may read."""
    # named one by one: with a question inside the question, neither index of the two would be used
    seen = [place.pk for place in places_for(officer)]
    return Application.objects.select_related("agency", "undertaker").filter(
        Q(agency__in=seen) | Q(undertaker__in=seen)
    )


def places_for(officer: Officer) -> list[Agency]:
    """The agencies whose applications he may read; looked up once for his roles as they were read."""
    grants = grants_in_force(officer)
    known: tuple[object, list[Agency]] | None = officer.__dict__.get("_applications_read")
    if known is None or known[0] is not grants:
        found = list(agencies_where(officer, Permission.READ_APPLICATIONS))
        known = officer.__dict__["_applications_read"] = (grants, found)
    return known[1]


def desk(officer: Officer, wanted: Wanted | None = None, *, limit: int = 50, offset: int = 0) -> list[Row]:
    """The wanted applications, the first due in front, then those whose clock stands; closed ones, or
    all, newest first."""
    wanted = wanted or Wanted()
    # first which ones, then what is shown of them: ordering carries no long texts along
    if wanted.state in {"closed", "all"}:
        newest = _wanted(officer, wanted).order_by(F("concluded_on").desc(nulls_first=True), "-pk")
        chosen = list(newest.values_list("pk", flat=True)[offset : offset + limit])
    else:
        chosen = _first_due(officer, wanted, limit, offset)
    waiting = Consultation.objects.filter(application=OuterRef("pk"), answer="")
    shown = Application.objects.select_related("agency", "undertaker", "officer")
    page = shown.annotate(asking=Exists(waiting)).in_bulk(chosen)
    return rows_of([page[pk] for pk in chosen])


def _first_due(officer: Officer, wanted: Wanted, limit: int, offset: int) -> list[int]:
    """The keys of the open ones that are wanted, the first due in front, those without a day behind.

    Whoever sees many agencies gets them by way of the duties, in the order of an index, as far as the page reaches;
    for a few agencies the day of each is looked up.
    """
    if len(places_for(officer)) <= FEW:
        found = _wanted(officer, wanted)
        dated = found.annotate(due=due_of()).order_by(F("due").asc(nulls_last=True), "pk")
        return list(dated.values_list("pk", flat=True)[offset : offset + limit])
    owed = Duty.objects.filter(
        subject_kind="application", rule__in=REPLY_RULES, closed_at=None, due_at__isnull=False
    )
    if wanted.state == "overdue":
        owed = owed.filter(due_at__lt=now())
    found = _wanted(officer, replace(wanted, state="open"))
    owed = owed.annotate(key=Subquery(found.filter(number=OuterRef("subject_id")).values("pk")[:1]))
    owed = owed.filter(key__isnull=False).order_by("due_at", "key")
    chosen = list(owed.values_list("key", flat=True)[offset : offset + limit])
    if len(chosen) < limit and wanted.state != "overdue":
        before = offset + len(chosen) if chosen or not offset else owed.count()
        undated = found.annotate(due=due_of()).filter(due=None).order_by("pk").values_list("pk", flat=True)
        chosen += undated[max(0, offset - before) :][: limit - len(chosen)]
    return chosen


def count_overdue(officer: Officer, wanted: Wanted | None = None) -> int:
    """How many of the wanted open ones are past their day."""
    found = _wanted(officer, replace(wanted or Wanted(), state="open"))
    late = Duty.objects.filter(
        subject_kind="application", rule__in=REPLY_RULES, closed_at=None, due_at__lt=now()
    )
    return late.filter(Exists(found.filter(number=OuterRef("subject_id")))).count()


def count_for(officer: Officer, wanted: Wanted | None = None) -> int:
    """How many `desk` lists in all."""
    wanted = wanted or Wanted()
    return count_overdue(officer, wanted) if wanted.state == "overdue" else _wanted(officer, wanted).count()


def consents_for(officer: Officer) -> QuerySet[Application]:
    """Where an extension waits for the officer's consent."""
    at = agencies_where(officer, Permission.CONSENT_EXTENSION)
    waiting = Application.objects.select_related("agency", "undertaker", "extension")
    return waiting.filter(
        agency__in=at, concluded_on=None, extension__isnull=False, extension__granted=None
    ).order_by("extension__proposed_at")


def to_sign(officer: Officer) -> QuerySet[Application]:
    """Whose reply waits for the officer's signature."""
    at = agencies_where(officer, Permission.SIGN_REPLIES)
    waiting = Application.objects.select_related("agency", "undertaker")
    return waiting.filter(agency__in=at, stage=Stage.SIGNING).order_by("pk")


def case_for(officer: Officer, number: str) -> Case | None:
    """One application that the officer may read; None for any other."""
    application = _whole(applications_for(officer)).filter(number=number).first()
    return _case(application, officer) if application else None


def find(number: str, code: str) -> Application | None:
    """The application of this number, for whoever knows its query code; a wrong code tells nothing, in as much
    time. How often one may try is for the face to limit."""
    return _by_code(Application.objects.select_related("agency", "undertaker"), number, code)


def case_by_code(number: str, code: str) -> Case | None:
    """The same with all that belongs to it, and what the applicant may do himself."""
    application = _by_code(_whole(Application.objects.select_related("agency", "undertaker")), number, code)
    return _case(application, APPLICANT) if application else None


def _by_code(among: QuerySet[Application], number: str, code: str) -> Application | None:
    application = among.filter(number=number.strip().upper()).first()
    right = secrets.same_code(code, application.code_hash if application else secrets.NO_CODE)
    return application if right else None


def readable_by(officer: Officer, found: Sequence[Similar]) -> list[Similar]:
    """Those of them that the officer may read himself: a unit that works for the organ sees only its own."""
    seen = {place.pk for place in places_for(officer)} if found else set()
    return [one for one in found if {one.application.agency_id, one.application.undertaker_id} & seen]


def enclosures_of(application: Application) -> list[Enclosure]:
    """What the applicant enclosed, without the files and their names; those are opened one by one."""
    found = Enclosure.objects.filter(application=application).defer("name", "payload")
    return list(found.order_by("serial"))


def offers(application: Application, by: Actor) -> list[Offer[Application, Actor]]:
    """Every step of the course as it stands for this actor: the buttons, and why the others are closed."""
    return workflow.FLOW.offers(application, roles=workflow.held(application, by), actor=by)


def due_of() -> Subquery:
    """When the answer to an application is owed, as its open duty says."""
    duty = Duty.objects.filter(
        subject_kind="application", subject_id=OuterRef("number"), rule__in=REPLY_RULES, closed_at=None
    )
    return Subquery(duty.values("due_at")[:1], output_field=DateTimeField())


def _wanted(officer: Officer, wanted: Wanted) -> QuerySet[Application]:
    found = applications_for(officer)
    if wanted.state == "closed":
        found = found.filter(concluded_on__isnull=False)
    elif wanted.state != "all":
        found = found.filter(concluded_on=None)
    if wanted.state == "overdue":
        found = found.annotate(due=due_of()).filter(due__lt=now())
    for field in ("stage", "outcome", "kind"):
        if value := getattr(wanted, field):
            found = found.filter(**{field: value})
    if wanted.agency:
        found = found.filter(agency__slug=wanted.agency)
    if wanted.since:
        found = found.filter(received_on__gte=wanted.since)
    if wanted.until:
        found = found.filter(received_on__lte=wanted.until)
    if text := wanted.text.strip():
        found = found.filter(Q(number__icontains=text) | Q(wanted__icontains=text))
    return found.filter(officer=officer) if wanted.mine else found


def rows_of(page: Sequence[Application]) -> list[Row]:
    """These applications as rows of a list, the duty to answer each with the time left."""
    numbers = [one.number for one in page]
    duties: dict[str, list[Duty]] = {number: [] for number in numbers}
    for each in Duty.objects.filter(subject_kind="application", subject_id__in=numbers).order_by("id"):
        duties[each.subject_id].append(each)
    for one in page:
        keep_duties(one, duties[one.number])
    owed = {one.pk: duty for one in page if (duty := reply_of(one))}
    read = dict(zip(owed, lines(owed.values()), strict=True))
    return [
        Row(one, read.get(one.pk), ASKING if getattr(one, "asking", False) else NEXT.get(one.stage, ""))
        for one in page
    ]


def _whole(found: QuerySet[Application]) -> QuerySet[Application]:
    # their own order would join the application to each of them once more
    decisions = Decision.objects.prefetch_related(Prefetch("files", DecisionFile.objects.order_by("id")))
    # what nearly no application has (the one it came from, the one it was merged into) is read where there is one
    return found.select_related(
        "correction", "extension", "excess", "fee", "officer", "rating", "conversion", "identity_check"
    ).prefetch_related(
        Prefetch("consultations", Consultation.objects.select_related("agency").order_by("serial")),
        Prefetch("decisions", decisions.order_by("id")),
        Prefetch("searches", Search.objects.order_by("id")),
        Prefetch("remedies", Remedy.objects.order_by("id")),
        "followers",
    )


def _case(application: Application, by: Actor) -> Case:
    consultations = list(application.consultations.all())
    for one in consultations:
        one.application = application
    asked = [one.identifier for one in consultations]
    found = Duty.objects.filter(
        Q(subject_kind="application", subject_id=application.number)
        | Q(subject_kind="consultation", subject_id__in=asked)
    ).order_by("id")
    duties = lines(found)
    keep_duties(application, [line.duty for line in duties if line.duty.subject_kind == "application"])
    reply = reply_of(application)
    return Case(
        application=application,
        reply=next((line for line in duties if line.duty is reply), None),
        duties=duties,
        consultations=consultations,
        decisions=list(application.decisions.all()),
        searches=list(application.searches.all()),
        remedies=list(application.remedies.all()),
        events=events_of(*application.subject),
        offers=offers(application, by),
    )
