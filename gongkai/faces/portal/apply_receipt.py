"""The receipt 回执: the number, the query code that is shown nowhere else, and what happens next."""

from datetime import timedelta

import qrcode
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.affairs.applications import queries
from gongkai.faces.portal import apply_draft, apply_session
from gongkai.faces.portal.guide_law import pack_of, terms

RECEIPT = "receipt"
RECEIPT_KEPT = timedelta(minutes=30)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def received(request: HttpRequest) -> HttpResponse:
    """The page at /apply/new/received/; sent back by whoever has noted the code, it is gone."""
    kept = apply_session.get(request, RECEIPT)
    if kept is None:
        return redirect("portal:case_lookup" if apply_draft.read(request) is None else "portal:apply_check")
    number, code = kept
    if request.method == "POST":
        apply_session.drop(request, RECEIPT)
        return redirect("portal:case", number)
    application = queries.find(number, code)
    if application is None:  # the code was made anew meanwhile: this one opens nothing any more
        apply_session.drop(request, RECEIPT)
        return redirect("portal:case_lookup")
    path = f"{reverse('portal:case_lookup')}?number={number}"
    context = {
        "column": "apply",
        "trail": [("依申请公开", reverse("portal:apply")), (_("回执"), "")],
        "application": application,
        "code": "-".join(code[at : at + 4] for at in range(0, len(code), 4)),
        "address": f"{settings.GONGKAI_ORIGIN}{path}",
        "picture": picture(f"{settings.GONGKAI_ORIGIN}{path}"),
        "terms": terms(pack_of(application.agency)),
        "minutes": RECEIPT_KEPT.seconds // 60,
        "noindex": True,
    }
    return render(request, "portal/apply_received.html", context)


def picture(text: str) -> dict[str, object]:
    """A QR code as the path of an SVG picture: the side in modules, quiet zone of four included, and `d`."""
    # any of the eight masks reads alike; to try all of them took nine tenths of the time
    code = qrcode.QRCode(border=4, mask_pattern=2)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"side": len(rows), "path": path}
