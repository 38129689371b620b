"""Areas 框选区域: the pages of a PDF as pictures with the areas drawn on them, for whoever says what is to be masked.

The picture is drawn on with the mouse (areas.js) or the areas are typed beside it; this page shows either, also
without script, in a tab of its own. Nothing is kept.
"""

from base64 import b64encode
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.affairs.applications.redacting import Area
from gongkai.affairs.documents.checks import size_faults
from gongkai.engines.agencies.models import Officer
from gongkai.engines.files import FileRefused, page_pictures, scan
from gongkai.faces.workbench.application_case import REFUSED, case_of
from gongkai.faces.workbench.application_redaction import areas_of
from gongkai.faces.workbench.staff import staff


@dataclass(frozen=True)
class Box:
    """An area as it stands on the picture: from the upper left corner, in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Page:
    """number: from 1; width, height: in points; picture: an address that holds the picture itself."""

    number: int
    width: float
    height: float
    picture: str
    boxes: list[Box]


@staff
@require_POST
def look(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """The pages of the first PDF among the files that are to be masked, with the areas that were typed."""
    one = case_of(officer, number).application
    pages: list[Page] = []
    faults: list[str] = []
    given = request.FILES.getlist("masked")
    if not given:
        faults = [_("请先选择要遮盖的PDF文件。")]
    else:
        try:
            areas = areas_of(line for line in request.POST.get("areas", "").splitlines() if line.strip())
            if too_large := size_faults(str(given[0].name), given[0].size or 0):
                raise ValidationError(too_large)
            data = given[0].read()
            scan(data)
            pages = [
                Page(at, width, height, _address(picture), _boxes(areas, at, height))
                for at, (width, height, picture) in enumerate(page_pictures(data), 1)
            ]
        except ValidationError as fault:
            faults = list(fault.messages)
        except FileRefused as refused:
            faults = [str(refused)]
    return render(
        request,
        "workbench/application_areas.html",
        {"one": one, "title": _("看页面、框选区域"), "pages": pages, "faults": faults},
        status=REFUSED if faults else 200,
    )


def _address(picture: bytes) -> str:
    return f"data:image/jpeg;base64,{b64encode(picture).decode()}"


def _boxes(areas: list[Area], page: int, height: float) -> list[Box]:
    return [
        Box(min(left, right), height - max(bottom, top), abs(right - left), abs(top - bottom))
        for number, left, bottom, right, top in areas
        if number == page
    ]
