"""Tables 申请数据表: applications, their course, replies and remedies; the applicant's stands apart."""

from gongkai.affairs.applications.models.applicant import Applicant
from gongkai.affairs.applications.models.application import (
    CLOSED,
    OPEN,
    Application,
    Channel,
    Delivery,
    Kind,
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
from gongkai.affairs.applications.models.remedy import Remedy, RemedyKind, Result

__all__ = [
    "CLOSED",
    "OPEN",
    "Answer",
    "Applicant",
    "Application",
    "Channel",
    "Consultation",
    "Consulted",
    "Correction",
    "Decision",
    "DecisionFile",
    "Delivery",
    "Excess",
    "Extension",
    "Fee",
    "Kind",
    "Medium",
    "Origin",
    "Remedy",
    "RemedyKind",
    "Result",
    "Search",
    "Series",
    "Stage",
    "Way",
]
