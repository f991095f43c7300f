"""commitments: what somebody undertook or was asked to do, and what came of it."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """Commitments with their parties, due dates and steps; their status follows from the steps."""

    name = "kurultay.record.commitments"
    label = "commitments"
    verbose_name = "Commitments"
