"""Accounts, what opens them, and what happened to them. A person of the record is never an account."""

import hashlib
import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.text import slugify

from kurultay.kit.acting.models import Act
from kurultay.kit.reading import Reader, reading_as, system
from kurultay.kit.rows import Record

EVENTS = {
    "signed-in": "Signed in",
    "password": "Password changed",
    "passkey-added": "Passkey added",
    "passkey-removed": "Passkey removed",
    "codes-on": "Codes from an app switched on",
    "codes-off": "Codes from an app switched off",
    "recovery": "Recovery codes made",
    "ministry": "Sign-in of a ministry connected",
    "ministry-off": "Sign-in of a ministry disconnected",
    "session-ended": "Session ended",
}


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def as_address(text: str) -> str:
    """A mail address as it is kept and compared: in small letters, as those who deliver it do."""
    return text.strip().lower()


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their mail address, as Django asks of whatever signs in."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this address, whatever its case."""
        return self.get(mail=as_address(str(username)))


class Account(AbstractBaseUser):
    """Who may sign in: a mail address, a name and a password; its password is never part of history."""

    key = models.SlugField(max_length=60, unique=True)
    mail = models.EmailField(unique=True)
    name = models.CharField(max_length=160)
    example = models.BooleanField(default=False)  # made for an example database, with a password that everybody knows

    objects = AccountManager()
    USERNAME_FIELD = "mail"
    EMAIL_FIELD = "mail"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in one case, so that nobody has two accounts with one."""
        self.mail = as_address(self.mail)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"/seats/accounts/{self.key}"

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether it may sign in: a suspended account may not, nor does its session or token hold."""
        known: bool | None = self.__dict__.pop("suspended", None)  # looked up with the account, and good for once
        if known is not None:
            return not known
        with reading_as(system("sign-in")):
            return not Suspension.objects.filter(account=self).exists()

    def reader(self, *seats: Any) -> Reader:
        """The person as a reader with these seats."""
        return Reader.person(self.name, *(seat.held for seat in seats), account=self.key)

    @staticmethod
    def free_key(name: str) -> str:
        """A key from a name that nobody else gets."""
        return f"{slugify(name)[:40] or 'account'}-{secrets.token_hex(4)}"


class Secret(models.Model):
    """What opens an invitation or a token, as a hash: whoever reads the database cannot use it. Not part of history."""

    digest = models.CharField(max_length=64, unique=True)
    opens = models.CharField(max_length=140, unique=True)  # invitation or token, a colon, and its key
    used_on = models.DateField(null=True)  # the last day, for tokens

    def __str__(self) -> str:
        return str(self.opens)


class Suspension(Record):
    """An account that may not sign in, until the suspension is withdrawn."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", editable=False)

    def __str__(self) -> str:
        return f"suspension of {self.account}"


class AccountEvent(Record):
    """Something that happened to an account and leaves no other row: a sign-in, another password, a passkey."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", editable=False)
    what = models.CharField(max_length=20, choices=EVENTS, editable=False)
    how = models.CharField(max_length=60, blank=True, editable=False)  # by which way somebody signed in
    at = models.DateTimeField(editable=False)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["account", "at"], name="seats_event_of")]

    def __str__(self) -> str:
        return self.get_what_display()


def acts_of(account: Account, most: int = 20) -> list[Act]:
    """What somebody did last, signed in or by a token, whatever they may see of the rows today; sign-ins apart."""
    with reading_as(system("account")):
        own = models.Q(account=account.key) | models.Q(account__startswith=f"{account.key}/")
        return list(Act.objects.filter(own).exclude(verb="seats.note").order_by("-number")[:most])
