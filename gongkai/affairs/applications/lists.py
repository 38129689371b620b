"""Lists 依申请公开文件目录: what stands in a quarter's list, and the lists that were published; reads only."""

from typing import TypedDict

from django.db.models import QuerySet

from gongkai.affairs.applications.models import RequestList
from gongkai.affairs.documents.models import Attribute
from gongkai.affairs.documents.withheld import withheld
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.clock import Period


class ListEntry(TypedDict):
    """A document by what may be told of it; on: its day 成文日期 in ISO form."""

    index_number: str
    title: str
    number: str
    on: str


def entries_of(agency: Agency, period: Period) -> list[ListEntry]:
    """The agency's documents of a period that are open on request, by their days."""
    found = withheld(agency).filter(
        document__attribute=Attribute.ON_REQUEST,
        document__issued_on__gte=period.start,
        document__issued_on__lte=period.end,
    )
    return [
        ListEntry(
            index_number=one.document.index_number,
            title=one.title,
            number=one.document.doc_number,
            on=one.document.issued_on.isoformat() if one.document.issued_on else "",
        )
        for one in found.order_by("document__issued_on", "document__index_number")
    ]


def published_lists(agency: Agency) -> QuerySet[RequestList]:
    """The lists that an agency has published, newest first; public."""
    return RequestList.objects.filter(agency=agency).select_related("agency")
