"""seats: accounts, the seats they hold, invitations and tokens; who signs in reads and acts by their seats."""

from django.apps import AppConfig
from django.contrib.auth.apps import AuthConfig


class SeatsConfig(AppConfig):
    """Who sits where: accounts, seats, invitations and tokens."""

    default = True
    name = "kurultay.modules.seats"
    label = "seats"
    verbose_name = "Seats"


class PasswordsConfig(AuthConfig):
    """Django's own passwords and sessions without its permissions: who may do what is said by rules and seats."""

    name = "django.contrib.auth"

    def ready(self) -> None:
        """Nothing: Django would fill tables of permissions here, which nobody asks."""
