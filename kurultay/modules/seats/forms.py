"""Forms of seats: invite, take a seat, give one, end one, issue a token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from kurultay.kit import clock
from kurultay.kit.asking.finding import called, find, first_rows
from kurultay.kit.reading import Reader
from kurultay.kit.rows import Record
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Party

from .models import ROLES, Seat
from .rules import INVITED_BY_FOCAL_POINT


class DayInput(forms.DateInput):
    """A day, chosen from the browser's own calendar where it has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RowField(forms.CharField):
    """A row of the record by a name or a key, with suggestions while somebody types; its value is the key.

    A key that is not in the sight of whoever types it stays as it is: whether there is such a row is asked by the act.
    """

    def __init__(self, model: type[Record], **words: Any) -> None:
        rows = model.type_name()
        self.model, self.list = model, f"rows-{rows.replace('.', '-')}"
        picked = {"list": self.list, "data-rows": rows, "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=picked), required=False, **words)

    def suggestions(self) -> list[tuple[str, str]]:
        """What a browser offers before anything is typed. Two statements."""
        return first_rows(self.model)

    def clean(self, value: Any) -> str:
        """The key of the one row that is meant; ValidationError where there are several, or none."""
        text = super().clean(value)
        found = find(self.model, text) if text else []
        if len(found) == 1:
            return str(found[0].key)
        if found:
            meant = ", ".join(f"{called(row)} ({row.key})" for row in found)
            raise forms.ValidationError(_("“%(text)s” may mean several: %(meant)s.") % {"text": text, "meant": meant})
        if text and not validate_slug.regex.match(text):  # type: ignore[union-attr]
            raise forms.ValidationError(_("There is no “%(text)s” in the record.") % {"text": text})
        return str(text)


class SeatForm(forms.Form):
    """What a seat is. Who may give which is asked of the rule, and the record says which keys there are."""

    role = forms.ChoiceField(label=_("Role"))
    organisation = RowField(
        Party, label=_("Organisation"), help_text=_("A name or a key. Empty: the installation itself."), max_length=200
    )
    party = RowField(Party, label=_("Party"), help_text=_("A name or a key of whom the seat is for."), max_length=200)
    subject = RowField(
        Meeting, label=_("Meeting or mission"), max_length=200,
        help_text=_("A name or a key, for a guest of one meeting or an observer of one mission."),
    )  # fmt: skip
    since = forms.DateField(label=_("From"), required=False, widget=DayInput(), help_text=_("Empty: today."))
    until = forms.DateField(
        label=_("Until"), required=False, widget=DayInput(), help_text=_("The first day without the seat. Empty: open.")
    )

    def __init__(self, *args: Any, by: Reader, **words: Any) -> None:
        super().__init__(*args, **words)
        roles: Any = self.fields["role"]
        administers = any(seat.role == "administrator" for seat in by.seats)
        shown = [role for role in ROLES if administers or role.key in INVITED_BY_FOCAL_POINT]
        roles.choices = [("", _("Choose a role")), *((role.key, role.label) for role in shown)]
        points = [seat for seat in by.seats if seat.role == "focal-point"]
        if not administers and points:
            self.fields["organisation"].initial = points[0].organisation
            self.fields["party"].initial = points[0].party
            del self.fields["subject"]

    def lists(self) -> dict[str, list[tuple[str, str]]]:
        """The suggestions of each table that fields point at: one list for a table, however many fields."""
        tables = {field.list: field for field in self.fields.values() if isinstance(field, RowField)}
        return {name: field.suggestions() for name, field in tables.items()}

    def seat(self) -> dict[str, Any]:
        """The words of the seat for an act."""
        return {name: self.cleaned_data[name] for name in SeatForm.base_fields if name in self.cleaned_data}


class InvitationForm(SeatForm):
    """Whom to invite, and to which seat."""

    mail = forms.EmailField(label=_("Mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(label=_("Name"), max_length=160)
    field_order = ["mail", "name"]


class AcceptanceForm(forms.Form):
    """What somebody new says of themselves."""

    name = forms.CharField(label=_("Name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False,
        help_text=_("At least twelve characters. A few words that do not go together are easy to keep in mind."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why something is done, which history keeps."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class TokenForm(forms.Form):
    """What a token is for, what it may do and until when."""

    name = forms.CharField(label=_("What it is for"), max_length=80)
    scope = forms.ChoiceField(label=_("It may"), choices=[("read", _("read")), ("write", _("read and write"))])
    seat = forms.ChoiceField(label=_("From which seat"), required=False)
    expires_on = forms.DateField(
        label=_("Until"), widget=DayInput(), help_text=_("The first day on which it holds no longer; within a year.")
    )

    def __init__(self, *args: Any, seats: list[Seat], **words: Any) -> None:
        super().__init__(*args, **words)
        field: Any = self.fields["seat"]
        named = [(s.key, f"{s.role_words.label}: {s.party or s.organisation}") for s in seats if s.role_words]
        field.choices = [("", _("all of them")), *named]
        self.fields["expires_on"].initial = clock.today() + timedelta(days=90)


OWN_PAGES = {
    "seats.invite": "/seats/invite",
    "seats.recall": "/seats/invitations/<slug:key>/recall",
    "seats.accept": "/account/invitation/<slug:key>",
    "seats.seat": "/seats/accounts/<slug:key>/seat",
    "seats.unseat": "/seats/<slug:key>/end",
    "seats.suspend": "/seats/accounts/<slug:key>/suspend",
    "seats.restore_account": "/seats/accounts/<slug:key>/restore",
    "seats.end_session": "/account/sessions",
    "seats.note": "/account/",  # noted by signing in and by changing how, and shown there
    "seats.issue_token": "/account/tokens",
    "seats.revoke_token": "/account/tokens/<slug:key>/revoke",
}
