"""Addresses 地址: which face answers where."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from gongkai.faces.api.main import api
from gongkai.faces.portal import machine

urlpatterns = [
    path("api/v1/", api.urls),
    path("healthz", machine.healthz, name="healthz"),
    path("robots.txt", machine.robots, name="robots"),
    path("sitemap.xml", machine.sitemap, name="sitemap"),
    path("display.css", machine.display_css, name="display_css"),
    path("", include("gongkai.faces.portal.files")),
    *i18n_patterns(
        path("accounts/", include("gongkai.faces.workbench.accounts_urls")),
        path("workbench/", include("gongkai.faces.workbench.urls")),
        path("", include("gongkai.faces.portal.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "gongkai.faces.portal.errors.bad_request"
handler403 = "gongkai.faces.portal.errors.forbidden"
handler404 = "gongkai.faces.portal.errors.not_found"
handler500 = "gongkai.faces.portal.errors.broken"
