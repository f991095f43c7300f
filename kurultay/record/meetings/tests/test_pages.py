"""The pages of meetings, series, places and the calendar: what they say, and what they keep to themselves."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kurultay.kit.reading import reading_as
from kurultay.kit.sources.models import StatedFigure
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings import panels
from kurultay.record.meetings.models import Meeting, Place
from kurultay.record.parties import actions as parties
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person
from tests.cast import OFFICER, STRANGER, SYSTEM, Scene, written

Ask = Callable[[str], str]


@pytest.fixture
def ask(db: None) -> Ask:
    """Ask a page and get its text."""

    def text(address: str) -> str:
        got = Client().get(address)
        assert got.status_code == 200, address
        body = re.sub(r"(?s)<(svg|style|form|header).*?</\1>", " ", got.content.decode())
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()

    return text


@pytest.fixture
def told(held: Meeting, scene: Scene, town: Place, ada: Person) -> Meeting:
    """A meeting with all that a page shows of one."""
    side = meetings.plan(
        "talks", kind="consultation", name="Talks", on="2014-05-22", margins_of=held, part_of=held, keeper="lakes",
        by=OFFICER,
    )  # fmt: skip
    meetings.hold(meetings.confirm(side, by=OFFICER), place=town, by=OFFICER)
    meetings.rename(town, text="New Harbour", on="2019-03-23", by=SYSTEM)
    point = meetings.put_on_agenda(held, title="Clean water", session="Opening", number="1", by=OFFICER)
    meetings.attend(
        held, person=ada, party=scene.east, capacity="speaker", post="Ambassador", session=point.session, by=OFFICER
    )
    meetings.attend(held, words="journalists", number=12, capacity="guest", by=OFFICER)
    return held


def test_a_meeting(told: Meeting, ask: Ask) -> None:
    page = ask("/meetings/council-1")
    assert "Summit · no. 1 · formal · Council" in page
    assert "When 21 May 2014 to 22 May 2014" in page
    assert "planned for 20 May 2014" in page
    assert "Host Eastshore" in page
    assert "Opening" in page
    assert "1 Clean water" in page
    assert "Ada Lake , Eastshore (Speaker)" in page
    assert "Envoy , Eastshore stated: Ambassador Speaker" in page
    assert "journalists (12)" in page
    assert "On its margins Talks" in page
    assert "On the margins of First Council" in ask("/meetings/talks")


def test_the_place_bears_the_name_of_the_day_of_the_meeting(told: Meeting, ask: Ask) -> None:
    assert "Where Old Harbour" in ask("/meetings/talks?on=2020-01-01")
    page = ask("/places/harbour")
    assert "Old Harbour" in page
    assert "New Harbour" in page.partition("Names over time")[0]
    assert "Talks" in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/meetings/council-1?on=2014-05-21", "Status at that time Held"),
        ("/meetings/council-1?on=2014-05-20", "Status at that time Planned"),
        ("/meetings/council-1", "Status Held"),
    ],
)
def test_the_status_is_that_of_the_day(held: Meeting, ask: Ask, address: str, words: str) -> None:
    assert words in ask(address)


def test_a_meeting_called_off_says_why(cancelled: Meeting, ask: Ask) -> None:
    assert "Cancelled No quorum." in ask("/meetings/council-1").replace("No source states this: unsourced ", "")


def test_sources_and_history(told: Meeting, ask: Ask) -> None:
    assert "No source is recorded" in ask("/meetings/council-1/sources")
    assert "recorded who attended" in ask("/meetings/council-1/history")
    assert Client().get("/meetings/nothing").status_code == 404


def test_the_list_and_its_filters(told: Meeting, ask: Ask) -> None:
    assert ask("/meetings/").index("Talks") < ask("/meetings/").index("First Council")
    for query in ("kind=summit", "body=lakes-council", "form=formal", "host=eastshore"):
        page = ask(f"/meetings/?{query}")
        assert "First Council" in page
        assert "Talks" not in page
    assert "Talks" in ask("/meetings/?year=2014&status=held&place=harbour")
    assert "No meeting here" in ask("/meetings/?year=2013")
    assert "is not a year" in ask("/meetings/?year=soon")
    assert Client().get("/meetings/?after=x").status_code == 404


def test_the_next_page_goes_on_after_the_last(scene: Scene) -> None:
    for n in range(103):
        meetings.plan(f"m-{n}", kind="event", name=f"M {n}", on=f"20{n // 2:02}", keeper="lakes", by=OFFICER)
    first = Client().get("/meetings/?kind=event").content.decode()
    following = unescape(re.search(r'rel="next" href="(\?[^"]*)"', first)[1])  # type: ignore[index]
    assert "kind=event" in following
    second = Client().get("/meetings/" + following).content.decode()
    seen = re.findall(r'href="/meetings/(m-\d+)"', first) + re.findall(r'href="/meetings/(m-\d+)"', second)
    assert len(seen) == 103
    assert len(set(seen)) == 103


def _figures(scene: Scene) -> None:
    with written():
        for value, qualifier, as_of in ((11, "", "2015"), (5, "informal", "2015"), (1, "", "2014-05-20"), (3, "x", "")):
            StatedFigure(
                subject_type="parties.party", subject_id=scene.council.pk, figure="meetings", value=value,
                qualifier=qualifier, as_of=as_of, source=scene.source, audience_id=scene.council.audience_id,
            ).save()  # fmt: skip


def test_a_series_beside_its_norm_and_what_is_stated(told: Meeting, scene: Scene, ask: Ask) -> None:
    _figures(scene)
    parties.describe(scene.council, about="norm", text="Meets once a year.", by=OFFICER)
    for key, form, day in (("informal-1", "informal", "2015"), ("council-2", "formal", "2016-03-01")):
        made = meetings.plan(key, kind="summit", name=key, body=scene.council, form=form, on=day, by=OFFICER)
        meetings.hold(meetings.confirm(made, by=OFFICER), by=OFFICER)
    page = ask("/series/lakes-council?on=2017")
    assert "3 recorded" in page
    assert "meetings: 11 stated, 2 recorded" in page
    assert "meetings (informal): 5 stated, 1 recorded" in page
    assert "meetings: 1 stated, 0 recorded" in page
    assert "meetings (x): 3 stated" in page
    assert "Norm Meets once a year." in page
    assert "2014 First Council (Formal) 2015 informal-1 (Informal) 2016 council-2 (Formal) 2017 none" in page
    assert "1 recorded" in ask("/series/lakes-council?on=2014-12-31")
    assert b'class="timeline"' in Client().get("/series/lakes-council").content


def test_before_and_after_in_the_series(told: Meeting, scene: Scene, ask: Ask) -> None:
    meetings.plan(
        "council-2", kind="summit", name="Second", body=scene.council, ordinal=2, form="formal", on="2016", by=OFFICER
    )
    assert "Second after" in ask("/meetings/council-1")
    assert "First Council before" in ask("/meetings/council-2")


def test_the_calendar_of_a_year(told: Meeting, scene: Scene, ask: Ask) -> None:
    meetings.plan("fair", kind="event", name="Fair", on="2014", keeper="lakes", by=OFFICER)
    meetings.plan("feast", kind="event", name="Feast", on="2014-05", keeper="lakes", by=OFFICER)
    page = ask("/calendar/2014")
    may = page.partition("May")[2].partition("Some day of the year")
    assert "First Council" in may[0].partition("Planned, or called off")[0]
    assert "Feast" in may[0].partition("Planned, or called off")[2]
    assert "Fair" in may[2]
    before = ask("/calendar/2014?on=2014-01-01").partition("Planned, or called off")
    assert "First Council" in before[2]
    html = Client().get("/calendar/2014").content.decode()
    assert len(re.findall(r'<a href="/meetings/council-1" title', html)) == 2  # a link on each of its two days
    assert "No meeting of this year" in ask("/calendar/2013")
    assert [Client().get(f"/calendar/{key}").status_code for key in ("next", "0000", "99999", "x014")] == [404] * 4
    got = Client().get("/calendar/?on=2014-03-01")
    assert (got.status_code, got["Location"]) == (302, "/calendar/2014?on=2014-03-01")


def test_a_meeting_over_the_turn_of_the_year_stands_in_both(scene: Scene, ask: Ask) -> None:
    made = meetings.plan("watch", kind="mission", name="Watch", on="2014-12-30", keeper="lakes", by=OFFICER)
    meetings.hold(meetings.confirm(made, by=OFFICER), until="2015-01-02", by=OFFICER)
    for year, month in (("2014", "December"), ("2015", "January")):
        assert "Watch" in ask(f"/calendar/{year}").partition(month)[2]


def test_on_the_pages_of_parties_and_persons(told: Meeting, ask: Ask, ada: Person, scene: Scene) -> None:
    assert "First Council" in ask("/parties/lakes-council").partition("Meetings")[2]
    assert "Meetings hosted" in ask("/parties/eastshore")
    with reading_as(STRANGER):
        (panel,) = panels.of_person(ada, None)  # type: ignore[arg-type]
        assert [(row.meeting.key, row.post.post) for row in panel.participations] == [("council-1", "Envoy")]
        assert panels.of_person(people_of(scene), None) == []  # type: ignore[arg-type]


def people_of(scene: Scene) -> Person:
    """Somebody who took part in nothing."""
    return people.introduce("bo", name="Bo", keeper="lakes", by=OFFICER)


def test_nothing_hidden_shows(told: Meeting, scene: Scene, ask: Ask) -> None:
    pages = ("/meetings/", "/meetings/council-1", "/places/", "/places/harbour", "/series/lakes-council",
             "/calendar/2014", "/parties/eastshore")  # fmt: skip
    before = [ask(page) for page in pages]
    cell = parties.register("cell", kind="body", name="Ghost", keeper="lakes", marking="secretariat", by=SYSTEM)
    spy = people.introduce("spy", name="Ghost", keeper="lakes", marking="secretariat", by=OFFICER)
    meeting = meetings.plan(
        "ghost", kind="summit", name="Ghost", body=cell, host=scene.east, margins_of=told, part_of=told, on="2014-05",
        by=OFFICER,
    )  # fmt: skip
    meetings.plan("ghost-2", kind="summit", name="Ghost", body=scene.council, form="formal", ordinal=2, on="2014",
                  marking="secretariat", by=OFFICER)  # fmt: skip
    meetings.attend(told, person=spy, party=scene.east, by=OFFICER)
    meetings.attend(told, party=cell, by=OFFICER)
    assert [ask(page) for page in pages] == before
    assert Client().get(f"/meetings/{meeting.key}").status_code == 404
    assert Client().get("/series/cell").status_code == 404


PAGES = ("/meetings/", "/meetings/council-1", "/meetings/council-1/sources", "/meetings/council-1/history",
         "/series/lakes-council", "/places/", "/places/harbour", "/calendar/2014", "/parties/lakes-council",
         "/parties/eastshore", "/people/ada-lake")  # fmt: skip


def _counts() -> dict[str, int]:
    found = {}
    for address in PAGES:
        with CaptureQueriesContext(connection) as said:
            assert Client().get(address).status_code == 200
        found[address] = len(said)
    return found


def _grow(scene: Scene, told: Meeting, town: Place, ada: Person, start: int, stop: int) -> None:
    session = meetings.put_on_agenda(told, title="x", session="Opening", by=OFFICER).session
    for n in range(start, stop):
        state = parties.register(f"state-{n}", kind="state", name=f"State {n}", by=SYSTEM)
        person = people.introduce(f"person-{n}", name=f"Person {n}", keeper="lakes", by=OFFICER)
        people.appoint(person, post="Envoy", at=state, took_office="2010", until="..", keeper="lakes", by=OFFICER)
        meetings.attend(told, person=person, party=state, session=session, post="Envoy", by=OFFICER)
        place = meetings.locate(f"place-{n}", name=f"Place {n}", state=state, by=SYSTEM)
        for where in (place, town):
            made = meetings.plan(
                f"{where.key}-m-{n}", kind="summit", name=f"Summit {n}", body=scene.council, form="formal",
                on="2014-06-01", host=scene.east, place=where, margins_of=told, part_of=told, by=OFFICER,
            )  # fmt: skip
            made = meetings.hold(meetings.confirm(made, by=OFFICER), by=OFFICER)
            meetings.attend(made, person=ada, party=scene.east, by=OFFICER)


@pytest.mark.thorough
def test_one_three_and_three_hundred_cost_the_same(told: Meeting, scene: Scene, town: Place, ada: Person) -> None:
    _grow(scene, told, town, ada, 0, 1)
    one = _counts()
    _grow(scene, told, town, ada, 1, 3)
    assert _counts() == one
    _grow(scene, told, town, ada, 3, 300)
    assert _counts() == one
    assert max(one.values()) <= 60, one
