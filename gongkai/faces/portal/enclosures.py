"""Enclosures 附件: two files that an applicant may send of himself, with the form or in his case; none is required."""

from collections.abc import Mapping, Sequence

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongkai.affairs.applications.actions.enclosing import LIMIT, Enclosed, enclose, examined
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.models import Purpose
from gongkai.affairs.applications.queries import Case
from gongkai.faces.portal import case_access
from gongkai.faces.portal.apply_steps import Field
from gongkai.faces.portal.documents import Fault
from gongkai.kernel.flow import Refused

LABELS: Mapping[str, str | Promise] = {
    Purpose.PROOF: gettext_lazy("身份证明复印件（可以不交）"),
    Purpose.AUTHORITY: gettext_lazy("授权委托书（本人申请的不用交）"),
}
HINTS: Mapping[str, str | Promise] = {
    Purpose.PROOF: gettext_lazy("受理机关需要核对身份时用，交了可以少跑一趟。"),
    Purpose.AUTHORITY: gettext_lazy("委托他人代为申请的，在这里交；没有授权委托书的，受理机关会告知补正。"),
}


def fields(faults: Sequence[Fault] = ()) -> list[Field]:
    """The questions, with what is wrong with the files."""
    size = _("PDF或者JPG、PNG图片，不超过%s MB。") % (LIMIT // 2**20)
    return [
        Field(
            purpose.value, LABELS[purpose], f"{HINTS[purpose]}{size}", kind="file", required=False,
            wrong=[fault.sentence for fault in faults if fault.field == purpose],
        )
        for purpose in Purpose
    ]  # fmt: skip


def uploaded(request: HttpRequest) -> tuple[list[Enclosed], list[Fault]]:
    """The files that came with a form, checked, and what is wrong with the others.

    To take one apart costs a process, so it is counted for each address before it is done.
    """
    files: list[Enclosed] = []
    faults: list[Fault] = []
    sent = [(purpose, file) for purpose in Purpose if (file := request.FILES.get(purpose.value))]
    if sent and not ratelimit.consume(request, action="enclose"):
        said = _("这一网络地址短时间内上传的附件太多，请过一小时再交；附件可以不交，不影响申请。")
        return [], [Fault(sent[0][0].value, said)]
    for purpose, given in sent:
        if (given.size or 0) > LIMIT:
            said = _("“%(name)s”超过%(size)d MB，请压缩后再上传。")
            faults.append(Fault(purpose.value, said % {"name": given.name, "size": LIMIT // 2**20}))
            continue
        try:
            files.append(examined(purpose.value, given.name or "", given.read()))
        except Refused as refused:
            faults += [Fault(purpose.value, reason) for reason in refused.reasons]
    if faults:
        # a browser forgets the others too
        said = _("有附件不合要求，“%s”没有保存，请重新选择。")
        names = {purpose.value: purpose.label for purpose in Purpose}
        faults += [Fault(file.purpose, said % names[file.purpose]) for file in files]
    return files, faults


@case_access.of_visitor
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, case: Case) -> HttpResponse:
    """The page at /apply/case/<number>/enclosures/."""
    application = case.application
    home = reverse("portal:case", args=[application.number])
    if not application.is_open:
        return redirect(home)
    faults: list[Fault] = []
    if request.method == "POST":
        files, faults = uploaded(request)
        if not faults:
            try:
                enclose(application, by=APPLICANT, files=files)
            except Refused as refused:
                faults = [Fault(Purpose.PROOF.value, reason) for reason in refused.reasons]
            else:
                return redirect(f"{home}?done=enclosures")
    context = {
        "column": "apply",
        "trail": [("依申请公开", reverse("portal:apply")), (_("办理情况"), home)],
        "case": case,
        "address": request.path,
        "fields": fields(faults),
        "errors": faults,
        "noindex": True,
    }
    return render(request, "portal/case_enclosures.html", context, status=400 if faults else 200)
