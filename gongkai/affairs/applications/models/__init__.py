"""Tables 申请数据表: applications, their course, replies and remedies; the applicant's stands apart."""

from gongkai.affairs.applications.models.aftermath import Cause, Conversion, Rating, RequestList, Trial
from gongkai.affairs.applications.models.applicant import Applicant, Enclosure, IdentityCheck, Papers, Purpose
from gongkai.affairs.applications.models.application import (
    CLOSED,
    OPEN,
    Application,
    Channel,
    Delivery,
    Kind,
    Likeness,
    Medium,
    Origin,
    Series,
    Stage,
)
from gongkai.affairs.applications.models.course import (
    Answer,
    Consultation,
    Consulted,
    Correction,
    Excess,
    Extension,
    Fee,
    Way,
)
from gongkai.affairs.applications.models.decision import Decision, DecisionFile, Search
from gongkai.affairs.applications.models.guide import Guide
from gongkai.affairs.applications.models.letter import (
    Addressee,
    Letter,
    LetterDelivery,
    LetterPart,
    LetterSeries,
    LetterVersion,
)
from gongkai.affairs.applications.models.remedy import Remedy, RemedyKind, Result

__all__ = [
    "CLOSED",
    "OPEN",
    "Addressee",
    "Answer",
    "Applicant",
    "Application",
    "Cause",
    "Channel",
    "Consultation",
    "Consulted",
    "Conversion",
    "Correction",
    "Decision",
    "DecisionFile",
    "Delivery",
    "Enclosure",
    "Excess",
    "Extension",
    "Fee",
    "Guide",
    "IdentityCheck",
    "Kind",
    "Letter",
    "LetterDelivery",
    "LetterPart",
    "LetterSeries",
    "LetterVersion",
    "Likeness",
    "Medium",
    "Origin",
    "Papers",
    "Purpose",
    "Rating",
    "Remedy",
    "RemedyKind",
    "RequestList",
    "Result",
    "Search",
    "Series",
    "Stage",
    "Trial",
    "Way",
]
