"""Addresses of the workbench."""

from django.urls import path

from gongkai.faces.workbench import home

app_name = "workbench"
urlpatterns = [path("", home.show, name="home")]
