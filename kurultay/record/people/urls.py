"""Addresses of persons and tenures: human, stable, by key."""

from django.urls import path

from kurultay.kit.pages.acts import act_paths, new_path

from . import views
from .models import Person, Tenure

urlpatterns = [
    new_path("people", "people.introduce"),
    *act_paths("people", Person),
    *act_paths("tenures", Tenure),
    path("people/", views.people, name="people"),
    path("people/<slug:key>", views.person, name="person"),
    path("people/<slug:key>/sources", views.person_sources, name="person_sources"),
    path("people/<slug:key>/history", views.person_history, name="person_history"),
    path("tenures/<slug:key>", views.tenure, name="tenure"),
    path("tenures/<slug:key>/sources", views.tenure_sources, name="tenure_sources"),
    path("tenures/<slug:key>/history", views.tenure_history, name="tenure_history"),
]
