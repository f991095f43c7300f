"""Forms of seats: invite, take a seat, give one, end one, issue a token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kurultay.kit import clock
from kurultay.kit.reading import Reader

from .models import ROLES, Seat
from .rules import INVITED_BY_FOCAL_POINT


class DayInput(forms.DateInput):
    """A day, chosen from the browser's own calendar where it has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SeatForm(forms.Form):
    """What a seat is. Who may give which is asked of the rule, and the record says which keys there are."""

    role = forms.ChoiceField(label=_("Role"))
    organisation = forms.SlugField(
        label=_("Organisation"), required=False, max_length=80,
        help_text=_("Its key, as in the address of its page. Empty: the installation itself."),
    )  # fmt: skip
    party = forms.SlugField(
        label=_("Party"), required=False, max_length=80, help_text=_("The key of whom the seat is for.")
    )
    subject = forms.SlugField(
        label=_("Meeting or mission"), required=False, max_length=120,
        help_text=_("Its key, for a guest of one meeting or an observer of one mission."),
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
