"""Addresses that belong to no noun: suggestions for the fields of forms."""

from django.urls import path

from kurultay.kit.pages.picking import pick

urlpatterns = [path("pick", pick, name="pick")]
