"""Reading the gazette: the only door for the faces. What is not published is found by permission alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from gongkai.affairs.documents.models import Document, Edition
from gongkai.affairs.documents.models import State as EditionState
from gongkai.affairs.documents.queries import live
from gongkai.affairs.gazette.models import Issue, Item, State, Submission
from gongkai.affairs.gazette.sections import Section, sections
from gongkai.affairs.gazette.submitting import GOVERNMENTS, publisher_for
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where, own_agencies


def issues(*, year: int | None = None, agency: Agency | None = None) -> QuerySet[Any]:
    """Published issues, the newest first, with the number of their `entries`, and whether the PDF is `unclean`."""
    found = Issue.objects.filter(state=State.PUBLISHED).select_related("agency")
    if year is not None:
        found = found.filter(year=year)
    if agency is not None:
        found = found.filter(agency=agency)
    unclean = Item.objects.filter(_outdated(), issue=OuterRef("pk"), blanked=False)
    return found.annotate(entries=Count("items"), unclean=Exists(unclean)).order_by("-dated_on", "-id")


def years() -> list[int]:
    """The years of which there are published issues, the newest first."""
    rows = Issue.objects.filter(state=State.PUBLISHED).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def issue(code: str) -> Any | None:
    """A published issue by its code, with the same columns."""
    return issues().filter(code=code).first()


def entries(
    *, year: int | None = None, section: str = "", agency: Agency | None = None, newest: bool = True
) -> QuerySet[Any]:
    """Everything that stands in published issues, narrowed down; `withdrawn` and `corrected` say what befell it."""
    found = _told(Item.objects.filter(issue__state=State.PUBLISHED))
    if year is not None:
        found = found.filter(issue__year=year)
    if section:
        found = found.filter(section=section)
    if agency is not None:
        found = found.filter(edition__document__agency=agency)
    day = "-issue__dated_on" if newest else "issue__dated_on"
    return found.order_by(day, "issue", "position")


def entries_with(found: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
    """Those whose title or number holds every word: the plain search while there is no index."""
    for word in words:
        found = found.filter(Q(title__icontains=word) | Q(edition__document__doc_number__icontains=word))
    return found.filter(withdrawn=False)


def by_id(numbers: Iterable[str]) -> list[Item]:
    """Published entries in the order of these identifiers; what is gone or withdrawn is left out."""
    wanted = [int(one) for one in numbers if one.isdecimal()]
    found = {item.pk: item for item in entries().filter(pk__in=wanted, withdrawn=False)}
    return [found[pk] for pk in wanted if pk in found]


def contents(one: Issue) -> list[tuple[Section, list[Item]]]:
    """The entries of an issue, under their sections; empty sections are left out."""
    items = list(_told(one.items.all()).order_by("position"))
    found = [
        (section, [item for item in items if item.section == slug]) for slug, section in sections().items()
    ]
    return [(section, rows) for section, rows in found if rows]


def pdf_is_clean(one: Issue) -> bool:
    """Whether the PDF holds no text that was withdrawn or masked since: else nobody gets it until it is reprinted."""
    return not one.items.filter(_outdated(), blanked=False).exists()


def holding(document: Document) -> QuerySet[Issue]:
    """The published issues in which the document stands."""
    return issues().filter(items__edition__document=document)


def issues_for(officer: Officer) -> QuerySet[Issue]:
    """The issues that the officer edits or signs, published ones included, those in the making first."""
    rows = Issue.objects.filter(agency__in=_press_of(officer)).select_related("agency")
    return rows.annotate(entries=Count("items")).order_by("published_at", "-dated_on", "-id")


def issue_for(officer: Officer, code: str) -> Issue | None:
    """One of them."""
    return issues_for(officer).filter(code=code).first()


def item_for(officer: Officer, number: int) -> Item | None:
    """An entry of an issue that the officer edits or signs."""
    rows = Item.objects.filter(pk=number, issue__agency__in=_press_of(officer))
    return rows.select_related("issue").first()


def publishers_for(officer: Officer) -> QuerySet[Agency]:
    """The governments whose gazette the officer edits."""
    return agencies().filter(
        pk__in=agencies_where(officer, Permission.ISSUE_GAZETTE).values("pk"), kind__in=GOVERNMENTS
    )


@dataclass(frozen=True)
class Handed:
    """A submission and what became of it: `issue` holds the document, or it was returned, or it waits."""

    row: Submission
    issue: Issue | None
    withdrawn: bool

    @property
    def waits(self) -> bool:
        return self.issue is None and self.row.returned_at is None


def received_by(officer: Officer) -> list[Handed]:
    """The submissions to the gazettes that the officer edits which wait to be taken up, the oldest first."""
    rows = _submissions().filter(agency__in=publishers_for(officer), returned_at=None)
    return [one for one in _handed(rows) if one.waits]


def handed_in_by(officer: Officer) -> list[Handed]:
    """What the agencies of the officer submitted, the newest first."""
    at = submitters_for(officer)
    return _handed(_submissions().filter(edition__document__agency__in=at).order_by("-submitted_at", "-id"))


def submission_for(officer: Officer, number: int) -> Submission | None:
    """A submission to a gazette that the officer edits."""
    return _submissions().filter(agency__in=publishers_for(officer), pk=number).first()


def submitters_for(officer: Officer) -> QuerySet[Agency]:
    """The departments for which the officer hands documents in; a government has its own gazette."""
    return own_agencies(officer, Permission.PUBLISH_DOCUMENTS).exclude(kind__in=GOVERNMENTS)


def to_submit(officer: Officer) -> list[Edition]:
    """Live normative documents of the officer's departments that no gazette has been handed yet.

    A document that was taken over from an older site was due before there was this system.
    """
    at = submitters_for(officer)
    done = Submission.objects.filter(edition__document=OuterRef("document"), returned_at=None)
    held = Item.objects.filter(edition__document=OuterRef("document"))
    found = live().filter(~Exists(done), ~Exists(held), document__agency__in=at, document__kind="normative")
    rows = found.filter(document__taken_from="").select_related("document__agency__parent")
    return [one for one in rows if publisher_for(one.document.agency) is not None]


def _press_of(officer: Officer) -> QuerySet[Agency]:
    reach = Q(pk__in=agencies_where(officer, Permission.ISSUE_GAZETTE).values("pk"))
    reach |= Q(pk__in=agencies_where(officer, Permission.SIGN_DOCUMENTS).values("pk"))
    return Agency.objects.filter(reach)


def _submissions() -> QuerySet[Submission]:
    return Submission.objects.select_related("agency", "edition__document__agency")


def _handed(rows: QuerySet[Submission]) -> list[Handed]:
    found = list(rows)
    documents = {row.edition.document_id for row in found}
    held: dict[tuple[int, int], Issue] = {}
    items = Item.objects.filter(edition__document__in=documents).select_related("issue__agency", "edition")
    for item in items:
        if item.edition is not None:
            held[(item.edition.document_id, item.issue.agency_id)] = item.issue
    return [
        Handed(
            row=row,
            issue=None if row.returned_at else held.get((row.edition.document_id, row.agency_id)),
            withdrawn=row.edition.state == EditionState.WITHDRAWN,
        )
        for row in found
    ]


def _told(items: QuerySet[Item]) -> QuerySet[Any]:
    """With what befell the document since: taken back, or another text in its place."""
    other = _later().filter(state=EditionState.LIVE).exclude(pk=OuterRef("edition"))
    return items.annotate(withdrawn=Exists(_withdrawn()), corrected=Exists(other)).select_related(
        "issue__agency", "edition__document__agency"
    )


def _outdated() -> Q:
    """For an item: its text was taken back, or something in it was masked, after it was printed."""
    return Q(Exists(_withdrawn())) | (Q(edition__isnull=False) & ~Q(version=F("edition__version")))


def _withdrawn() -> QuerySet[Edition]:
    """For an item: what took its text back, be it this edition or a later one that said the same."""
    return _later().filter(state=EditionState.WITHDRAWN)


def _later() -> QuerySet[Edition]:
    return Edition.objects.filter(
        document=OuterRef("edition__document"), number__gte=OuterRef("edition__number")
    )
