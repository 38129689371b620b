"""Listing 依申请公开文件目录: the quarter's list of documents that are open on request, published by title, number
and day; their text stays where it is."""

from collections.abc import Collection

from django.db import transaction

from gongkai.affairs.applications.lists import entries_of
from gongkai.affairs.applications.models import RequestList
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import Period, now, today
from gongkai.kernel.flow import Refused


@transaction.atomic
def publish_list(
    agency: Agency, *, by: Actor, quarter: Period, leave_out: Collection[str] = ()
) -> RequestList:
    """Publish the list of a quarter once it is over; a list of nothing is one too.

    leave_out: index numbers of documents whose very title must not be known.
    """
    Agency.objects.select_for_update().get(pk=agency.pk)  # one list a quarter, whoever else presses too
    entries, reasons = entries_of(agency, quarter), []
    if quarter.unit != "quarter":
        reasons.append("目录按季度公布，请选择季度。")
    elif quarter.end >= today():
        reasons.append(f"{quarter.label}还没有结束，请在结束之后公布。")
    if not by.may(Permission.PUBLISH_DOCUMENTS, agency):
        reasons.append(f"您没有为{agency.name}公布目录的权限。")
    if RequestList.objects.filter(agency=agency, quarter=str(quarter)).exists():
        reasons.append(f"{quarter.label}的目录已经公布，不能再次公布。")
    if unknown := sorted(set(leave_out) - {entry["index_number"] for entry in entries}):
        reasons.append(f"{'、'.join(unknown)}不在这一季度的目录中，请核对。")
    if reasons:
        raise Refused(reasons)
    shown = [entry for entry in entries if entry["index_number"] not in leave_out]
    row = RequestList.objects.create(
        agency=agency, quarter=str(quarter), entries=shown, published_by=by.handle, published_at=now()
    )
    record(
        "request_list.published", subject=("request_list", f"{agency.slug}/{quarter}"), agency=agency.slug,
        by=by.handle, facts={"on": today(), "quarter": str(quarter), "listed": len(shown)}, public=True,
    )  # fmt: skip
    return row
