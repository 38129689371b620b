"""Subscribing 订阅: by feed or by e-mail; the address is confirmed by a letter and forgotten by one click.

The forms need no token against forgery: they use no right of whoever sends them, and pages carry no cookie.
"""

from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.affairs.documents import following
from gongkai.engines.notices import subscribing
from gongkai.engines.notices.subscription import digest_of
from gongkai.faces.portal import errors
from gongkai.faces.portal.documents import Fault
from gongkai.faces.ui import parameters
from gongkai.kernel.flow import Refused

# A field that people do not see; whoever fills it in is a machine.
TRAP = "website"


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The page at /subscribe/?kind=…&about=…: the feed, and a form for an address."""
    kind = parameters.text(request.GET, "kind", 16)
    about = parameters.text(request.GET, "about", following.LONGEST + 1)
    title = following.understood(kind, about)
    if not title:
        raise Http404("没有可以订阅的这项内容。")
    typed, faults = "", []
    if request.method == "POST":
        typed = parameters.text(request.POST, "email", 300)
        if request.POST.get(TRAP):
            return redirect("portal:subscription_asked")
        if not ratelimit.consume(request, action="subscribe", key=digest_of(typed)):
            return errors.too_often(request)
        try:
            subscribing.ask(kind=kind, about=about, title=title, address=typed)
        except Refused as refused:
            faults = [Fault("email", reason) for reason in refused.reasons]
        else:
            return redirect("portal:subscription_asked")
    context = {
        "heading": _("订阅变化"),
        "what": title,
        "feed": _feed(kind, about),
        "typed": typed,
        "errors": faults,
        "trap": TRAP,
        "action": request.get_full_path(),
    }
    return _page(request, "portal/subscribe.html", context, status=400 if faults else 200)


@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """The page at /subscribe/sent/: what to do next; the same whether the address was new or not."""
    words = _(
        "确认邮件已经发出。请打开邮件里的网址，按“确认订阅”，订阅才生效；几分钟内没有收到的，请看看垃圾邮件。"
    )
    return _page(request, "portal/subscribed.html", {"heading": _("请查收确认邮件"), "sentence": words})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the first letter leads to. Looking confirms nothing: mail programs look at links."""
    row = subscribing.asked(token)
    if row is None:
        return _gone(request)
    if request.method == "POST":
        subscribing.confirm(row)
        return redirect("portal:subscription_confirmed")
    return _question(
        request, _("确认订阅"), row.title, _("有变化时，通知发到您的邮箱；每封通知里都有退订的网址。")
    )


@never_cache
def confirmed(request: HttpRequest) -> HttpResponse:
    """The page at /subscribe/confirmed/."""
    words = _("有变化时，通知会发到您的邮箱。每封通知里都有退订的网址。")
    return _page(request, "portal/subscribed.html", {"heading": _("订阅成功"), "sentence": words})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """The page that ends a subscription; mail programs post to it by themselves (RFC 8058)."""
    row = subscribing.followed(token)
    if row is None:
        return _gone(request)
    if request.method == "POST":
        subscribing.end(row)
        return redirect("portal:subscription_ended")
    return _question(request, _("退订"), row.title, _("退订以后不再发送通知，您的邮箱地址随即删除。"))


@never_cache
def ended(request: HttpRequest) -> HttpResponse:
    """The page at /subscribe/ended/."""
    words = _("不再发送通知，您的邮箱地址已经从系统中删除。")
    return _page(request, "portal/subscribed.html", {"heading": _("已经退订"), "sentence": words})


def _question(request: HttpRequest, heading: str, what: str, sentence: str) -> HttpResponse:
    context = {"heading": heading, "what": what, "sentence": sentence, "action": request.get_full_path()}
    return _page(request, "portal/subscription.html", context)


def _gone(request: HttpRequest) -> HttpResponse:
    words = _("网址已经失效，或者已经退订。仍然需要的，请到文件页面重新订阅。")
    context = {"heading": _("没有这项订阅"), "sentence": words}
    return _page(request, "portal/subscribed.html", context, status=404)


def _feed(kind: str, about: str) -> str:
    """The feed that tells the same without an address; none for a single document."""
    if kind == "words":
        return f"/feeds/search.atom?{about}"
    if kind == "selection":
        return f"/feeds/selection.atom?{about}" if about else reverse("feed")
    return reverse("feed_document", args=[about])


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, template, {"noindex": True, "trail": [("订阅变化", "")], **context}, status=status)
