"""Gates 关口: which reviews an edition passes under its agency's law, and how each of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.affairs.documents.models import Edition, Gate, JointAgency, Review, Verdict
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import today

PERMISSIONS: dict[str, Permission] = {
    Gate.SECRECY: Permission.REVIEW_SECRECY,
    Gate.LEGALITY: Permission.REVIEW_LEGALITY,
    Gate.WORDING: Permission.REVIEW_WORDING,
    Gate.DISCLOSURE: Permission.REVIEW_DISCLOSURE,
    Gate.JOINT: Permission.SIGN_DOCUMENTS,
}


@dataclass(frozen=True)
class Needed:
    """A gate that an edition has to pass. review: the last word of the present text on it, if there is one."""

    gate: Gate
    agency: Agency
    title: str
    checklist: tuple[str, ...]
    citation: str
    review: Review | None

    @property
    def passed(self) -> bool:
        return self.review is not None and self.review.verdict == Verdict.PASSED

    @property
    def permission(self) -> Permission:
        """What a reviewer at this gate must hold for `agency`."""
        return PERMISSIONS[self.gate]


def reviews_of(edition: Edition) -> list[Review]:
    """What was said of the present text, oldest first."""
    return [one for one in edition.reviews.all() if one.version == edition.version]


def needed(edition: Edition) -> list[Needed]:
    """Every gate of the edition, in the order in which the packs name them, joint signatures last."""
    document = edition.document
    said = {(one.gate, one.agency_id): one for one in reviews_of(edition)}
    found = [
        Needed(
            Gate(gate.reviewer),
            document.agency,
            gate.title,
            gate.checklist,
            gate.citation,
            said.get((gate.reviewer, document.agency_id)),
        )
        for gate in pack_for(document.agency).gates(document.kind, on=today())
    ]
    return found + [
        Needed(
            Gate.JOINT,
            row.agency,
            f"{row.agency.short_name}会签",
            (),
            "",
            said.get((Gate.JOINT, row.agency_id)),
        )
        for row in _joint(edition)
    ]


def _joint(edition: Edition) -> Sequence[JointAgency]:
    return list(edition.document.joint_rows.select_related("agency"))


def open_gates(edition: Edition) -> list[str]:
    """The titles of the gates that the present text has not passed yet."""
    return [one.title for one in needed(edition) if not one.passed]
