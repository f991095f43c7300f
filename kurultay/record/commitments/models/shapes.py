"""What is reckoned of one commitment: its places, and how it stands for who sees all of it and who does not."""

import json
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kurultay.kit.dates import LAST
from kurultay.record.meetings.models import Meeting

from .commitments import OWING, Commitment, CommitmentParty, Step
from .spans import Span, answered, spans

FOR_SHAPE = ("due_at", "meeting", "parties", "steps__meeting")


class Cell(NamedTuple):
    """One counter's key, without who sees it and without the length of its day."""

    kind: str
    scope: int
    other: int
    status: str
    overdue: str
    made: int
    answered: bool
    day: date


@dataclass(frozen=True)
class View:
    """How a commitment stands for some readers: its spans, and its parties that owe with the day of an answer."""

    spans: list[Span]
    parties: dict[int, date | None]

    @classmethod
    def of(cls, commitment: Commitment, steps: Sequence[Step], parties: Iterable[CommitmentParty]) -> "View":
        """As it is for those who see these steps and parties."""
        owing = sorted({p.party_id for p in parties if p.capacity in OWING and p.party_id is not None})
        return cls(spans(commitment, steps), {party: answered(party, steps) for party in owing})


@dataclass(frozen=True)
class Shape:
    """Everything that follows from one commitment, by who sees what."""

    commitment: int
    audience: int
    beyond: frozenset[int]  # audiences of its rows that are narrower than its own
    made: int
    places: dict[str, int]
    views: dict[str, View]

    def text(self) -> str:
        """As it is stored; `read` gives it back."""
        views = {
            name: [[list(span) for span in view.spans], sorted(view.parties.items())]
            for name, view in self.views.items()
        }
        said = [self.audience, sorted(self.beyond), self.made, self.places, views]
        return json.dumps(said, default=str, separators=(",", ":"), sort_keys=True)

    @classmethod
    def read(cls, commitment: int, text: str, view: str = "") -> "Shape":
        """What was stored: all views of it, or one."""
        audience, beyond, made, places, views = json.loads(text)
        wanted = {name: _view(*held) for name, held in views.items() if view in ("", name)}
        return cls(commitment, audience, frozenset(beyond), made, places, wanted)

    def cells(self, view: str, kinds: tuple[str, ...] = (), last: date = LAST) -> Iterator[tuple[Cell, int, int]]:
        """What each of its counters gains: the cell, by how many commitments and by how many moves of a due date.

        Those of an area do not tell in which year it was made. Of `kinds` alone where some are given, and of the days
        up to `last`.
        """
        seen = self.views[view]
        begun = [span for span in seen.spans if span.since <= last]
        lines: list[tuple[str, int, int, date | None]] = [(kind, scope, 0, None) for kind, scope in self.places.items()]
        lines += [("owed", self.places.get("of", 0), party, day) for party, day in seen.parties.items()]
        for kind, scope, other, answer in lines:
            if not kinds or kind in kinds:
                yield from (cell for cell in self._line(kind, scope, other, begun, answer) if cell[0].day <= last)

    def _line(
        self, kind: str, scope: int, other: int, line: list[Span], answer: date | None
    ) -> Iterator[tuple[Cell, int, int]]:
        for span in line:
            early = answer is not None and answer <= span.since
            midway = answer if answer is not None and span.since < answer < span.until else None
            for since, until, replied in (
                ((span.since, midway, False), (midway, span.until, True))
                if midway
                else ((span.since, span.until, early),)
            ):
                made = 0 if kind == "area" else self.made
                key = (kind, scope, other, span.status, span.overdue, made, replied)
                yield Cell(*key, since), 1, span.moved
                if until != LAST:
                    yield Cell(*key, until), -1, -span.moved


def shape_of(thing: Commitment, public: frozenset[int]) -> Shape:
    """Reckon a commitment, fetched with FOR_SHAPE in the sight of the system; `public` audiences are open to all."""
    steps, parties = list(thing.steps.all()), list(thing.parties.all())
    meetings = [m for m in (thing.due_at, *(step.meeting for step in steps if step.kind == "moved")) if m is not None]
    wide = public | {thing.audience_id}
    beyond = frozenset(row.audience_id for row in (*steps, *parties, *meetings)) - wide
    full = View.of(thing, steps, parties)
    views = {"full": full, "bare": _bare(thing, steps, parties, wide)} if beyond else {"all": full}
    return Shape(thing.pk, thing.audience_id, beyond, made_in(thing), places_of(thing), views)


def seen_shape(thing: Commitment) -> Shape:
    """Reckon a commitment as the reader in force sees it, fetched with FOR_SHAPE; its one view is "all"."""
    view = View.of(thing, list(thing.steps.all()), thing.parties.all())
    return Shape(thing.pk, thing.audience_id, frozenset(), made_in(thing), places_of(thing), {"all": view})


def places_of(thing: Commitment) -> dict[str, int]:
    """The scopes a commitment counts in, parties aside; to a body whose own it is no meeting adds it."""
    body = thing.meeting.body_id if thing.meeting is not None else None
    found = {"of": thing.of_id, "body": body if body != thing.of_id else None, "meeting": thing.meeting_id,
             "document": thing.document_id, "area": thing.area_id}  # fmt: skip
    return {kind: number for kind, number in found.items() if number is not None}


def made_in(thing: Commitment) -> int:
    """The year by whose end a commitment was certainly made; 0 where no day is known."""
    return thing.made_on_latest.year if thing.made_on and thing.made_on_latest != LAST else 0


def _bare(thing: Commitment, steps: list[Step], parties: list[CommitmentParty], wide: frozenset[int]) -> View:
    """As those see it who read the commitment and nothing narrower."""

    def veiled(meeting: Meeting | None) -> Meeting | None:
        return Meeting.veil(meeting.pk) if meeting is not None and meeting.audience_id not in wide else meeting

    own = copy(thing)
    own._state = copy(thing._state)
    own._state.fields_cache = {**thing._state.fields_cache, "due_at": veiled(thing.due_at)}
    seen = []
    for step in (copy(step) for step in steps if step.audience_id in wide):
        step._state = copy(step._state)
        step._state.fields_cache = {**step._state.fields_cache, "meeting": veiled(step.meeting)}
        seen.append(step)
    return View.of(own, seen, [row for row in parties if row.audience_id in wide])


def _view(lines: list[list[Any]], parties: list[list[Any]]) -> View:
    def day(text: str | None) -> date | None:
        return None if text is None else date.fromisoformat(text)

    read = [
        Span(date.fromisoformat(a), date.fromisoformat(b), status, overdue, moved, day(first), day(last))
        for a, b, status, overdue, moved, first, last in lines
    ]
    return View(read, {party: day(text) for party, text in parties})
