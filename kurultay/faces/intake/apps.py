"""intake: reads import files and enters their rows through what the record's apps offer."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """`kurultay import`: one act for each source, all or nothing, with a report row by row."""

    name = "kurultay.faces.intake"
    label = "intake"
    verbose_name = "Import"
