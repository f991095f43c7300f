"""Who may do the verbs of documents: officers and registrars of the organisation that keeps the document."""

from typing import Any

from kurultay.kit.reading import Reader
from kurultay.kit.rules import keeps
from kurultay.record.parties.models import Party

from .models import Document


def register(by: Reader, key: str, *, of: Party | None = None, keeper: str = "", **words: Any) -> str | None:
    """A document enters the record through whoever keeps the organisation whose document it is."""
    return keeps(by, of.keeper if of is not None else keeper)


def name(by: Reader, document: Document, **words: Any) -> str | None:
    """Titles are given by whoever keeps the document."""
    return keeps(by, document.keeper)


def involve(by: Reader, document: Document, **words: Any) -> str | None:
    """Who is party to a document, or its author, is recorded by whoever keeps it."""
    return keeps(by, document.keeper)


def set_out(by: Reader, document: Document, **words: Any) -> str | None:
    """Provisions are entered by whoever keeps the document."""
    return keeps(by, document.keeper)


def transcribe(by: Reader, document: Document, **words: Any) -> str | None:
    """The text of a document is brought in by whoever keeps it."""
    return keeps(by, document.keeper)


def classify(by: Reader, document: Document, **words: Any) -> str | None:
    """Which paragraphs are operative is said by whoever keeps the document."""
    return keeps(by, document.keeper)


def table(by: Reader, document: Document, **words: Any) -> str | None:
    """Whoever keeps the document records that it is on the table."""
    return keeps(by, document.keeper)


def adopt(by: Reader, document: Document, **words: Any) -> str | None:
    """Whoever keeps the document records its adoption."""
    return keeps(by, document.keeper)


def sign(by: Reader, document: Document, **words: Any) -> str | None:
    """Whoever keeps the document records its signatures."""
    return keeps(by, document.keeper)


def ratify(by: Reader, document: Document, **words: Any) -> str | None:
    """Whoever keeps the document records the instruments of its parties."""
    return keeps(by, document.keeper)


def accede(by: Reader, document: Document, **words: Any) -> str | None:
    """Whoever keeps the document records accessions."""
    return keeps(by, document.keeper)


def reserve(by: Reader, document: Document, **words: Any) -> str | None:
    """Whoever keeps the document records reservations and declarations."""
    return keeps(by, document.keeper)


def withdraw(by: Reader, document: Document, **words: Any) -> str | None:
    """Whoever keeps the document records that a party withdraws from it."""
    return keeps(by, document.keeper)


def enter_into_force(by: Reader, document: Document, **words: Any) -> str | None:
    """Whoever keeps the document records when it entered into force."""
    return keeps(by, document.keeper)


def publish(by: Reader, document: Document, **words: Any) -> str | None:
    """Whoever keeps the document records its publication."""
    return keeps(by, document.keeper)


def supersede(by: Reader, document: Document, *, old: Document, **words: Any) -> str | None:
    """One document takes the place of another where the same keeper keeps both."""
    return keeps(by, document.keeper) or keeps(by, old.keeper)


def relate(by: Reader, document: Document, **words: Any) -> str | None:
    """What a document implements, amends, corrects or stands pursuant to is recorded by whoever keeps it."""
    return keeps(by, document.keeper)
