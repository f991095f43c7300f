"""Who may do the verbs of commitments: whoever keeps them; reports and evidence also come from those who owe."""

from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.reading import Reader
from kurultay.kit.rules import keeps
from kurultay.record.documents.models import Provision
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Party

from .models import OWING, Commitment, CommitmentParty


def undertake(by: Reader, key: str, *, keeper: str = "", **words: Any) -> str | None:
    """A commitment enters the record through whoever keeps it."""
    return keeps(by, keeper)


def assign(by: Reader, commitment: Commitment, **words: Any) -> str | None:
    """Who is responsible or contributes is recorded by whoever keeps the commitment."""
    return keeps(by, commitment.keeper)


def report(by: Reader, commitment: Commitment, *, party: Party | None = None, **words: Any) -> str | None:
    """Reports come from whoever keeps the commitment, and from focal points of the parties that owe it."""
    return _keeps_or_owes(by, commitment, party)


def attach(by: Reader, commitment: Commitment, *, party: Party | None = None, **words: Any) -> str | None:
    """Evidence comes from whoever keeps the commitment, and from focal points of the parties that owe it."""
    return _keeps_or_owes(by, commitment, party)


def assess(by: Reader, commitment: Commitment, *, party: Party | None = None, **words: Any) -> str | None:
    """An assessment is made by whoever keeps the commitment or by its chair; a party's own word is a report."""
    refusal = keeps(by, commitment.keeper)
    mine = chairing(by, commitment) if refusal is not None else frozenset()
    if refusal is None or not mine:
        return refusal
    if party is not None and party.key not in mine:
        return _("You speak here for %(parties)s, and for nobody else.") % {"parties": ", ".join(sorted(mine))}
    return None


def move(by: Reader, commitment: Commitment, **words: Any) -> str | None:
    """A due date is moved by whoever keeps the commitment."""
    return keeps(by, commitment.keeper)


def meet(by: Reader, commitment: Commitment, **words: Any) -> str | None:
    """That it was met is recorded by whoever keeps the commitment."""
    return keeps(by, commitment.keeper)


def meet_otherwise(by: Reader, commitment: Commitment, **words: Any) -> str | None:
    """That it was met in another form is recorded by whoever keeps the commitment."""
    return keeps(by, commitment.keeper)


def meet_partly(by: Reader, commitment: Commitment, **words: Any) -> str | None:
    """That it was met in part is recorded by whoever keeps the commitment."""
    return keeps(by, commitment.keeper)


def miss(by: Reader, commitment: Commitment, **words: Any) -> str | None:
    """That it was not met is recorded by whoever keeps the commitment."""
    return keeps(by, commitment.keeper)


def supersede(by: Reader, commitment: Commitment, **words: Any) -> str | None:
    """That another took its place is recorded by whoever keeps the commitment."""
    return keeps(by, commitment.keeper)


def lapse(by: Reader, commitment: Commitment, **words: Any) -> str | None:
    """That it lapsed is recorded by whoever keeps the commitment."""
    return keeps(by, commitment.keeper)


def draw(by: Reader, provision: Provision, **words: Any) -> str | None:
    """Commitments are drawn from a text by whoever keeps the document."""
    return keeps(by, provision.document.keeper)


def split(by: Reader, commitment: Commitment, **words: Any) -> str | None:
    """That several take its place is recorded by whoever keeps the commitment."""
    return keeps(by, commitment.keeper)


def merge(by: Reader, commitment: Commitment, **words: Any) -> str | None:
    """That one takes the place of several is recorded by whoever keeps them."""
    return keeps(by, commitment.keeper)


def take_up(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """Matters arising are put on the agenda by whoever keeps the meeting."""
    return keeps(by, meeting.keeper)


def chairing(by: Reader, commitment: Commitment) -> frozenset[str]:
    """Keys of the parties for which `by` sits in the chair where this commitment is kept."""
    keeper = commitment.keeper
    return frozenset(s.party for s in by.seats if s.role == "chair" and s.organisation == keeper and s.party)


def owing(by: Reader, commitment: Commitment) -> frozenset[str]:
    """Keys of the parties that owe this commitment and for which `by` is a focal point where it is kept."""
    keeper = commitment.keeper
    mine = {seat.party for seat in by.seats if seat.role == "focal-point" and seat.organisation == keeper}
    rows = CommitmentParty.objects.filter(commitment=commitment, capacity__in=OWING, party__key__in=mine)
    return frozenset(rows.values_list("party__key", flat=True))


def _keeps_or_owes(by: Reader, commitment: Commitment, party: Party | None) -> str | None:
    refusal = keeps(by, commitment.keeper)
    if refusal is None:
        return None
    mine = owing(by, commitment)
    if not mine:
        return refusal
    if party is not None and party.key not in mine:
        return _("You speak here for %(parties)s, and for nobody else.") % {"parties": ", ".join(sorted(mine))}
    return None
