"""Addresses of the public pages. Those without a language (files, feeds, machine) stand elsewhere."""

from django.urls import path

from gongkai.faces.portal import agencies, display, document, documents, home, pages, search

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("documents/", documents.index, name="documents"),
    path("documents/<str:index_number>/", document.show, name="document"),
    path("documents/<str:index_number>/editions/<int:number>/", document.edition, name="edition"),
    path("catalogue/", pages.catalogue, name="catalogue"),
    path("agencies/", agencies.index, name="agencies"),
    path("agencies/<slug:slug>/", agencies.show, name="agency"),
    path("search/", search.show, name="search"),
    path("search/suggest", search.suggest, name="suggest"),
    path("apply/", pages.apply, name="apply"),
    path("sitemap/", pages.sitemap, name="sitemap"),
    path("about/", pages.about, name="about"),
    path("display/", display.choose, name="display"),
]
