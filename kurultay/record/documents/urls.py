"""Addresses of documents and provisions: human, stable, by key."""

from django.urls import path

from . import views

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<slug:key>", views.document, name="document"),
    path("documents/<slug:key>/sources", views.document_sources, name="document_sources"),
    path("documents/<slug:key>/history", views.document_history, name="document_history"),
    path("provisions/<slug:key>", views.provision, name="provision"),
]
