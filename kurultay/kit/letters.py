"""What apps that have something to tell and the app that delivers it say to each other: jobs, letters, contacts.

An app offers jobs in its `schedule.py` (`JOBS`) and, where it knows people, who sits where in its `contacts.py`
(`contacts(organisation, role, party)`). None of them knows how or when a letter is sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from kurultay.kit import registry
from kurultay.kit.reading import Reader, Seat


@dataclass(frozen=True)
class Contact:
    """Somebody who can be written to, in one of their seats."""

    address: str
    role: str
    organisation: str
    party: str = ""
    name: str = ""
    lang: str = "en"

    @property
    def reader(self) -> Reader:
        """Whoever reads the letter: what it says is what this seat may see, and no more."""
        return Reader.person(self.name or self.address, Seat(self.role, self.organisation, self.party))


@dataclass(frozen=True)
class Letter:
    """One message to one contact. `key` names it for ever: a letter whose key was queued before is not queued again.

    `write` gives its subject and text, or None where there is nothing to say any more; it is asked once, in nobody's
    sight: what a letter tells is read as `to.reader`.
    """

    key: str
    about: str  # what kind of letter it is, for whoever watches the queue
    to: Contact
    write: Callable[[], tuple[str, str] | None]


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
