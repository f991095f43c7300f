"""Rows of meetings in import files, and rows that several apps have: names and texts by whose they are."""

import pytest

from kurultay.faces.intake.actions import NotImported, load_all, read_text
from kurultay.kit.reading import reading_as, system
from kurultay.kit.sources.models import Citation, StatedFigure
from kurultay.record.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingPlace,
    MeetingText,
    Participation,
    PlaceName,
    Session,
)
from kurultay.record.parties.models import PartyText
from tests.cast import STRANGER

IMPORT = system("import")
HEAD = """\
source: {key: S1, title: First, grade: official}
keeper: lakes
rows:
  - {party: lakes, kind: organisation}
  - {party: east, kind: state}
  - {person: ann}
  - {person: bob}
"""
ROWS = """\
  - {place: astana, state: east, at: p. 1}
  - {name: Astana, place: astana, primary: true, until: 2019-03-23}
  - {name: Nur-Sultan, place: astana, primary: true, since: 2019-03-23, until: 2022-09-17}
  - {name: Astana, place: astana, primary: true, since: 2022-09-17, at: p. 3}
  - {meeting: lakes-1, kind: summit, body: lakes, ordinal: 1, status: held, starts: 2012, place: astana, at: p. 9}
  - {name: First meeting, meeting: lakes-1, primary: true, place: p. 4}
  - {text: All well., meeting: lakes-1, about: outcome}
  - {text: A rule., party: lakes, about: norm}
  - {session: Opening, meeting: lakes-1}
  - {agenda: Water, meeting: lakes-1, session: Opening}
  - {agenda: Fire, meeting: lakes-1, number: 2, planned: true}
  - {participation: chair, meeting: lakes-1, person: ann, post: Boss}
  - {participation: delegate, meeting: lakes-1, person: bob, party: east, session: Opening}
  - {participation: delegate, meeting: lakes-1, party: east}
  - {participation: delegate, meeting: lakes-1, words: experts, number: 20}
  - {figure: participants, meeting: lakes-1, value: 30, place: p. 9}
  - {figure: halls, place: astana, value: 2, at: p. 10}
  - {claim: 2013, of: {meeting: lakes-1}, field: starts}
  - {further_place: astana, meeting: lakes-1}
"""


def _enter(rows: str) -> list[str]:
    problems: list[object] = []
    reports = load_all(read_text(HEAD + rows, "t.yaml", problems), by=IMPORT)  # type: ignore[arg-type]
    assert problems == []
    return [" / ".join(line.what) for report in reports for line in report.lines]


def test_every_kind_of_row(db: None) -> None:
    assert set(_enter(ROWS)) == {"new", "claim kept: starts"}
    with reading_as(STRANGER):
        meeting = Meeting.objects.get(key="lakes-1")
        assert (meeting.starts_on, meeting.place.key, meeting.sort_day.isoformat()) == ("2012", "astana", "2012-01-01")
        assert [name.text for name in PlaceName.objects.order_by("id")] == ["Astana", "Nur-Sultan", "Astana"]
        assert (MeetingText.objects.get().text, PartyText.objects.get().text) == ("All well.", "A rule.")
        assert Session.objects.get().position == 1
        points = [
            (p.position, p.title, p.session_id is not None, p.planned) for p in AgendaItem.objects.order_by("position")
        ]
        assert points == [(1, "Water", True, False), (2, "Fire", False, True)]
        who = [(p.capacity, p.person and p.person.key, p.party and p.party.key) for p in Participation.objects.all()]
        assert sorted(who, key=str) == [
            ("chair", "ann", None), ("delegate", "bob", "east"), ("delegate", None, "east"), ("delegate", None, None),
        ]  # fmt: skip
        assert MeetingPlace.objects.count() == 1
        figures = [(f.subject_type, f.figure, f.place) for f in StatedFigure.objects.order_by("figure")]
        assert figures == [("meetings.place", "halls", "p. 10"), ("meetings.meeting", "participants", "p. 9")]
        places = Citation.objects.filter(subject_type="meetings.meeting", field="place")
        assert [(c.value, c.place) for c in places] == [("astana", "p. 9")]


def test_the_same_file_again_changes_nothing(db: None) -> None:
    _enter(ROWS)
    assert set(_enter(ROWS)) == {"unchanged"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{meeting: x, kind: summit, body: lakes}", 'a new one needs "status"'),
        ("{meeting: x, kind: summit, status: held}", 'needs "starts"'),
        ("{meeting: x, kind: summit, status: cancelled}", 'write "status_reason"'),
        ("{meeting: x, kind: summit, status: held, starts: 2012, ends: 2011}", "ends before it starts"),
        ("{participation: guest, meeting: lakes-1}", "A participation says who"),
        ("{agenda: Water, meeting: lakes-1, session: Closing}", 'There is no session "Closing" of this meeting'),
        ("{claim: x, of: {agenda: Water, meeting: lakes-1}, field: session}", 'There is no session "x"'),
        ("{text: x, about: norm}", "A text row says whose it is by one of the keys"),
        ("{participation: king, meeting: lakes-1, party: east}", '"king" cannot be "participation"'),
    ],
)
def test_a_bad_row_is_named(db: None, row: str, told: str) -> None:
    with pytest.raises(NotImported) as refusal:
        _enter(f"{ROWS}  - {row}\n")
    (problem,) = refusal.value.problems
    assert told in problem.text
