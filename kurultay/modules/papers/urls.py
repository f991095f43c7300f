"""Addresses of texts on their way in, of promises beside their paragraphs, and of workbooks."""

from django.urls import path

from . import views

urlpatterns = [
    path("documents/<slug:key>/text", views.document_text, name="document_text"),
    path("documents/<slug:key>/promises", views.document_promises, name="document_promises"),
    path("provisions/<slug:key>/draw", views.provision_draw, name="provision_draw"),
    path("spreadsheets/", views.spreadsheets, name="spreadsheets"),
    path("spreadsheets/tracking", views.tracking, name="tracking"),
    path("spreadsheets/commitments.xlsx", views.commitments_xlsx, name="commitments_xlsx"),
]
