"""How far a document had come on a day: expected, tabled, adopted, signed, published, superseded, by what is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kurultay.kit.dates import FIRST, LAST, Certainty, DateError, PartialDate, Period, partial, period_of
from kurultay.record.parties.models import Role

from .force import Deed, Entry, entry_into_force, holds_from
from .tables import STAGES, Document

ORDER = tuple(STAGES)
DATES = {"adopted": "adopted_on", "signed": "signed_on", "published": "published_on"}
_ANY_DAY = PartialDate("", FIRST, LAST)


@dataclass(frozen=True)
class Staged:
    """The furthest stage surely reached on a day ("" for none), and further ones that may have been."""

    sure: str
    possible: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The label of the stage surely reached."""
        return STAGES.get(self.sure, "")

    @property
    def possible_words(self) -> str:
        """The labels of the stages perhaps reached."""
        return ", ".join(STAGES[stage] for stage in self.possible)


def term_of(role: Role) -> Period:
    """The period of a chairmanship; the unknown ends of a term within another are those of that one."""
    period = period_of(role)
    outer = role.within
    return period.within(period_of(outer)) if outer is not None and not outer.veiled else period


def adopted(document: Document) -> tuple[PartialDate | None, Any]:
    """The day of adoption as far as it is known, and the chairmanship that narrows it or None.

    A document adopted under a chairmanship was adopted on a day of it; where a source's date lies outside it, the
    source's date stands.
    """
    own = partial(document, "adopted_on")
    under = document.under
    if under is None or under.veiled:
        return own, None
    try:
        narrowed = (own or _ANY_DAY).within(term_of(under))
    except DateError:
        return own, None
    return (narrowed, under) if narrowed != (own or _ANY_DAY) else (own, None)


def stage_on(
    document: Document,
    on: PartialDate,
    claims: Iterable[tuple[str, PartialDate]] = (),
    superseded: Iterable[PartialDate | None] = (),
    today: date | None = None,
) -> Staged:
    """The stage as of a day. No further statement, where `under` and its own `within` are there.

    `claims` are stages that sources state with the date they speak of: by then at the latest it was reached.
    `superseded` are the days on which documents that supersede this one came to be, as far as they are known. The
    stage the row itself holds was reached by `today` at the latest.
    """
    reached: dict[str, PartialDate] = {}
    for stage, name in DATES.items():
        day = adopted(document)[0] if stage == "adopted" else partial(document, name)
        if day is not None:
            reached[stage] = day
    for day in superseded:
        _by(reached, "superseded", day or _ANY_DAY)
    for stage, seen in claims:
        if stage in STAGES and stage not in reached:
            _by(reached, stage, PartialDate("", FIRST, seen.latest))
    if document.stage not in DATES or document.stage not in reached:
        _by(reached, document.stage, PartialDate("", FIRST, today or LAST))
    sure = [stage for stage in ORDER if stage in reached and reached[stage].latest <= on.latest]
    furthest = ORDER.index(sure[-1]) if sure else -1
    possible = tuple(
        stage for stage in ORDER[furthest + 1 :] if stage in reached and reached[stage].earliest <= on.latest
    )
    return Staged(sure[-1] if sure else "", possible)


def entry_of(document: Document, actions: Iterable[Any]) -> Entry | None:
    """The entry into force that the document's own rule gives for these of its actions; None where it has no rule."""
    if document.force_after is None:
        return None
    deeds = [Deed(a.party_id, a.kind, partial(a, "on"), a) for a in actions if a.party_id is not None]
    return entry_into_force(document.force_after, document.force_days or 0, deeds)


def in_force(document: Document, entry: Entry | None, on: PartialDate) -> Certainty | None:
    """Whether the document is in force that day: by the stated day, else by the computed one.

    None where it has neither. Nothing is in force before the first day on which it may have been adopted or signed.
    """
    day = partial(document, "in_force_on") or (entry.day if entry else None)
    if day is None and entry is None:
        return None
    made = [made for made in (adopted(document)[0], partial(document, "signed_on")) if made is not None]
    if made and on.latest < min(each.earliest for each in made):
        return Certainty.NO
    return holds_from(day, on)


def _by(reached: dict[str, PartialDate], stage: str, day: PartialDate) -> None:
    held = reached.get(stage)
    if held is None or day.latest < held.latest:
        reached[stage] = day
