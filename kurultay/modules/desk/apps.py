"""desk: what is asked of a person today, and what changed in what they follow."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """A person's desk: their day, the things they follow, and what they have seen of them."""

    name = "kurultay.modules.desk"
    label = "desk"
    verbose_name = "Desk"
