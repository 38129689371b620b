"""Screening rounds 定期排查: everything that is public is screened again, the fields that the law names first.

A round is begun for an agency, worked off edition by edition (a worker may be killed anywhere: each edition is one
transaction, and the round remembers the last), and finished by a person who says what came of it. What was taken
over from elsewhere is screened here for the first time.
"""

from collections.abc import Callable, Iterator, Mapping

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from gongkai.affairs.documents import context, screening
from gongkai.affairs.documents.findings import READABLE, WEIGHT
from gongkai.affairs.documents.models import (
    Edition,
    Finding,
    PublicCopy,
    Resolution,
    Screening,
    ScreeningRound,
)
from gongkai.affairs.documents.rows import locked
from gongkai.engines.agencies.models import Actor, Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM, agencies_where
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import Context, covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused

# The fields to begin with, each with the words that its documents' titles hold.
FIELDS = "privacy_fields"
# Editions in one turn of a worker, which has other things to do.
MOST = 200
Stop = Callable[[], bool]


@transaction.atomic
def begin_round(agency: Agency, *, by: Actor) -> ScreeningRound:
    """Begin to screen all that an agency has published."""
    reasons = _may(by, agency)
    if ScreeningRound.objects.filter(agency=agency, finished_at=None).exists():
        reasons.append(f"{agency.name}的上一轮排查还没有结束，请先办完。")
    if reasons:
        raise Refused(reasons)
    public = Edition.objects.filter(state__in=READABLE, document__agency=agency)
    row = ScreeningRound.objects.create(
        agency=agency,
        began_by=by.handle,
        began_at=now(),
        total=public.count(),
        upto=public.aggregate(last=Max("pk"))["last"] or 0,
    )
    record(
        "screening_round.begun",
        subject=row.subject,
        agency=agency.slug,
        by=by.handle,
        facts={"total": row.total},
    )
    return row


def round_of(agency: Agency, *, by: Actor) -> ScreeningRound:
    """The agency's round under way, or a new one; one that is screened through waits for its result."""
    row = ScreeningRound.objects.filter(agency=agency, finished_at=None).select_related("agency").first()
    return row or begin_round(agency, by=by)


def carry_on(row: ScreeningRound, *, stop: Stop = lambda: False) -> Iterator[tuple[int, int]]:
    """Screen what is left of a round, edition by edition; (screened, total) after each.

    Two who carry on the same round take turns at its editions.
    """
    seen = context.context_of(row.agency)
    while not stop():
        row = ScreeningRound.objects.select_related("agency").get(pk=row.pk)
        if row.through_at is not None:
            return
        edition = _next(row)
        if edition is not None:
            if screen_public(edition, seen, row=row) is not None:
                yield row.screened + 1, row.total
        elif row.rest:
            _move(row, through_at=now())
        else:
            _move(row, rest=True, last=0)


def work_off(*, stop: Stop = lambda: False, most: int = MOST) -> int:
    """What a worker does in one turn: what has never been screened, then rounds under way. How many editions."""
    done = screen_unseen(stop=stop, most=most)
    for row in ScreeningRound.objects.filter(through_at=None).select_related("agency"):
        for _ in carry_on(row, stop=stop):
            done += 1
            if done >= most:
                return done
    return done


def screen_unseen(*, stop: Stop = lambda: False, most: int = MOST) -> int:
    """Screen public editions that never were, as those taken over from elsewhere; how many were."""
    screened = Screening.objects.filter(edition=OuterRef("pk"), attachment=None)
    todo = Edition.objects.filter(~Exists(screened), state__in=READABLE).select_related("document__agency")
    known: dict[int, Context] = {}
    done = 0
    for edition in todo.order_by("pk")[:most]:
        if stop():
            break
        agency = edition.document.agency
        if agency.pk not in known:
            known[agency.pk] = context.context_of(agency)
        done += screen_public(edition, known[agency.pk]) is not None
    return done


def screen_public(edition: Edition, seen: Context, *, row: ScreeningRound | None = None) -> int | None:
    """Screen a public edition, of today or of before, and the public copies of its files; how many findings are new.

    None when somebody else was faster with it, or it is no longer what was read.
    """
    texts = screening.texts_of(edition, seen)
    files = {}
    for copy in PublicCopy.objects.filter(attachment__edition=edition).select_related("attachment"):
        files[copy.attachment] = screening.file_of(copy.sha256, copy.name, seen)
    with transaction.atomic():
        if row is not None and not _took(row, edition):
            return None
        version, edition = edition.version, locked(edition)
        if edition.version != version or edition.state not in READABLE:
            return None  # whoever changed it screened it
        new = screening.settle(edition, texts, files, SYSTEM)
        if row is not None:
            ScreeningRound.objects.filter(pk=row.pk).update(found=F("found") + new)
        return new


