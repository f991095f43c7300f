"""Addresses of the boards of an organisation."""

from django.urls import path

from . import views

urlpatterns = [
    path("completeness/<slug:key>", views.completeness, name="party_completeness"),
    path("timeline/<slug:key>", views.timeline_of, name="party_timeline"),
]
