"""Addresses of work in the background."""

from django.urls import path

from . import views

urlpatterns = [
    path("background/", views.work, name="work"),
    path("background/halt", views.halt, name="work_halt"),
]
