"""demo: a fictional organisation, built by calling actions, for trying things out."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The League of Isles, which nobody has ever joined."""

    name = "kurultay.faces.demo"
    label = "demo"
    verbose_name = "Demonstration"
