"""Addresses of the front page, the sources and the health check."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:key>", views.source, name="source"),
    path("healthz", views.healthz, name="healthz"),
]
