"""Who can be written to: those who hold the seat today and may sign in, and nobody else."""

from datetime import date, timedelta

from kurultay.kit import clock
from kurultay.kit.letters import as_of_now, contacts, people
from kurultay.kit.pages.acts.who import lost
from kurultay.kit.reading import reading_as
from kurultay.kit.reading.models import intern
from kurultay.modules.seats.actions import seat, suspend
from tests.cast import SYSTEM


def addresses(role: str, party: str = "") -> list[str]:
    return [contact.address for contact in contacts("lakes", role, party)]


def test_a_letter_finds_the_focal_point_of_its_party_and_the_chair_of_any(account):
    east = account("ea", ("focal-point", "lakes", "eastshore"))
    account("we", ("focal-point", "lakes", "westshore"))
    chair = account("ch", ("chair", "lakes", "westshore"))
    assert addresses("focal-point", "eastshore") == [east.mail]
    assert addresses("chair") == [chair.mail]
    assert contacts("lakes", "chair")[0].reader.seats[0].party == "westshore"
    assert contacts("plains", "chair") == []


def test_whose_seat_has_ended_or_who_may_not_sign_in_is_not_written_to(account):
    gone, shut = account("go"), account("sh", ("officer", "lakes", ""))
    seat(gone, role="officer", organisation="lakes", since=date(2020, 1, 1), until=clock.today(), by=SYSTEM)
    assert addresses("officer") == [shut.mail]
    suspend(shut, reason="Left.", by=SYSTEM)
    assert addresses("officer") == []
    seat(gone, role="officer", organisation="lakes", since=clock.today() + timedelta(3), by=SYSTEM)
    assert addresses("officer") == []


def test_a_person_is_written_to_once_with_all_seats_as_they_sit_now(account):
    east = account("ea", ("focal-point", "lakes", "eastshore"), ("chair", "lakes", "eastshore"))
    account("nobody")
    (found,) = people()
    assert (found.address, found.account, len(found.seats)) == (east.mail, "ea", 2)
    assert found.reader.account == "ea"
    assert as_of_now(found) == found
    assert as_of_now(contacts("lakes", "chair")[0]) == contacts("lakes", "chair")[0]
    suspend(east, reason="Left.", by=SYSTEM)
    assert people() == []
    assert as_of_now(found) is None


def test_who_loses_sight_is_counted_by_role_and_party(account):
    east, west = ("focal-point", "lakes", "eastshore"), ("delegate", "lakes", "westshore")
    cast = {"one": [east], "two": [east], "three": [west], "both": [east, west]}
    cast |= {"off": [("officer", "lakes")], "plain": [("officer", "plains")]}
    for name, seats in cast.items():
        account(name, *seats)
    gone = account("gone", west)
    suspend(gone, by=SYSTEM, reason="Left.")
    with reading_as(SYSTEM):
        before, after = intern("lakes"), intern("lakes", "restricted", ("westshore",))
        told = lost(before, after)
    assert (told["persons"], told["seats"]) == (
        "2 persons who have seats lose sight of it.", ["Focal point for Eastshore: 2"],
    )  # fmt: skip
    with reading_as(SYSTEM):
        assert lost(after, before)["seats"] == []
