"""Seat: an administrator gives a seat; sight is the union of the seats held today, and of no others."""

from datetime import date, timedelta

import pytest

from kurultay.kit import clock
from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.modules.seats.actions import seat
from kurultay.modules.seats.models import sitting
from kurultay.modules.seats.tests.conftest import browser, seats_of, sits
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from tests.cast import SYSTEM


def test_a_seat_is_given_where_one_administers(keeper, account):
    bo = account("bo")
    made = seat(bo, role="officer", organisation="lakes", by=sits(keeper))
    assert (made.role, made.organisation, made.since, made.until) == ("officer", "lakes", clock.today(), None)
    with pytest.raises(Refused, match="already"):
        seat(bo, role="officer", organisation="lakes", by=sits(keeper))
    for organisation in ("plains", ""):
        with pytest.raises(Refused, match="administrator"):
            seat(bo, role="registrar", organisation=organisation, by=sits(keeper))


@pytest.mark.parametrize("role", ["officer", "focal-point", "registrar"])
def test_nobody_gives_themselves_a_seat(account, role):
    bo = account("bo", (role, "lakes", "eastshore" if role == "focal-point" else ""))
    with pytest.raises(Refused, match="administrator"):
        seat(bo, role="administrator", by=sits(bo))


def test_ended_and_future_seats_count_for_nothing(account):
    bo = account("bo")
    today = clock.today()
    for since, until in (
        (today - timedelta(9), today),
        (today + timedelta(1), None),
        (date(2020, 1, 1), date(2021, 1, 1)),
    ):
        seat(bo, role="officer", organisation="lakes", since=since, until=until, by=SYSTEM)
    assert sitting(bo) == []
    assert sits(bo).keeps("lakes") is False
    seat(bo, role="officer", organisation="lakes", by=SYSTEM)
    assert sits(bo).keeps("lakes") is True
    assert len(seats_of(bo)) == 4


def test_sight_is_the_union_of_the_seats(account, scene):
    for key, named in (("one", "eastshore"), ("two", "westshore")):
        meetings.plan(key, kind="summit", name=key, body=scene.council, on="2014", keeper="lakes",
                      marking="restricted", named=(named,), by=SYSTEM)  # fmt: skip
    bo = account("bo", ("delegate", "lakes", "eastshore"))

    def seen() -> list[str]:
        with reading_as(sits(bo)):
            return list(Meeting.objects.order_by("key").values_list("key", flat=True))

    assert seen() == ["one"]
    seat(bo, role="delegate", organisation="lakes", party="westshore", by=SYSTEM)
    assert seen() == ["one", "two"]
    client = browser(bo)
    assert [client.get(f"/meetings/{key}").status_code for key in ("one", "two")] == [200, 200]


def test_an_administrator_sees_nothing_more_of_the_record(root, scene):
    meetings.plan("one", kind="summit", name="one", body=scene.council, on="2014", keeper="lakes",
                  marking="members", by=SYSTEM)  # fmt: skip
    assert browser(root).get("/meetings/one").status_code == 404


def test_the_page_gives_a_seat_to_an_administrator_only(root, keeper, account):
    bo = account("bo")
    asked = {"role": "officer", "organisation": "lakes"}
    assert browser(keeper).post("/seats/accounts/bo/seat", asked).status_code == 404
    assert browser(root).post("/seats/accounts/bo/seat", {"role": "officer"}).status_code == 400
    assert browser(root).post("/seats/accounts/bo/seat", asked).status_code == 302
    assert [s.role for s in seats_of(bo)] == ["officer"]
