"""api: the record for programs, as lists, bulk files and a feed of changes."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The record for programs: lists that apps offer, files of them, and a feed of changes; owns no noun."""

    name = "kurultay.faces.api"
    label = "api"
    verbose_name = "API"
