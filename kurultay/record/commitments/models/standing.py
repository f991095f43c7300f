"""How a commitment stands as of a day: the status that follows from its steps, and whether it is overdue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kurultay.kit.dates import Certainty, PartialDate
from kurultay.record.meetings.models import Meeting

from .commitments import CLOSING, PROGRESS, Commitment, Step

STATUSES = {
    "met": "met",
    "met-otherwise": "met otherwise",
    "partly-met": "partly met",
    "in-progress": "in progress",
    "open": "open",
    "planned": "planned",
    "not-met": "not met",
    "superseded": "superseded",
    "lapsed": "lapsed",
    "not-yet": "not yet made",
    "undetermined": "not determinable",
}
UNDETERMINED, NOT_YET = "undetermined", "not-yet"
PLANNING = ("plans", "expects", "intends")  # verbs that promise no more than a plan


@dataclass(frozen=True)
class Due:
    """When something is due: a partial date (EDTF), or else a meeting; neither is "no day set"."""

    text: str = ""
    meeting: Meeting | None = None

    @property
    def day(self) -> PartialDate | None:
        """The day itself, or the last day of the meeting; None where it is not known to this reader."""
        meeting = self.meeting if self.meeting is not None and not self.meeting.veiled else None
        text = self.text or (meeting and (meeting.ends_on or meeting.starts_on or meeting.planned_for)) or ""
        return PartialDate.parse(text) if text else None


@dataclass(frozen=True)
class Standing:
    """How a commitment stands as of the end of a day, month or year.

    `status` is a key of STATUSES; where it is "undetermined", `could_be` lists what it may be. `due` lists the due
    dates that may be in force, one where that is certain; `moved` counts the moves that certainly happened.
    """

    status: str
    could_be: tuple[str, ...]
    overdue: Certainty
    due: tuple[Due, ...]
    moved: int

    @property
    def closed(self) -> bool:
        """Whether it has certainly ended, in whatever way."""
        return self.status in CLOSING or all(status in CLOSING for status in self.could_be)


def standing(commitment: Commitment, steps: Iterable[Step], on: PartialDate) -> Standing:
    """Derive how a commitment stands from the steps that certainly or possibly happened by the end of `on`.

    A step without a known day may have happened on any. What may have happened makes the answer "not determinable"
    only where it would change it. Steps of one day stand in the order of their entry.
    """
    last = on.latest
    known = [step for step in steps if step.on_earliest <= last]
    sure = [step for step in known if step.on_latest <= last]
    due = _due(commitment, known, last)
    unclosed = {"in-progress"} if any(step.kind in PROGRESS for step in sure) else _not_begun(commitment, due, last)
    if any(step.kind in PROGRESS for step in known):
        unclosed |= {"in-progress"}
    closings = [step for step in known if step.kind in CLOSING]
    ends = {step.kind for step in may_be_last(closings, last)}
    ended = any(step.kind in CLOSING for step in sure)
    could_be = ends if ended else unclosed | ends
    made = _made(commitment, sure, last)
    if made is not Certainty.YES:
        could_be = could_be | {NOT_YET} if made is Certainty.POSSIBLE else {NOT_YET}
    ordered = tuple(status for status in STATUSES if status in could_be)
    running = Certainty.NO if ended or made is Certainty.NO else Certainty.POSSIBLE
    if running is Certainty.POSSIBLE and not closings and made is Certainty.YES:
        running = Certainty.YES
    moved = sum(step.kind == "moved" for step in sure)
    status = ordered[0] if len(ordered) == 1 else UNDETERMINED
    return Standing(status, ordered, _overdue(running, due, last), due, moved)


def may_be_last(steps: Sequence[Step], last: date) -> list[Step]:
    """Those of the steps that may be the last one by the day `last`, whatever their unknown days are.

    A step may be last when it may have happened after every step that certainly happened.
    """
    sure = [step for step in steps if step.on_latest <= last]

    def may(step: Step) -> bool:
        at = min(step.on_latest, last)
        return step.on_earliest <= last and all((o.on_earliest, o.pk) < (at, step.pk) for o in sure if o is not step)

    return [step for step in steps if may(step)]


def _due(commitment: Commitment, known: list[Step], last: date) -> tuple[Due, ...]:
    """The due dates that may be in force: the original one until a move certainly happened."""
    moves = [step for step in known if step.kind == "moved"]
    found = [Due(step.due_on, step.meeting) for step in may_be_last(moves, last)]
    if all(step.on_latest > last for step in moves):
        found.insert(0, Due(commitment.due_on, commitment.due_at))
    return tuple(dict.fromkeys(found))


def _not_begun(commitment: Commitment, due: tuple[Due, ...], last: date) -> set[str]:
    """Planned as long as it is no more than a plan, or the due date may lie ahead; open otherwise."""
    if commitment.verb in PLANNING:
        return {"planned"}
    return {"planned" if each.day is not None and each.day.latest >= last else "open" for each in due}


def _made(commitment: Commitment, sure: list[Step], last: date) -> Certainty:
    """Whether it had been made by then; one whose day is not known counts as made."""
    if not commitment.made_on or commitment.made_on_latest <= last or sure:
        return Certainty.YES
    return Certainty.POSSIBLE if commitment.made_on_earliest <= last else Certainty.NO


def _overdue(running: Certainty, due: tuple[Due, ...], last: date) -> Certainty:
    """Whether the due date has passed on an unclosed commitment, for certain or possibly."""
    days = [each.day for each in due]
    if running is Certainty.NO or not any(day is not None and day.earliest < last for day in days):
        return Certainty.NO
    passed = all(day is not None and day.latest < last for day in days)
    return Certainty.YES if passed and running is Certainty.YES else Certainty.POSSIBLE


@dataclass(frozen=True)
class Said:
    """The last word of each party that reported, and of whoever assessed, side by side."""

    reports: tuple[Step, ...]
    assessments: tuple[Step, ...]

    @property
    def disagree(self) -> bool:
        """Whether those who say something of the state say different things."""
        return len({step.says for step in (*self.reports, *self.assessments) if step.says}) > 1


def said(steps: Iterable[Step], on: PartialDate) -> Said:
    """What reports and assessments certainly made by the end of `on` say, the newest of each author first."""
    latest: dict[tuple[str, int | None], Step] = {}
    for step in sorted(steps, key=when_done):
        if step.kind in ("report", "assessment") and step.on_latest <= on.latest:
            latest[step.kind, step.by_party_id] = step
    newest = sorted(latest.values(), key=when_done, reverse=True)
    return Said(
        tuple(step for step in newest if step.kind == "report"),
        tuple(step for step in newest if step.kind == "assessment"),
    )


def when_done(step: Step) -> tuple[date, date, int]:
    """The order in which steps are told."""
    return step.on_latest, step.on_earliest, step.pk


def due_words(due: Due) -> str:
    """A due date as the record writes it: EDTF, or the key of the meeting; "" for one above the reader's clearance."""
    return due.text or (due.meeting.key if due.meeting is not None and not due.meeting.veiled else "")
