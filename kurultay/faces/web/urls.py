"""Addresses of the front page, the sources and the health check."""

from django.urls import path

from kurultay.kit.pages.acts import act_paths, new_path
from kurultay.kit.sources.models import Source

from . import views

urlpatterns = [
    new_path("sources", "kit.register"),
    *act_paths("sources", Source),
    path("", views.home, name="home"),
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:key>", views.source, name="source"),
    path("healthz", views.healthz, name="healthz"),
]
