"""Addresses of parties, roles and catalogues: human, stable, by key."""

from django.urls import path

from kurultay.kit.pages.acts import act_paths, new_path

from . import views
from .models import Catalogue, Party, Role

urlpatterns = [
    new_path("parties", "parties.register"),
    new_path("catalogues", "parties.adopt"),
    new_path("areas", "parties.include"),
    *act_paths("parties", Party),
    *act_paths("roles", Role),
    *act_paths("catalogues", Catalogue),
    path("parties/", views.parties, name="parties"),
    path("parties/<slug:key>", views.party, name="party"),
    path("parties/<slug:key>/sources", views.party_sources, name="party_sources"),
    path("parties/<slug:key>/history", views.party_history, name="party_history"),
    path("roles/<slug:key>", views.role, name="role"),
    path("roles/<slug:key>/sources", views.role_sources, name="role_sources"),
    path("roles/<slug:key>/history", views.role_history, name="role_history"),
    path("catalogues/<slug:key>", views.catalogue, name="catalogue"),
    path("catalogues/<slug:key>/matrix", views.catalogue_matrix, name="catalogue_matrix"),
    path("catalogues/<slug:key>/sources", views.catalogue_sources, name="catalogue_sources"),
    path("catalogues/<slug:key>/history", views.catalogue_history, name="catalogue_history"),
]
