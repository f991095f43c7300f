"""documents: texts with identity, their provisions and versions, and what parties did to them."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents of every kind, from treaties to press releases, and the actions of parties on instruments."""

    name = "kurultay.record.documents"
    label = "documents"
    verbose_name = "Documents"
