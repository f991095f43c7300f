"""search: one box over everything that apps let be found."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding things by words in any script, and suggestions while somebody types; owns no noun."""

    name = "kurultay.faces.search"
    label = "search"
    verbose_name = "Search"
