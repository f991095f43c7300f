"""Addresses of the feeds."""

from django.urls import path

from . import views

urlpatterns = [
    path("calendar/<slug:key>.ics", views.calendar, name="party_calendar"),
    path("new.atom", views.new, name="new"),
]
