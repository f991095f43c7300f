"""What is asked of a commitment that is drawn, split off or merged: its name, verb, who owes it and when."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.dates import DateError, PartialDate
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import MEMBERSHIP, Party, Role

from .actions import Drawn
from .models import VERBS

Choices = list[tuple[str, str]]
MOST = 200  # parties to choose from


def day(text: str) -> str:
    """A day as the record writes it; raises ValidationError with advice."""
    try:
        return PartialDate.parse(text).edtf if text else ""
    except DateError as error:
        raise forms.ValidationError(str(error)) from error


class DrawnForm(forms.Form):
    """One commitment. A row without a name is left out."""

    name = forms.CharField(label=gettext_lazy("What is promised"), max_length=300, required=False)
    verb = forms.ChoiceField(label=gettext_lazy("How strongly"), required=False)
    responsible = forms.MultipleChoiceField(label=gettext_lazy("Responsible"), required=False)
    words = forms.CharField(label=gettext_lazy("or in words"), max_length=300, required=False)
    due = forms.CharField(label=gettext_lazy("Due on"), max_length=64, required=False)
    due_at = forms.ChoiceField(label=gettext_lazy("or at a meeting"), required=False)
    wording = forms.CharField(label=gettext_lazy("Wording"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, parties: Choices = (), meetings: Choices = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [(value, _(words)) for value, words in VERBS.items()]  # type: ignore[attr-defined]
        self.fields["responsible"].choices = parties  # type: ignore[attr-defined]
        self.fields["responsible"].widget.attrs["size"] = 4
        self.fields["due_at"].choices = [("", _("no meeting")), *meetings]  # type: ignore[attr-defined]
        for each in self.fields.values():
            each.widget.attrs.setdefault("autocomplete", "off")

    def clean_due(self) -> str:
        """The day in EDTF."""
        return day(self.cleaned_data["due"].strip())

    def clean(self) -> dict[str, Any]:
        """A day or a meeting, not both."""
        held = super().clean() or {}
        if held.get("due") and held.get("due_at"):
            self.add_error("due", _("It is due on a day or at a meeting, not both."))
        return held

    @property
    def is_filled(self) -> bool:
        """Whether this row names a commitment."""
        return bool(self.cleaned_data.get("name"))

    def drawn(self, quotes: tuple[tuple[str, str], ...] = ()) -> Drawn:
        """The commitment as it was confirmed; parties and meetings in the reader's sight."""
        held = self.cleaned_data
        meeting = Meeting.objects.filter(key=held["due_at"]).first() if held["due_at"] else None
        responsible = Party.objects.filter(key__in=held["responsible"]).order_by("sort_key", "id")
        return Drawn(
            held["name"], held["verb"], held["due"], meeting, tuple(responsible), words=held["words"],
            wording=held["wording"], quotes=quotes,
        )  # fmt: skip


class ReasonForm(forms.Form):
    """Since when, and why."""

    on = forms.CharField(label=gettext_lazy("On"), max_length=64)
    reason = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 2}))

    def clean_on(self) -> str:
        """The day in EDTF."""
        return day(self.cleaned_data["on"].strip())


def rows_of(data: Any, many: int, initial: list[dict[str, Any]], **choices: Choices) -> list[DrawnForm]:
    """So many rows of a form, each field with the number of its row: from what was sent, else as proposed."""
    return [
        DrawnForm(data, prefix=str(n), initial=initial[n] if n < len(initial) else None, **choices)  # type: ignore[arg-type]
        for n in range(many)
    ]


def choices_of(rows: Any, called: Any) -> Choices:
    """Rows with a key as choices, by what a page calls each."""
    return [(row.key, called(row)) for row in rows]


def who_may_owe(of: Party | None, *others: Party | None) -> list[Party]:
    """Parties to choose from: those named, the organisation, its members and its bodies. Three statements."""
    numbers = {party.pk for party in others if party is not None and not party.veiled}
    if of is not None and not of.veiled:
        numbers.add(of.pk)
        numbers |= set(Role.objects.filter(of=of, kind__in=MEMBERSHIP).values_list("holder", flat=True)[:MOST])
        numbers |= set(Party.objects.filter(parent=of, kind="body").values_list("pk", flat=True)[:MOST])
    return list(Party.objects.filter(pk__in=numbers).prefetch_related("names").order_by("sort_key", "id")[:MOST])
