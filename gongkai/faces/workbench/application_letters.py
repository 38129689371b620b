"""Letters 文书 of a case: read, opened with the name by right, reworded, delivered, packed for the archive."""

import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.affairs.applications.actions.delivering import labels as labels_of
from gongkai.affairs.applications.actions.delivering import open_letter, record_delivery, send_by_email
from gongkai.affairs.applications.actions.writing import may_not_reword, may_not_touch, reword
from gongkai.affairs.applications.letters.queries import letter_of, letters_of, to_send
from gongkai.affairs.applications.letters.render import as_docx, as_pdf, file_name
from gongkai.affairs.applications.models import Addressee, Delivery, Letter
from gongkai.affairs.applications.queries import desk
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import officers_named
from gongkai.engines.files import FileRefused, to_labels
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.application_case import REFUSED, case_of
from gongkai.faces.workbench.applications import Filter
from gongkai.faces.workbench.fields import Day, StaffForm, posted, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused

# Each letter takes a moment to set: so many cases in one archive.
MOST_CASES = 50
MAKERS = {
    "pdf": (as_pdf, "application/pdf"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


class DeliveryForm(StaffForm):
    """Which way and when it arrived."""

    way = forms.ChoiceField(
        label=gettext_lazy("送达的方式"), choices=Delivery.choices, widget=forms.RadioSelect
    )
    on = Day(
        label=gettext_lazy("送达日期"),
        required=False,
        help_text=gettext_lazy("对方收到的日期。留空就是今日"),
    )
    note = forms.CharField(
        label=gettext_lazy("送达说明"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("邮寄的写明邮件号或者签收情况"),
    )


class WordingForm(StaffForm):
    """The paragraphs that may be reworded; those that the law asks for are shown and stay."""

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter
        for at, part in enumerate(letter.parts, 1):
            if not part["fixed"]:
                rows = max(2, min(8, len(part["text"]) // 40 + 1))
                self.fields[f"part{at}"] = forms.CharField(
                    label=_("第%d段") % at, required=False, initial=part["text"], strip=False,
                    widget=forms.Textarea(attrs={"rows": rows}),
                )  # fmt: skip

    @property
    def texts(self) -> list[str]:
        """A text for each paragraph, in order."""
        given = self.cleaned_data
        return [
            part["text"] if part["fixed"] else given[f"part{at}"].replace("\r\n", "\n")
            for at, part in enumerate(self.letter.parts, 1)
        ]


def _letter(officer: Officer, number: str, serial: int) -> Letter:
    """A letter of an application that the officer may read; else 404."""
    found = letter_of(case_of(officer, number).application, serial)
    if found is None:
        raise Http404("没有这份文书。")
    return found


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, officer: Officer, number: str, serial: int) -> HttpResponse:
    """The letter without the name, and the record of its delivery."""
    letter = _letter(officer, number, serial)
    initial = {"way": letter.application.delivery if letter.to == Addressee.APPLICANT else "post"}
    form = DeliveryForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            record_delivery(letter, by=officer, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("送达已经登记。"))
            return redirect("workbench:application_letter", number, serial)
    deliveries = list(letter.deliveries.all())
    return render(
        request,
        "workbench/application_letter.html",
        {
            "one": letter.application,
            "title": letter.title,
            "letter": letter,
            "form": form,
            "deliveries": deliveries,
            "may_deliver": not may_not_touch(letter, officer),
            "may_reword": not may_not_reword(letter, officer),
            "by_email": letter.to == Addressee.APPLICANT and letter.application.delivery == Delivery.EMAIL,
            "people": officers_named({letter.made_by, *(one.noted_by for one in deliveries)}),
        },
        status=REFUSED if form.errors else 200,
    )


@staff
@require_POST
def opened(request: HttpRequest, officer: Officer, number: str, serial: int, kind: str) -> HttpResponse:
    """The letter as a file, with the name on it; the look is an event, hence a button and not a link."""
    letter = _letter(officer, number, serial)
    if kind not in MAKERS:
        raise Http404("没有这种格式。")
    make, media_type = MAKERS[kind]
    try:
        made = make(letter, open_letter(letter, by=officer))
    except (Refused, FileRefused) as refused:
        messages.error(request, str(refused))
        return redirect("workbench:application_letter", number, serial)
    return _file(file_name(letter, kind), made, media_type)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, officer: Officer, number: str, serial: int) -> HttpResponse:
    """Change the wording where the law leaves it open; every version is kept."""
    letter = _letter(officer, number, serial)
    form = WordingForm(posted(request), letter=letter)
    if form.is_bound and form.is_valid():
        try:
            reword(letter, by=officer, texts=form.texts)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("文字已经改动，成为新的一版。"))
            return redirect("workbench:application_letter", number, serial)
    fields = {name: form[name] for name in form.fields}
    return render(
        request,
        "workbench/application_wording.html",
        {
            "one": letter.application,
            "title": _("改动文字"),
            "letter": letter,
            "form": form,
            "reasons": may_not_reword(letter, officer),
            "parts": [(part, fields.get(f"part{at}")) for at, part in enumerate(letter.parts, 1)],
        },
        status=REFUSED if form.errors else 200,
    )


@staff
@require_POST
def mail(request: HttpRequest, officer: Officer, number: str, serial: int) -> HttpResponse:
    """Send it by e-mail to the applicant who asked for that."""
    try:
        send_by_email(_letter(officer, number, serial), by=officer)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("文书已交由系统发送，发出以后自动登记送达。"))
    return redirect("workbench:application_letter", number, serial)


@staff
@require_safe
def unsent(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Letters whose delivery nobody has recorded yet, oldest first."""
    way = parameters.choice(request.GET, "way", dict(Delivery.choices))
    found = to_send(officer, way)[:200]
    return render(
        request,
        "workbench/application_unsent.html",
        {"letters": found, "way": way, "ways": Delivery.choices, "by_post": way == Delivery.POST and found},
    )


@staff
@require_POST
def labels(request: HttpRequest, officer: Officer) -> HttpResponse:
    """A sheet of address labels for the letters that were ticked; each address is a look, and recorded."""
    chosen = {number for one in request.POST.getlist("letter")[:200] if (number := parameters.number(one))}
    found = [one for one in to_send(officer) if one.pk in chosen]
    if not found:
        messages.error(request, _("没有勾选文书。请在列表中勾选以后再办理。"))
        return redirect("workbench:application_unsent")
    try:
        made = to_labels(labels_of(found, by=officer))
    except (Refused, FileRefused) as refused:
        messages.error(request, str(refused))
        return redirect("workbench:application_unsent")
    return _file(_("邮寄标签") + ".pdf", made, "application/pdf")


@staff
@require_POST
def archive(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The letters of the listed cases as one zip with a folder a case, for the archive; each name is a look."""
    wanted = Filter.read(QueryDict(parameters.text(request.POST, "query", 1000)))
    back = wanted.address(reverse("workbench:applications"))
    rows = desk(officer, wanted.wanted, limit=MOST_CASES + 1)
    if len(rows) > MOST_CASES:
        messages.error(request, _("一次最多导出 %d 件申请的文书，请缩小筛选范围，分次导出。") % MOST_CASES)
        return redirect(back)
    buffer = BytesIO()
    try:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
            for row in rows:
                for letter in letters_of(row.application):
                    made = as_pdf(letter, open_letter(letter, by=officer))
                    packed.writestr(f"{row.application.number}/{file_name(letter, 'pdf')}", made)
    except (Refused, FileRefused) as refused:
        messages.error(request, str(refused))
        return redirect(back)
    return _file(_("依申请公开文书") + ".zip", buffer.getvalue(), "application/zip")


def _file(name: str, data: bytes, media_type: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return answer
