"""Seats over time, invitations to them, and tokens that act from them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import models
from django.db.models import Q

from kurultay.kit import clock
from kurultay.kit.reading import Seat as Held
from kurultay.kit.reading import reading_as, system
from kurultay.kit.rows import Record

from .accounts import Account
from .roles import Role, role_of

SCOPES = {"read": "Reads", "write": "Reads and writes"}


class Placed(Record):
    """What a seat is: a role at an organisation, for a party where the role has one, over a period of days."""

    role = models.CharField(max_length=20, editable=False)
    organisation = models.SlugField(max_length=80, blank=True, editable=False)  # a key; empty is the installation
    party = models.SlugField(max_length=80, blank=True, editable=False)  # the key of whom the seat is for
    subject = models.SlugField(max_length=120, blank=True, editable=False)  # the meeting or mission of a guest
    since = models.DateField(editable=False)
    until = models.DateField(null=True, editable=False)  # the first day on which it is held no longer

    class Meta:
        abstract = True

    @property
    def role_words(self) -> Role | None:
        """The role with its words."""
        return role_of(self.role)


def holding(day: date) -> Q:
    """Seats that are held on a day: begun, and not ended."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


class Seat(Placed):
    """A seat that an account holds over a period."""

    key = models.SlugField(max_length=120, unique=True, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="seats", editable=False)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["account", "until"], name="seats_seat_account"),
            models.Index(fields=["organisation", "party", "id"], name="seats_seat_where"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="seats_seat_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/seats/{self.key}"

    @property
    def held(self) -> Held:
        """The seat as sight and rules ask for it."""
        return Held(self.role, self.organisation, self.party)

    @property
    def is_held(self) -> bool:
        """Whether it is held today."""
        today = clock.today()
        return not self.withdrawn and self.since <= today and (self.until is None or self.until > today)


class Invitation(Placed):
    """Somebody was asked to take a seat, by mail; the letter holds a secret that opens it once."""

    key = models.SlugField(max_length=60, unique=True, editable=False)
    mail = models.EmailField(editable=False)
    name = models.CharField(max_length=160, editable=False)
    expires_on = models.DateField(editable=False)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", editable=False)  # who accepted

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["organisation", "party", "id"], name="seats_invitation_where")
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_open(self) -> bool:
        """Whether it may still be accepted."""
        return not self.withdrawn and self.account_id is None and clock.today() < self.expires_on


class Token(Record):
    """A program acts for an account from its seats, or from one of them, until a day; the secret is kept as a hash."""

    key = models.SlugField(max_length=60, unique=True, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens", editable=False)
    name = models.CharField(max_length=80, editable=False)
    prefix = models.CharField(max_length=16, editable=False)  # its first letters, by which its owner knows it again
    scope = models.CharField(max_length=8, choices=SCOPES, editable=False)
    seat = models.SlugField(max_length=120, blank=True, editable=False)  # the key of one seat; empty is all of them
    expires_on = models.DateField(editable=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(scope__in=SCOPES), name="seats_token_scope_known")
        ]

    def __str__(self) -> str:
        return str(self.name)


def sitting(account: Account) -> list[Seat]:
    """The seats that an account holds today. They are looked up for it, since they are what its sight follows from."""
    with reading_as(system("sign-in")):
        seats: Iterable[Seat] = Seat.objects.filter(holding(clock.today()), account=account).order_by("id")
        return list(seats)


def seats_that_count(account: Account) -> tuple[list[Seat], list[Seat]]:
    """The seats that an account holds today and acts from, and those that wait for its second step.

    Accounts of an example database need none: everybody knows their password anyway. One statement more where a role
    asks for the second step.
    """
    held = sitting(account)
    asking = [seat for seat in held if seat.role in settings.KURULTAY_SECOND_STEP]
    if not asking or account.example or has_second_step(account):
        return held, []
    return [seat for seat in held if seat not in asking], asking


def has_second_step(account: Account) -> bool:
    """Whether the account has a passkey or codes from an app. One statement."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=account, type__in=kinds).exists())
