"""Error pages that help: what went wrong, what to do next, and the search box. None shows a stack trace."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _

from gongkai.faces.ui.context import place_of, site_facts


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form holds something that cannot be understood."""
    return _page(
        request,
        400,
        _("看不懂这个请求"),
        _("网址或者表单里有不能识别的内容。请检查网址，或者回到上一页重新填写。"),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this reader."""
    return _page(
        request,
        403,
        _("没有权限看这一页"),
        _("请用有权限的账号登录；需要开通权限的，请联系本单位的系统管理员。"),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here."""
    return _page(
        request,
        404,
        _("没有找到这一页"),
        _("网址可能输错了，或者这一页从未公开过。已经公开的文件不会删除，撤回的也会在原地说明。"),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. Nothing here asks the database, which may be what broke."""
    return _page(
        request,
        500,
        _("网站出了故障"),
        _("这不是您的问题，故障已经记录。请过几分钟再试。"),
    )


def unavailable(request: HttpRequest, title: str, sentence: str) -> HttpResponse:
    """503: something that is usually there cannot be had now; the sentence says what to do."""
    return _page(request, 503, title, sentence)


def too_often(request: HttpRequest) -> HttpResponse:
    """429: the same address sends form after form."""
    return _page(
        request,
        429,
        _("提交得太频繁"),
        _("这一网络地址短时间内提交的次数太多，没有保存这一次。请过一小时再试。"),
    )


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return JsonResponse({"detail": f"{title}。{sentence}"}, status=status)
    # No context processors: they may be what broke.
    context = {
        "site": site_facts(),
        "place": place_of(request),
        "status": status,
        "heading": title,
        "sentence": sentence,
        "noindex": True,
    }
    return HttpResponse(get_template("portal/error.html").render(context), status=status)
