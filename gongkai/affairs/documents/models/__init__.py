"""Documents 文件: the tables, one module a subject; they hold what was done, not what may be done (workflow)."""

from gongkai.affairs.documents.models.course import (
    Gate,
    InterpretationFacts,
    JointAgency,
    PriorConsultation,
    Review,
    Verdict,
)
from gongkai.affairs.documents.models.document import (
    IN_THE_MAKING,
    OUT,
    Attachment,
    Attribute,
    Document,
    DocumentTopic,
    Edition,
    IndexSeries,
    Relation,
    RelationType,
    State,
)
from gongkai.affairs.documents.models.error_report import ErrorContact, ErrorOutcome, ErrorReport
from gongkai.affairs.documents.models.findings import (
    Finding,
    Place,
    PublicCopy,
    Resolution,
    Screening,
    ScreeningRound,
)
from gongkai.affairs.documents.models.rounds import (
    CleanUp,
    CleanUpItem,
    CleanUpVerdict,
    WithheldLook,
    WithheldRound,
)
from gongkai.affairs.documents.models.standing import Ending, Filing, NormativeFacts

__all__ = [
    "IN_THE_MAKING",
    "OUT",
    "Attachment",
    "Attribute",
    "CleanUp",
    "CleanUpItem",
    "CleanUpVerdict",
    "Document",
    "DocumentTopic",
    "Edition",
    "Ending",
    "ErrorContact",
    "ErrorOutcome",
    "ErrorReport",
    "Filing",
    "Finding",
    "Gate",
    "IndexSeries",
    "InterpretationFacts",
    "JointAgency",
    "NormativeFacts",
    "Place",
    "PriorConsultation",
    "PublicCopy",
    "Relation",
    "RelationType",
    "Resolution",
    "Review",
    "Screening",
    "ScreeningRound",
    "State",
    "Verdict",
    "WithheldLook",
    "WithheldRound",
]
