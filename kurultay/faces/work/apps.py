"""work: what is done in the background, and the mail that comes of it."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Work in the background: jobs at their hours, the mail they give rise to, each of it done once; owns no noun."""

    name = "kurultay.faces.work"
    label = "work"
    verbose_name = "Work in the background"
