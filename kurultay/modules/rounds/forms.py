"""What people fill in: answers of a party to a round, a new round, a later due day."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit import clock
from kurultay.kit.asking.fields import Ask, Form
from kurultay.kit.dates import DateError, PartialDate
from kurultay.kit.names.choice import choose
from kurultay.record.commitments.models import SAYS, Commitment
from kurultay.record.parties.models import PARTY_KINDS, Party

from .actions import Answer
from .models import ESCALATION, EVERY, Asking

WHO_READS = {
    "": gettext_lazy("Only we and the secretariat, until it is published"),
    "members": gettext_lazy("All members"),
    "public": gettext_lazy("Everybody"),
}
ALL = "*"  # "no change" for everything that has no answer


class Respond(forms.Form):
    """Reports of one party on all the commitments that a round asks about; an empty line says nothing."""

    marking = forms.ChoiceField(choices=list(WHO_READS.items()), required=False)
    unchanged = forms.CharField(required=False)  # the button that was pressed: a commitment's key, or ALL

    def __init__(self, asked: Iterable[Asking], data: Any = None) -> None:
        super().__init__(data)
        self.asked = list(asked)
        said = [("", _("does not say")), *((key, _(words)) for key, words in SAYS.items())]
        for each in self.asked:
            key = each.item.commitment.key
            self.fields[f"text.{key}"] = forms.CharField(required=False, max_length=5000)
            self.fields[f"evidence.{key}"] = forms.CharField(required=False, max_length=500)
            self.fields[f"says.{key}"] = forms.ChoiceField(choices=said, required=False)

    def clean(self) -> dict[str, Any]:
        """A state without words is sent back: what was typed elsewhere stays."""
        held: dict[str, Any] = super().clean() or {}
        for each in self.asked:
            key = each.item.commitment.key
            if (held.get(f"says.{key}") or held.get(f"evidence.{key}")) and not held.get(f"text.{key}"):
                self.add_error(f"text.{key}", _("Say in words what was done."))
        return held

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each commitment with its fields, for the page."""
        for each in self.asked:
            key = each.item.commitment.key
            yield {"asking": each, "text": self[f"text.{key}"], "says": self[f"says.{key}"],
                   "evidence": self[f"evidence.{key}"]}  # fmt: skip

    def answers(self) -> tuple[Answer, ...]:
        """What was said, with "no change" for the commitment whose button was pressed or for all that wait."""
        found = []
        for each in self.asked:
            commitment: Commitment = each.item.commitment
            text = self.cleaned_data[f"text.{commitment.key}"]
            pressed = self.cleaned_data["unchanged"]
            if text:
                said = {name: self.cleaned_data[f"{name}.{commitment.key}"] for name in ("says", "evidence")}
                found.append(Answer(commitment, text, **said))
            elif pressed == commitment.key or (pressed == ALL and each.step is None):
                found.append(Answer(commitment, unchanged=True))
        return tuple(found)


class Day(forms.CharField):
    """One whole day, as 2026-03-31."""

    def clean(self, value: Any) -> str:
        """The day as text; an error that says what to write instead."""
        text = str(super().clean(value))
        try:
            day = PartialDate.parse(text)
        except DateError as error:
            raise forms.ValidationError(str(error)) from error
        if day.earliest != day.latest:
            raise forms.ValidationError(_("Give a whole day, as 2026-03-31."))
        return day.edtf


class Extend(forms.Form):
    """A later due day and the reason."""

    due = Day(label=gettext_lazy("New due day"), help_text=gettext_lazy("For example 2026-03-31"))
    reason = forms.CharField(label=gettext_lazy("Why"))


class Called(forms.ModelChoiceField):
    """A choice among parties by what they are called today."""

    def label_from_instance(self, obj: Party) -> str:
        """The name, or the key where it has none."""
        found = choose(obj.names.all(), PartialDate.parse(clock.today()), "en", kinds=("short", "official"))
        return found.text if found else str(obj.key)


class OpenRound(forms.Form):
    """A new round of an organisation or body that the reader keeps."""

    of = Called(None, to_field_name="key", label=gettext_lazy("Of"), empty_label=None)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    opens = Day(label=gettext_lazy("Opens on"), help_text=gettext_lazy("For example 2026-03-01"))
    due = Day(label=gettext_lazy("Due on"), help_text=gettext_lazy("For example 2026-03-31"))
    catalogue = forms.ModelChoiceField(
        None, to_field_name="key", required=False, label=gettext_lazy("Catalogue or strategy"),
        empty_label=gettext_lazy("All commitments"),
    )  # fmt: skip
    rhythm = forms.ModelChoiceField(
        None, to_field_name="key", required=False, label=gettext_lazy("By the rhythm"),
        empty_label=gettext_lazy("None"),
    )  # fmt: skip
    escalate_after = forms.IntegerField(
        min_value=1, max_value=365, required=False, label=gettext_lazy("Tell of a silence after so many days")
    )
    escalate_to = forms.ChoiceField(
        choices=[("", gettext_lazy("Nobody")), *ESCALATION.items()], required=False, label=gettext_lazy("Tell whom")
    )


FORMS = {
    "rounds.prescribe": Form(
        gettext_lazy("Lay down a rhythm"),
        {
            "of": Ask(gettext_lazy("Of"), gettext_lazy("The organisation or body to which parties report.")),
            "title": Ask(gettext_lazy("Title"), gettext_lazy("What the rounds of this rhythm are called.")),
            "every": Ask(gettext_lazy("How often"), gettext_lazy("By the end of a month, or for a meeting."), EVERY),
            "month": Ask(gettext_lazy("Month"), gettext_lazy("1 to 12: at its end reports are due.")),
            "catalogue": Ask(
                gettext_lazy("On"), gettext_lazy("A catalogue or strategy, where only that is reported on.")
            ),
            "party": Ask(gettext_lazy("One party alone"), gettext_lazy("Where no other reports by this rhythm.")),
            "kind": Ask(
                gettext_lazy("Parties of one kind alone"), gettext_lazy("As all states."), {"": "", **PARTY_KINDS}
            ),
            "lead_days": Ask(gettext_lazy("Days before"), gettext_lazy("So many days ahead a round is proposed.")),
            "meeting_days": Ask(
                gettext_lazy("Before a meeting"), gettext_lazy("So many days before it reports are due.")
            ),
            "escalate_after": Ask(gettext_lazy("Days of silence"), gettext_lazy("After so many somebody is told.")),
            "escalate_to": Ask(
                gettext_lazy("Who is told"), gettext_lazy("Of a party's silence."), {"": "", **ESCALATION}
            ),
        },
        order=("of", "title", "every", "month"),
        more=(
            "catalogue",
            "party",
            "kind",
            "since",
            "lead_days",
            "meeting_days",
            "escalate_after",
            "escalate_to",
            "reason",
        ),
    )
}
OWN_PAGES = {
    "rounds.open_round": "/rounds/open",
    "rounds.extend": "/rounds/<slug:key>/extend",
    "rounds.close_round": "/rounds/<slug:key>/close",
    "rounds.remind": "/rounds/<slug:key>/remind",
    "rounds.respond": "/rounds/<slug:key>/of/<slug:party>",
    "rounds.report_no_change": "/rounds/<slug:key>/of/<slug:party>",
}
