"""Addresses of the public pages. Those without a language (files, feeds, machine) stand elsewhere."""

from django.urls import path

from gongkai.faces.portal import (
    agencies,
    clauses,
    corrections,
    display,
    document,
    documents,
    gazette,
    home,
    pages,
    plans,
    promises,
    search,
    subscriptions,
)

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("documents/", documents.index, name="documents"),
    path("documents/<str:index_number>/", document.show, name="document"),
    path("documents/<str:index_number>/editions/<int:number>/", document.edition, name="edition"),
    path("catalogue/", pages.catalogue, name="catalogue"),
    path("agencies/", agencies.index, name="agencies"),
    path("agencies/<slug:slug>/", agencies.show, name="agency"),
    path("promises/", promises.index, name="promises"),
    path("promises/<slug:slug>/", promises.show, name="promise"),
    path("clauses/", clauses.index, name="clauses"),
    path("clauses/<str:id>/", clauses.show, name="clause"),
    path("plans/", plans.index, name="plans"),
    path("plans/<slug:code>/", plans.show, name="plan"),
    path("gazette/", gazette.index, name="gazette"),
    path("gazette/<slug:code>/", gazette.show, name="gazette_issue"),
    path("search/", search.show, name="search"),
    path("search/suggest", search.suggest, name="suggest"),
    path("documents/<str:index_number>/report/", corrections.report, name="report_error"),
    path("reports/", corrections.lookup, name="error_reports"),
    path("reports/<str:number>/", corrections.show, name="error_report"),
    path("subscribe/", subscriptions.ask, name="subscribe"),
    path("subscribe/sent/", subscriptions.asked, name="subscription_asked"),
    path("subscribe/confirm/<str:token>/", subscriptions.confirm, name="subscription_confirm"),
    path("subscribe/confirmed/", subscriptions.confirmed, name="subscription_confirmed"),
    path("subscribe/end/<str:token>/", subscriptions.end, name="subscription_end"),
    path("subscribe/ended/", subscriptions.ended, name="subscription_ended"),
    path("apply/", pages.apply, name="apply"),
    path("sitemap/", pages.sitemap, name="sitemap"),
    path("about/", pages.about, name="about"),
    path("display/", display.choose, name="display"),
]
