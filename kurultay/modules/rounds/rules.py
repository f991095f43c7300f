"""Who may do the verbs of rounds: whoever keeps the round; answers also come from focal points, for their party."""

from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.reading import Reader
from kurultay.kit.rules import keeps
from kurultay.record.parties.models import Party

from .models import Round


def prescribe(by: Reader, key: str, *, of: Party, **words: Any) -> str | None:
    """A rhythm is laid down by whoever keeps the organisation or body."""
    return keeps(by, of.keeper)


def open_round(by: Reader, key: str, *, of: Party, **words: Any) -> str | None:
    """A round is opened by whoever keeps the organisation or body that asks."""
    return keeps(by, of.keeper)


def extend(by: Reader, thing: Round, **words: Any) -> str | None:
    """The due day is moved by whoever keeps the round."""
    return keeps(by, thing.keeper)


def close_round(by: Reader, thing: Round, **words: Any) -> str | None:
    """A round is closed by whoever keeps it."""
    return keeps(by, thing.keeper)


def remind(by: Reader, thing: Round, **words: Any) -> str | None:
    """Parties are reminded by whoever keeps the round."""
    return keeps(by, thing.keeper)


def respond(by: Reader, thing: Round, *, party: Party, **words: Any) -> str | None:
    """A party is answered for by its own focal point where the round is kept, or by whoever keeps the round."""
    return speaks(by, thing, party)


def report_no_change(by: Reader, thing: Round, *, party: Party, **words: Any) -> str | None:
    """As for an answer: its own focal point, or whoever keeps the round."""
    return speaks(by, thing, party)


def speaks(by: Reader, thing: Round, party: Party) -> str | None:
    """None for whoever keeps the round and for a focal point of this party there; else why not."""
    keeper = thing.keeper
    refusal = keeps(by, keeper)
    if refusal is None:
        return None
    mine = sorted({s.party for s in by.seats if s.role == "focal-point" and s.organisation == keeper and s.party})
    if party.key in mine:
        return None
    if mine:
        return _("You speak here for %(parties)s, and for nobody else.") % {"parties": ", ".join(mine)}
    return refusal
