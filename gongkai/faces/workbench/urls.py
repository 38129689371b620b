"""Addresses of the workbench."""

from django.urls import path

from gongkai.faces.workbench import duties, home

app_name = "workbench"
urlpatterns = [
    path("", home.show, name="home"),
    path("duties/", duties.index, name="duties"),
    path("duties/<int:number>/", duties.show, name="duty"),
]
