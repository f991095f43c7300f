"""What is asked of a text that comes in: the file or the pasted words, their language and authority."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from kurultay.kit.texts import STATUSES


class TextForm(forms.Form):
    """A text: a file, or pasted."""

    file = forms.FileField(label=gettext_lazy("A file: DOCX, PDF or text"), required=False, allow_empty_file=True)
    pasted = forms.CharField(
        label=gettext_lazy("or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "whole"}),
    )
    lang = forms.ChoiceField(label=gettext_lazy("Language of the text"), choices=settings.LANGUAGES)
    authority = forms.ChoiceField(
        label=gettext_lazy("Authority of this version"), choices=[(s, s) for s in STATUSES], initial="official"
    )


class ConfirmForm(forms.Form):
    """The paragraphs as somebody edited them, with what was said of the version and the digest of its file."""

    paragraphs = forms.CharField(
        label=gettext_lazy("Paragraphs"), strip=False, widget=forms.Textarea(attrs={"rows": 24, "class": "whole"})
    )
    lang = forms.ChoiceField(choices=settings.LANGUAGES, widget=forms.HiddenInput)
    authority = forms.ChoiceField(choices=[(s, s) for s in STATUSES], widget=forms.HiddenInput)
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$", required=False, widget=forms.HiddenInput)


class WorkbookForm(forms.Form):
    """A workbook that came back, or somebody's own."""

    file = forms.FileField(label=gettext_lazy("The workbook (XLSX)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".xlsx"
