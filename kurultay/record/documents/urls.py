"""Addresses of documents and provisions: human, stable, by key."""

from django.urls import path

from kurultay.kit.pages.acts import act_paths, new_path

from . import views
from .models import Document, Provision

urlpatterns = [
    new_path("documents", "documents.register"),
    *act_paths("documents", Document),
    *act_paths("provisions", Provision),
    path("documents/", views.documents, name="documents"),
    path("documents/<slug:key>", views.document, name="document"),
    path("documents/<slug:key>/sources", views.document_sources, name="document_sources"),
    path("documents/<slug:key>/history", views.document_history, name="document_history"),
    path("documents/<slug:key>/files/<slug:digest>", views.document_file, name="document_file"),
    path("provisions/<slug:key>", views.provision, name="provision"),
]
