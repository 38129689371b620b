"""The guide 政府信息公开指南 of an agency (条例 art 12): where it is, how to ask, how long, what it costs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.affairs.applications.guides import Contact, contact_of
from gongkai.affairs.applications.models import Channel
from gongkai.engines.agencies.models import Agency
from gongkai.faces.portal import meta
from gongkai.faces.portal.apply_draft import asked_agency
from gongkai.faces.portal.guide_law import RECEIPT, pack_of, scales, terms
from gongkai.faces.portal.public import following_the_ledger
from gongkai.kernel.clock import today


@following_the_ledger
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The page at /agencies/<slug>/guide/, of every open agency that can be applied to."""
    agency = asked_agency(slug)
    if agency is None:
        raise Http404("没有这个机构，或者它不受理申请。")
    pack, contact = pack_of(agency), contact_of(agency)
    name = _("%s政府信息公开指南") % agency.name
    context = {
        "column": "apply",
        "trail": [
            ("公开机构", reverse("portal:agencies")),
            (agency.name, reverse("portal:agency", args=[slug])),
            (_("公开指南"), ""),
        ],
        "agency": agency,
        "contact": contact,
        "today": today(),
        "heading": name,
        "channels": [
            {"title": channel.label, "rule": rule, "where": _where(agency, contact, channel)}
            for channel, rule in ((Channel(key), rule) for key, rule in RECEIPT.items())
        ],
        "terms": terms(pack),
        "scales": scales(pack),
        "competent": pack.setting("competent_office", on=today()).value,
        "above": agency.parent,
        "meta": meta.column(
            f"{agency.name}政府信息公开指南", "获取政府信息的途径、期限和收费。", "信息公开指南"
        ),
    }
    return render(request, "portal/guide.html", context)


def _where(agency: Agency, contact: Contact, channel: Channel) -> str:
    """Where an application of this channel goes, as far as the agency has said it."""
    match channel:
        case Channel.WEB:
            return ""
        case Channel.FAX:
            return contact.fax
        case Channel.POST | Channel.SIGNED_POST:
            where = " ".join(part for part in (contact.postcode, contact.address, agency.name) if part)
            return _("%s，信封上注明“政府信息公开申请”") % where if contact.address else ""
    return "　".join(part for part in (contact.address, contact.hours) if part)
