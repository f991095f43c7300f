"""Addresses of the front page, the sources, the health check, and what programs that find pages ask."""

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
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap/<slug:key>.xml", views.sitemap_of, name="sitemap_of"),
    path("healthz", views.healthz, name="healthz"),
]
