"""Context 筛查依据: what the screening of an agency's documents knows beside the text."""

from dataclasses import replace
from datetime import date, timedelta

from gongkai.affairs.documents.models import Document, Edition, State
from gongkai.affairs.documents.sieve import Found
from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.screening import Context, Finding, masks_of, similar
from gongkai.kernel.clock import today

# How far back, against how many texts and on how much of each a draft is held for copies: comparing is exact, so
# the bounds keep a draft of an agency with ten thousand notices under a second.
COPY_YEARS = 3
COPY_TEXTS = 30
COPY_LENGTH = 60_000


def context_of(agency: Agency) -> Context:
    """What holds for all documents of an agency: the masks of its law, numbers of what is withheld."""
    withheld = Document.objects.filter(editions__state=State.WITHHELD).exclude(doc_number="")
    return Context(
        withheld_numbers=frozenset(withheld.values_list("doc_number", flat=True)),
        masks=masks_of(pack_for(agency), on=today()),
    )


def about(context: Context, edition: Edition) -> Context:
    """The same, with what the record says of this document; it may name its own number."""
    document = edition.document
    return replace(
        context,
        title=edition.title,
        doc_number=document.doc_number,
        signed_on=document.issued_on,
        withheld_numbers=context.withheld_numbers - {document.doc_number},
    )


def published_contacts() -> frozenset[str]:
    """The telephone numbers (their last seven digits) and mail addresses that agencies here publish as theirs."""
    rows = Agency.objects.exclude(phone="", email="").values_list("phone", "email")
    return frozenset(key for row in rows for text in row if (key := contact_key(text)))


def contact_key(text: str) -> str:
    """How a number or an address is told apart, in any writing."""
    if "@" in text:
        return text.strip().casefold()
    digits = "".join(char for char in text if char.isdigit())
    return digits[-7:] if len(digits) >= 7 else ""


def copies(edition: Edition) -> list[Found]:
    """Which earlier live documents of the agency and the kind this text copies (last year's report, say)."""
    document = edition.document
    since = date(today().year, today().month, 1) - timedelta(days=366 * COPY_YEARS)
    earlier = (
        Edition.objects.filter(
            state=State.LIVE,
            document__agency=document.agency_id,
            document__kind=document.kind,
            document__published_on__gte=since,
        )
        .exclude(document=document.pk)
        .order_by("-document__published_on", "-id")
        .values_list("document__index_number", "title", "text")[:COPY_TEXTS]
    )
    others = {f"{title}（{number}）": text[:COPY_LENGTH] for number, title, text in earlier}
    text = edition.text[:COPY_LENGTH]
    found = []
    for one in similar(text, others):
        figures = "，其中的数字也相同" if one.figures_too else ""
        note = f"与“{one.label}”有{one.share:.0%}的文字相同{figures}，请核对是否照搬。"
        found.append(Found("", Finding("copy", 0, len(edition.text), "", "look", note[:500]), one.label))
    return found
