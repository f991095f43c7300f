"""What apps that have something to tell and the app that delivers it say to each other: jobs, letters, contacts.

An app offers jobs in its `schedule.py` (`JOBS`) and, where it knows people, who sits where in its `contacts.py`
(`contacts(organisation, role, party)`, `people()`). None of them knows how or when a letter is sent.

A letter has no words until it is sent: what it says is what whoever gets it may read at that moment.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple
from urllib.parse import quote

from django.conf import settings

from kurultay.kit import registry
from kurultay.kit.reading import Reader, Seat


@dataclass(frozen=True)
class Contact:
    """Somebody who can be written to: in one of their seats, or, with an `account`, in all of them."""

    address: str
    role: str = ""
    organisation: str = ""
    party: str = ""
    name: str = ""
    lang: str = "en"
    account: str = ""
    seats: tuple[Seat, ...] = ()

    @property
    def reader(self) -> Reader:
        """Whoever reads the letter: what it says is what these seats may see, and no more."""
        seats = self.seats if self.account else (Seat(self.role, self.organisation, self.party),)
        return Reader.person(self.name or self.address, *seats, account=self.account)


class Said(NamedTuple):
    """What a letter says; `stop` is the address at which one click ends letters of its kind."""

    subject: str
    text: str
    html: str = ""
    stop: str = ""


@dataclass(frozen=True)
class Letter:
    """One message to one contact. `key` names it for ever: a letter whose key was queued before is not queued again.

    `writer` names who writes it (`WRITERS` of a `schedule.py`), and `thing` tells that writer what it is about.
    `noted` is done in the transaction in which the letter is queued, so that either both stand or neither.
    """

    key: str
    about: str  # what kind of letter it is, for whoever watches the queue
    to: Contact
    writer: str
    thing: str = ""
    noted: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Job:
    """What is to be done every so often: it is done again after a crash, so doing it twice must do nothing twice."""

    title: str
    every: timedelta
    run: Callable[[], Iterable[Letter]]
    at: time | None = None  # of a day, in UTC, for jobs of whole days

    def first(self, now: datetime) -> datetime:
        """When a job that was never done is due: at once, or at its hour."""
        if self.at is None:
            return now
        today = datetime.combine(now.date(), self.at, tzinfo=UTC)
        return today if today >= now else today + timedelta(days=1)

    def following(self, now: datetime) -> datetime:
        """When it is due after it was done now; what was missed is not made up for."""
        return now + self.every if self.at is None else self.first(now + timedelta(seconds=1))


def jobs() -> dict[str, Job]:
    """Every job that the apps offer, by name."""
    return {name: job for name, job in registry.gather("schedule", "JOBS").items() if isinstance(job, Job)}


def contacts(organisation: str, role: str, party: str = "") -> list[Contact]:
    """Who sits in this role at an organisation, for a party where one is named; each address once."""
    asked = (module.contacts(organisation, role, party) for module in registry.offers("contacts"))
    return list({contact.address: contact for found in asked for contact in found}.values())


def people() -> list[Contact]:
    """Everybody who can be written to as a person, each once, with all their seats."""
    return [contact for module in registry.offers("contacts") for contact in module.people()]


def as_of_now(to: Contact) -> Contact | None:
    """The same person as they sit today; None for somebody who no longer does."""
    asked = people() if to.account else contacts(to.organisation, to.role, to.party)
    return next((one for one in asked if (one.address, one.account) == (to.address, to.account)), None)


def written(writer: str, thing: str, to: Contact) -> Said | None:
    """What a letter says to somebody now; None where nothing is left to say, or its app was left out since."""
    write: Any = registry.gather("schedule", "WRITERS").get(writer)
    said: Said | None = write(thing, to) if write is not None else None
    return said


def reply_link(path: str) -> str:
    """The whole address at which somebody signs in and stands before this page; signed in already, at once."""
    return f"{settings.KURULTAY_URL}/account/sign-in?next={quote(path)}"