@transaction.atomic
def finish_round(row: ScreeningRound, *, by: Actor, result: str) -> ScreeningRound:
    """Say what came of a round; a person does, once all is screened and what would harm is settled.

    The event is what the packs count as the inspection they ask for.
    """
    row = ScreeningRound.objects.select_for_update(of=("self",)).select_related("agency").get(pk=row.pk)
    reasons = _may(by, row.agency)
    if by.handle == SYSTEM.handle:
        reasons.append("排查结果须由工作人员本人登记。")
    if row.finished_at is not None:
        reasons.append("这一轮排查已经结束，无需重复登记。")
    elif row.through_at is None:
        reasons.append(f"还有{row.total - row.screened}份文件没有排查，请待全部排查后再登记结果。")
    left = left_open(row.agency)
    if left:
        reasons.append(f"已公开的文件中还有{left}处应当遮盖或者改正的问题没有处理，请先处理。")
    if not 1 <= len(result.strip()) <= 200:
        reasons.append("请写明排查的结果，最多200字。")
    if reasons:
        raise Refused(reasons)
    row.result, row.finished_by, row.finished_at = result.strip(), by.handle, now()
    row.save(update_fields=["result", "finished_by", "finished_at"])
    record(
        "inspection.held",
        subject=row.subject,
        agency=row.agency.slug,
        by=by.handle,
        facts={
            "subject": "privacy",
            "result": covered(row.result),
            "on": today(),
            "screened": row.screened,
            "found": row.found,
        },
    )
    return row


def rounds_for(officer: Officer) -> QuerySet[ScreeningRound]:
    """The rounds of the agencies for which the officer organises them, the newest first."""
    reach = agencies_where(officer, Permission.NOTE_RECORDS)
    return ScreeningRound.objects.filter(agency__in=reach).select_related("agency")


def found_in_public(agency: Agency) -> QuerySet[Finding]:
    """What is open in the published documents of an agency, what would harm most first; the work list of a round."""
    found = Finding.objects.filter(
        edition__state__in=READABLE, edition__document__agency=agency, resolution=Resolution.OPEN
    )
    return (
        found.select_related("edition__document", "attachment")
        .annotate(weight=WEIGHT)
        .order_by("weight", "edition__document_id", "edition_id", "id")
    )


def left_open(agency: Agency) -> int:
    """How many findings that are certain enough to harm stand open in what the agency has published."""
    return Finding.objects.filter(
        edition__state__in=READABLE,
        edition__document__agency=agency,
        resolution=Resolution.OPEN,
        severity="block",
    ).count()


def named_fields(agency: Agency) -> Mapping[str, tuple[str, ...]]:
    """The fields that the agency's law wants screened first, with the words that tell their documents."""
    found = pack_for(agency).setting(FIELDS, on=today()).value
    listed = found if isinstance(found, list) else []
    return {one.split("：")[0]: tuple(one.split("：")[-1].split("|")) for one in listed}


def _next(row: ScreeningRound) -> Edition | None:
    """The edition that is to be screened now."""
    words = [word for field in named_fields(row.agency).values() for word in field]
    named = Q(pk__in=[])
    for word in words:
        named |= Q(title__contains=word)
    todo: QuerySet[Edition] = Edition.objects.filter(
        ~named if row.rest else named,
        state__in=READABLE,
        document__agency=row.agency,
        pk__gt=row.last,
        pk__lte=row.upto,
    )
    return todo.select_related("document__agency").order_by("pk").first()


def _took(row: ScreeningRound, edition: Edition) -> bool:
    """Compare and set: whether the round stood where it was read, and now stands at this edition."""
    here = ScreeningRound.objects.filter(pk=row.pk, rest=row.rest, last=row.last, through_at=None)
    return bool(here.update(last=edition.pk, screened=F("screened") + 1))


def _move(row: ScreeningRound, **values: object) -> None:
    here = ScreeningRound.objects.filter(pk=row.pk, rest=row.rest, last=row.last, through_at=None)
    here.update(**values)


def _may(by: Actor, agency: Agency) -> list[str]:
    if by.may(Permission.NOTE_RECORDS, agency):
        return []
    return [f"您没有为{agency.name}登记工作记录的权限，不能组织排查。"]
