"""people: human beings, their names, and the posts they hold over time."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons and tenures; a person is never an account."""

    name = "kurultay.record.people"
    label = "people"
    verbose_name = "People"
