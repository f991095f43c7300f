"""Addresses that belong to no noun: suggestions for forms, what somebody did, what is withdrawn."""

from django.urls import path

from kurultay.kit.pages.acts.entry import withdrawn
from kurultay.kit.pages.acts.past import acts_by
from kurultay.kit.pages.picking import pick

urlpatterns = [
    path("pick", pick, name="pick"),
    path("history", acts_by, name="acts_by"),
    path("withdrawn", withdrawn, name="withdrawn"),
]
