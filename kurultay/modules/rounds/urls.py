"""Addresses of reporting rounds: human, stable, by key."""

from django.urls import path

from . import views

urlpatterns = [
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/open", views.open_form, name="rounds_open"),
    path("rounds/<slug:key>", views.round_page, name="round"),
    path("rounds/<slug:key>/history", views.round_history, name="round_history"),
    path("rounds/<slug:key>/extend", views.extend, name="round_extend"),
    path("rounds/<slug:key>/close", views.close, name="round_close"),
    path("rounds/<slug:key>/remind", views.remind, name="round_remind"),
    path("rounds/<slug:key>/of/<slug:party>", views.party, name="round_party"),
    path("rounds/<slug:key>/of/<slug:party>/publish", views.publish, name="round_publish"),
]
