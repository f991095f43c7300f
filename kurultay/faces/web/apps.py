"""web: the front page, the register of sources, health; the way in for a browser."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages that belong to no noun."""

    name = "kurultay.faces.web"
    label = "web"
    verbose_name = "Web"
