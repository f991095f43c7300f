"""Addresses of a person's desk."""

from django.urls import path

from . import views

urlpatterns = [
    path("day", views.day, name="day"),
    path("day/read", views.read, name="day_read"),
    path("day/following", views.following, name="day_following"),
]
