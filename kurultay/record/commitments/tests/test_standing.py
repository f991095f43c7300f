"""The status that follows from steps: a table of sequences and days, all possible worlds, and nothing from later."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.dates import Certainty, PartialDate
from kurultay.kit.reading import reading_as
from kurultay.record.commitments.models import CLOSING, PROGRESS, STEP_KINDS, Commitment, Standing, Step, standing
from kurultay.record.meetings.models import Meeting
from tests.cast import SYSTEM


def steps_of(*told: tuple[str, str]) -> list[Step]:
    """Steps from (kind, day), in the order of their entry."""
    return [Step(pk=n, kind=kind, on=on, text="why") for n, (kind, on) in enumerate(told, 1)]


def stands(on: str, *told: tuple[str, str], verb: str = "decides", made: str = "2015-05-08", due: str = "") -> Standing:
    with reading_as(SYSTEM):
        commitment = Commitment(pk=1, verb=verb, made_on=made, due_on=due)
        return standing(commitment, steps_of(*told), PartialDate.parse(on))


@pytest.mark.parametrize(
    ("on", "told", "status"),
    [
        ("2015-05-07", (), "not-yet"),
        ("2015-05-08", (), "open"),
        ("2015-07-01", (("started", "2015-06-01"),), "in-progress"),
        ("2015-05-31", (("started", "2015-06-01"),), "open"),
        ("2015-07-01", (("report", "2015-06"),), "in-progress"),
        ("2015-06-10", (("report", "2015-06"),), "undetermined"),
        ("2015-06-10", (("started", "2015-06-01"), ("report", "2015-06")), "in-progress"),
        ("2015-07-01", (("evidence", "2015-06"),), "in-progress"),
        ("2015-07-01", (("assessment", "2015-06"),), "open"),
        ("2015-07-01", (("moved", "2015-06"),), "open"),
        ("2015-12-31", (("met", "2015"),), "met"),
        ("2015-12-30", (("met", "2015"),), "undetermined"),
        ("2014", (("met", "2015"),), "not-yet"),
        ("2015", (("met", "2015"),), "met"),
        ("2016", (("met-otherwise", "2015"), ("evidence", "2016-01-01")), "met-otherwise"),
        ("2016", (("partly-met", "2015-06"), ("met", "2015-09")), "met"),
        ("2015-08", (("partly-met", "2015-06"), ("met", "2015-09")), "partly-met"),
        ("2015-09-10", (("partly-met", "2015-06"), ("met", "2015-09")), "undetermined"),
        ("2016", (("met", "2015"), ("not-met", "2015-06")), "undetermined"),
        ("2016", (("met", "2015"), ("met", "2015-06")), "met"),
        ("2016", (("not-met", "2015-09-01"), ("met", "2015-09-01")), "met"),
        ("2016", (("superseded", "2015-09-01"),), "superseded"),
        ("2016", (("lapsed", "2015-09-01"),), "lapsed"),
        ("2016", (("not-met", "2015-09-01"),), "not-met"),
        ("2020", (("met", ""),), "undetermined"),
        ("2020", (("report", ""), ("started", "2015-06-01")), "in-progress"),
    ],
)
def test_what_happened_by_then(on: str, told: tuple[tuple[str, str], ...], status: str) -> None:
    assert stands(on, *told).status == status


@pytest.mark.parametrize(
    ("verb", "due", "on", "status", "overdue"),
    [
        ("decides", "", "2015-06-01", "open", "no"),
        ("decides", "2015-09-01", "2015-09-01", "planned", "no"),
        ("decides", "2015-09-01", "2015-09-02", "open", "yes"),
        ("decides", "2015-09", "2015-09-10", "planned", "not determinable"),
        ("decides", "2015-09", "2015-09-01", "planned", "no"),
        ("decides", "2015-09", "2015-10-01", "open", "yes"),
        ("plans", "", "2030", "planned", "no"),
        ("expects", "2015-09-01", "2016", "planned", "yes"),
        ("intends", "2015-09-01", "2015-06-01", "planned", "no"),
        ("decides", "2015-09-01", "2015-05-01", "not-yet", "no"),
    ],
)
def test_planned_open_and_overdue(verb: str, due: str, on: str, status: str, overdue: str) -> None:
    found = stands(on, verb=verb, due=due)
    assert (found.status, str(found.overdue)) == (status, overdue)


@pytest.mark.parametrize(
    ("told", "on", "overdue"),
    [
        ((("met", "2015-08-01"),), "2016", "no"),
        ((("met", "2015"),), "2015-10-01", "not determinable"),
        ((("started", "2015-06-01"),), "2016", "yes"),
    ],
)
def test_what_is_closed_is_not_overdue(told: tuple[tuple[str, str], ...], on: str, overdue: str) -> None:
    assert str(stands(on, *told, due="2015-09-01").overdue) == overdue


def test_what_it_may_be_is_told() -> None:
    found = stands("2015-06-10", ("met", "2015-06"), ("report", "2015-06"), made="2015")
    assert (found.status, found.could_be) == ("undetermined", ("met", "in-progress", "open", "not-yet"))
    assert not found.closed
    assert stands("2016", ("met", "2015"), ("not-met", "2015-06")).closed


def test_a_day_of_making_that_is_not_known_is_no_doubt() -> None:
    assert stands("2015-06-01", made="").status == "open"
    assert stands("2015-06-01", ("started", "2015-05-01"), made="2015-12").status == "in-progress"


def test_due_at_a_meeting_is_due_on_its_last_day() -> None:
    with reading_as(SYSTEM):
        summit = Meeting(pk=1, key="s", kind="summit", starts_on="2015-09-10", ends_on="2015-09-11")
        commitment = Commitment(pk=1, verb="decides", made_on="2015-05-08", due_at=summit)
        answers = {day: standing(commitment, [], PartialDate.parse(day)) for day in ("2015-09-11", "2015-09-12")}
        assert {day: str(a.overdue) for day, a in answers.items()} == {"2015-09-11": "no", "2015-09-12": "yes"}
        unknown = Commitment(pk=1, verb="decides", made_on="2015-05-08", due_at=Meeting.veil(1))
        assert standing(unknown, [], PartialDate.parse("2016")).overdue is Certainty.NO


FIRST_DAY = date(2015, 1, 1)
DAYS = 4
day = st.integers(0, DAYS - 1)


@st.composite
def spans(draw: st.DrawFn) -> str:
    """A day, or some day within bounds."""
    one, other = sorted((draw(day), draw(day)))
    return PartialDate.between(FIRST_DAY + timedelta(one), FIRST_DAY + timedelta(other)).edtf


told_steps = st.lists(st.tuples(st.sampled_from(sorted(STEP_KINDS)), spans()), max_size=4)


def possible_days(text: str) -> Iterable[date]:
    bounds = PartialDate.parse(text)
    return [bounds.earliest + timedelta(n) for n in range((bounds.latest - bounds.earliest).days + 1)]


def simply(happened: list[tuple[date, int, Step]], made: date, due: date, on: date) -> tuple[str, bool]:
    """Status and overdue in a world where every day is known; `happened` is what happened by then, in order."""
    kinds = [step.kind for _day, _n, step in sorted(happened, key=lambda each: each[:2])]
    if made > on:
        return "not-yet", False
    if ends := [kind for kind in kinds if kind in CLOSING]:
        return ends[-1], False
    begun = any(kind in PROGRESS for kind in kinds)
    return ("in-progress" if begun else "planned" if due >= on else "open"), due < on


@given(told=told_steps, due=spans(), made=spans(), on=day)
def test_the_answer_is_that_of_every_possible_world(told: list[tuple[str, str]], due: str, made: str, on: int) -> None:
    told = [each for each in told if each[0] != "moved"]
    asked = FIRST_DAY + timedelta(on)
    steps = steps_of(*told)
    answers = set()
    certain_step = any(step.on_latest <= asked for step in steps)
    for made_day, due_day, *days in product(
        possible_days(made), possible_days(due), *(possible_days(s.on) for s in steps)
    ):
        happened = [(when, step.pk, step) for when, step in zip(days, steps, strict=True) if when <= asked]
        answers.add(simply(happened, FIRST_DAY if certain_step else made_day, due_day, asked))
    found = stands(asked.isoformat(), *told, made=made, due=due)
    statuses = {status for status, _late in answers}
    if statuses <= {"planned", "open"} and len(statuses) == 2:
        statuses = {"planned"}  # a due date that may lie ahead lies ahead
    elif "planned" in statuses:
        statuses -= {"open"}
    assert set(found.could_be) == statuses
    lates = {late for _status, late in answers}
    assert str(found.overdue) == {(True,): "yes", (False,): "no"}.get(tuple(lates), "not determinable")


@given(told=told_steps, later=told_steps, due=spans(), on=day, move=spans())
def test_a_later_step_changes_nothing_as_of_an_earlier_day(
    told: list[tuple[str, str]], later: list[tuple[str, str]], due: str, on: int, move: str
) -> None:
    asked = FIRST_DAY + timedelta(on)
    before = stands(asked.isoformat(), *told, due=due)
    shifted = []
    for kind, span in later:
        bounds = PartialDate.parse(span)
        by = timedelta(DAYS)
        shifted.append((kind, PartialDate.between(bounds.earliest + by, bounds.latest + by).edtf))
    assert stands(asked.isoformat(), *told, *shifted, due=due) == before
