"""Spans of status are `standing` on every day: whatever dates are partly known, on each day the two say the same."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kurultay.kit.dates import FIRST, LAST, PartialDate
from kurultay.kit.reading import reading_as
from kurultay.record.commitments.models import STEP_KINDS, VERBS, Commitment, Step, standing
from kurultay.record.commitments.models.spans import answered, spans
from kurultay.record.meetings.models import Meeting
from tests.cast import SYSTEM

DATES = ["", "2015", "2015-05", "2015-05-08", "2015-05-09", "2015-06", "[2015-05-08..2015-12-31]", "[..2015-06-01]",
         "[2015-06-01..]", "2015-12-31", "2016", "201X", "2015-05-08?"]  # fmt: skip
days = st.integers(0, 800).map(lambda n: date(2014, 12, 1) + timedelta(days=n)) | st.sampled_from(
    [FIRST, date(1, 1, 2), date(2009, 12, 31), date(2020, 1, 1), LAST - timedelta(days=1)]
)
told = st.lists(
    st.tuples(st.sampled_from(list(STEP_KINDS)), st.sampled_from(DATES), st.sampled_from(DATES)), max_size=5
)


def _made(verb: str, made: str, due: str, at: str, steps: list[tuple[str, str, str]]) -> tuple[Commitment, list[Step]]:
    meeting = Meeting(pk=7, key="m", starts_on=at) if at else None
    commitment = Commitment(pk=1, verb=verb, made_on=made, due_on="" if meeting else due, due_at=meeting)
    found = []
    for n, (kind, on, due_on) in enumerate(steps, 1):
        step = Step(pk=n, kind=kind, on=on, text="why", due_on=due_on if kind == "moved" else "")
        if kind == "moved" and not due_on:
            step.meeting = Meeting(pk=8, key="n", planned_for="2015-09")
        found.append(step)
    return commitment, found


dates = st.sampled_from(DATES)


@given(st.sampled_from(list(VERBS)), dates, dates, dates, told, st.lists(days, min_size=1, max_size=6))
@settings(max_examples=400, deadline=None)
def test_on_every_day_as_standing_says(verb, made, due, at, steps, asked):
    with reading_as(SYSTEM):
        commitment, rows = _made(verb, made, due, at, steps)
        line = spans(commitment, rows)
        for day in asked:
            held = standing(commitment, rows, PartialDate.parse(day))
            there = [span for span in line if span.since <= day < span.until]
            assert [(s.status, s.overdue, s.moved) for s in there] == (
                [(held.status, str(held.overdue), held.moved)] if held.status != "not-yet" else []
            )
    assert all(one.until == other.since for one, other in pairwise(line))


def test_a_party_answered_by_the_day_on_which_that_is_certain():
    told = (("report", "2015", 3), ("evidence", "2015-06", 3), ("assessment", "2014", 3), ("report", "", 4))
    rows = [Step(pk=n, kind=kind, on=on, by_party_id=party) for n, (kind, on, party) in enumerate(told)]
    assert answered(3, rows) == date(2015, 6, 30)
    assert answered(4, rows) is None
    assert answered(5, rows) is None
