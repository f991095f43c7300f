"""The number of statements of a page does not grow with its rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kurultay.kit.reading import reading_as, system
from kurultay.record.parties import actions as parties
from kurultay.record.people import actions as people

SYSTEM = system("test")
PAGES = ["/", "/parties/", "/parties/?kind=state", "/parties/lakes", "/people/", "/parties/lakes-office", "/sources/"]
PAGES += ["/parties/lakes/history", "/catalogues/lakes-2012", "/people/first"]


def _grow(scene, start: int, stop: int) -> None:
    """Members, posts, posts of one person, areas with coordinators: one more of each."""
    lakes, office, listing, first = scene
    for n in range(start, stop):
        state = parties.register(f"state-{n}", kind="state", name=f"State {n}", by=SYSTEM)
        parties.accede(state, to=lakes, on="2010-01-01", by=SYSTEM)
        area = parties.include(f"area-{n}", catalogue=listing, kind="area", name=f"Area {n}", by=SYSTEM)
        parties.coordinate(state, of=lakes, area=area, on="2012", by=SYSTEM)
        person = people.introduce(f"person-{n}", name=f"Person {n}", keeper="lakes", by=SYSTEM)
        people.appoint(person, post="Officer", at=office, on="2013-01-01", until="..", keeper="lakes", by=SYSTEM)
        people.appoint(first, post=f"Post {n}", at=office, on="2013-01-01", until="..", keeper="lakes", by=SYSTEM)


def _counts() -> dict[str, int]:
    found = {}
    for address in PAGES:
        with CaptureQueriesContext(connection) as held:
            assert Client().get(address).status_code == 200
        found[address] = len(held)
    return found


@pytest.mark.thorough
@pytest.mark.django_db
def test_one_three_and_three_hundred_rows_cost_the_same():
    with reading_as(SYSTEM):
        lakes = parties.register("lakes", kind="organisation", name="Lakes", keeper="lakes", by=SYSTEM)
        office = parties.register("lakes-office", kind="body", name="Office", parent=lakes, keeper="lakes", by=SYSTEM)
        listing = parties.adopt("lakes-2012", of=lakes, title="Catalogue", on="2012-01-01", by=SYSTEM)
        first = people.introduce("first", name="First", keeper="lakes", by=SYSTEM)
        scene = (lakes, office, listing, first)
        _grow(scene, 0, 1)
    one = _counts()
    with reading_as(SYSTEM):
        _grow(scene, 1, 3)
    assert _counts() == one
    with reading_as(SYSTEM):
        _grow(scene, 3, 300)
    assert _counts() == one
    assert max(one.values()) <= 40, one
