"""Importing a table 导入: what would be added and every bad line shown first, then entered whole."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gongkai.affairs.registers.actions.importing import import_rows
from gongkai.affairs.registers.importing import Rows, checked
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.files import FileRefused, grid
from gongkai.faces.workbench.fields import posted
from gongkai.faces.workbench.form_page import REFUSED
from gongkai.faces.workbench.register_forms import TableForm
from gongkai.faces.workbench.registers import place
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused

_SALT = "registers.import"
SHOWN = 200
# What is sent back with the sealed lines, in bytes, with room to spare.
_BESIDE = 10_000


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, officer: Officer, slug: str, kind: str) -> HttpResponse:
    """Ask for the table, show what it would bring, and enter it once that is confirmed.

    Between the two the lines stand sealed in the page itself: nothing is kept that nobody confirmed.
    """
    agency, register = place(officer, slug, kind)
    if not officer.may(Permission.KEEP_REGISTERS, agency):
        raise PermissionDenied
    context: dict[str, Any] = {"area": "upkeep", "agency": agency, "register": register}
    if "sealed" in request.POST:
        rows = _opened(request.POST["sealed"])
        if rows is None:
            messages.error(request, _("核对的内容已经失效，请重新选择文件。"))
            return redirect("workbench:register_import", slug, kind)
        try:
            done = import_rows(by=officer, agency=agency, register=register.id, rows=rows)
        except Refused as refused:
            context["errors"] = [{"field": "", "sentence": one} for one in refused.reasons]
            return _ask(request, context, TableForm(), REFUSED)
        n = len(done.added)
        messages.success(request, ngettext("导入了 %(n)d 条记录。", "导入了 %(n)d 条记录。", n) % {"n": n})
        return redirect(reverse("workbench:register", args=[slug, kind]))
    form = TableForm(posted(request), request.FILES or None)
    if not form.is_bound or not form.is_valid():
        return _ask(request, context, form, REFUSED if form.errors else 200)
    try:
        rows = grid(form.cleaned_data["file"].read())
    except FileRefused as refused:
        form.add_error("file", str(refused))
        return _ask(request, context, form, REFUSED)
    table = checked(agency, register, rows)
    reasons = table.reasons()
    sealed = "" if reasons or not table.fresh else dumps(rows, salt=_SALT, compress=True)
    if len(sealed) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _BESIDE:
        form.add_error("file", _("表格的内容太多，一次不能导入，请拆分后分次导入。"))
        return _ask(request, context, form, REFUSED)
    context |= {
        "table": table, "sealed": sealed,
        "shown": table.lines[:SHOWN] if not reasons else table.wrong[:SHOWN], "faults": table.faults,
        "rest": max(0, (len(table.wrong) if reasons else len(table.lines)) - SHOWN),
    }  # fmt: skip
    return render(request, "workbench/register_preview.html", context, status=REFUSED if reasons else 200)


def _ask(request: HttpRequest, context: dict[str, Any], form: TableForm, status: int) -> HttpResponse:
    return render(request, "workbench/register_import.html", {**context, "form": form}, status=status)


def _opened(sealed: str) -> Rows | None:
    try:
        return [(at, cells) for at, cells in loads(sealed, salt=_SALT, max_age=3600)]
    except (BadSignature, ValueError):
        return None
