"""Addresses of a person's desk."""

from django.urls import path

from . import views

urlpatterns = [
    path("day", views.day, name="day"),
    path("day/read", views.read, name="day_read"),
    path("day/mail", views.mail, name="day_mail"),
    path("day/mail/stop", views.mail_stopped, name="day_mail_stopped"),
    path("day/following", views.following, name="day_following"),
]
