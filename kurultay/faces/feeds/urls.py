"""Addresses of the feeds."""

from django.urls import path

from . import views

urlpatterns = [
    path("calendar/<slug:key>.ics", views.calendar, name="party_calendar"),
    path("due/<slug:key>.ics", views.due, name="party_due"),
    path("new.atom", views.new, name="new"),
]
