"""Addresses of commitments: human, stable, by key."""

from django.urls import path

from . import views

urlpatterns = [
    path("commitments/", views.commitments, name="commitments"),
    path("commitments/<slug:key>", views.commitment, name="commitment"),
    path("commitments/<slug:key>/sources", views.commitment_sources, name="commitment_sources"),
    path("commitments/<slug:key>/history", views.commitment_history, name="commitment_history"),
    path("commitments/<slug:key>/split", views.commitment_split, name="commitment_split"),
    path("commitments/<slug:key>/merge", views.commitment_merge, name="commitment_merge"),
    path("meetings/<slug:key>/matters-arising", views.meeting_matters_arising, name="meeting_matters_arising"),
]
