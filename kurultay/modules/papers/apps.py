"""papers: what comes into an office and leaves it as files, from declarations to a ministry's workbook."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Texts that become paragraphs and commitments, and workbooks that go out, are filled in and come back."""

    name = "kurultay.modules.papers"
    label = "papers"
    verbose_name = "Papers"
