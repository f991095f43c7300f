"""Addresses of meetings, series, places and the calendar: human, stable, by key."""

from django.urls import path

from kurultay.kit.pages.acts import act_paths, new_path

from . import views
from .models import Meeting, Place

urlpatterns = [
    new_path("meetings", "meetings.plan"),
    new_path("places", "meetings.locate"),
    *act_paths("meetings", Meeting),
    *act_paths("places", Place),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<slug:key>", views.meeting, name="meeting"),
    path("meetings/<slug:key>/sources", views.meeting_sources, name="meeting_sources"),
    path("meetings/<slug:key>/history", views.meeting_history, name="meeting_history"),
    path("series/<slug:key>", views.series, name="series"),
    path("places/", views.places, name="places"),
    path("places/<slug:key>", views.place, name="place"),
    path("calendar/", views.this_year, name="this_year"),
    path("calendar/<slug:key>", views.calendar, name="calendar"),
]
