"""Nobody finds, counts or is told by a facet or a suggestion what they may not read; whoever may, does."""

import pytest

from kurultay.kit import actions as kit
from kurultay.kit.finding.found import Found, Narrowed, find
from kurultay.kit.finding.hearing import understood
from kurultay.kit.finding.offered import searchables
from kurultay.kit.finding.suggesting import suggest
from kurultay.kit.reading import Reader, reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties import actions as parties
from kurultay.record.people import actions as people
from tests.cast import FOCAL_POINT, NOT_KEEPERS, OFFICER, OTHER_FOCAL_POINT, STRANGER, SYSTEM, Scene


def ask(question: str, reader: Reader, **narrowed: int) -> Found:
    with reading_as(reader):
        return find(question, Narrowed(**narrowed))


def suggested(typed: str, reader: Reader, *kinds: str) -> list[str]:
    with reading_as(reader):
        return [searchables()[t.place].model.objects.get(pk=t.number).key for t in suggest(typed, kinds)]


@pytest.fixture
def council(scene: Scene) -> Meeting:
    """A public meeting with a point of its agenda for the secretariat, and a guest whom only Eastshore may know of."""
    meeting = meetings.plan(
        "council-1", kind="summit", name="Spring Council", body=scene.council, on="2014", by=OFFICER
    )
    point = meetings.put_on_agenda(meeting, title="The budget scandal", by=OFFICER)
    kit.mark(point, marking="secretariat", by=OFFICER)
    guest = people.introduce("guest", name="Zoltan Secretov", keeper="lakes", marking="restricted",
                             named=("eastshore",), by=OFFICER)  # fmt: skip
    meetings.attend(meetings.hold(meetings.confirm(meeting, by=OFFICER), on="2014-05-01", by=OFFICER), person=guest,
                    by=OFFICER)  # fmt: skip
    return meeting


def test_a_part_is_found_by_whoever_reads_it(council: Meeting) -> None:
    for reader in NOT_KEEPERS:
        assert ask("scandal", reader).total == 0, reader.name
        assert ask("spring scandal", reader).total == 0, reader.name
        assert ask("spring", reader).total == 1, reader.name
    assert ask("scandal", OFFICER).total == 1
    assert ask("spring scandal", OFFICER).total == 1


def test_a_thing_found_by_several_audiences_counts_once(council: Meeting, scene: Scene) -> None:
    found = ask("spring", OFFICER)
    assert (found.total, len(found.hits)) == (1, 1)
    assert (found.kinds.total(), found.years, found.organisations) == (1, {2014: 1}, {scene.lakes.pk: 1})
    assert found.parties is not None
    assert set(found.parties.values()) == {1}


def test_what_is_not_wanted_counts_only_where_it_is_read(council: Meeting) -> None:
    assert ask("spring -scandal", STRANGER).total == 1
    assert ask("spring -scandal", OFFICER).total == 0


def test_a_hidden_person_is_no_bearer_no_tie_and_no_suggestion(council: Meeting) -> None:
    for reader in (STRANGER, OTHER_FOCAL_POINT):
        with reading_as(reader):
            assert understood("Zoltan Secretov").bearers == ()
        assert ask("Zoltan Secretov", reader).total == 0
        assert ask("Secretov", reader).total == 0
        assert suggested("zol", reader) == []
        assert suggested("secretov", reader, "person") == []
    for reader in (OFFICER, FOCAL_POINT):
        assert ask("Zoltan Secretov", reader).total == 2  # the guest, and the meeting with the guest
        assert suggested("zol", reader) == ["guest"]
        assert suggested("zoltan sec", reader, "person") == ["guest"]


def test_a_hidden_name_that_sounds_alike_changes_nothing(council: Meeting) -> None:
    """What is heard in hidden texts widens the question, and finds nothing more for who may not read them."""
    people.introduce("open", name="Zoltan Sekretow", by=SYSTEM)
    assert ask("Secretov", STRANGER).total == 1
    assert ask("Secretov", OFFICER).total == 2


def test_facets_count_what_is_read(scene: Scene) -> None:
    ghost = parties.register("ghost", kind="organisation", name="Ghost House", keeper="lakes", marking="secretariat",
                             by=OFFICER)  # fmt: skip
    meetings.plan("open-1", kind="event", name="Fair", body=scene.lakes, on="2014", by=OFFICER)
    meetings.plan("hidden-1", kind="event", name="Fair", body=ghost, on="2015", by=OFFICER)
    for reader in NOT_KEEPERS:
        found = ask("fair", reader)
        assert (found.total, found.years, found.organisations) == (1, {2014: 1}, {scene.lakes.pk: 1}), reader.name
        assert ghost.pk not in (found.parties or {})
        assert ask("fair", reader, of=ghost.pk).total == 0
        assert ask("fair", reader, party=ghost.pk).total == 0
        assert ask("fair", reader, year=2015).total == 0
    found = ask("fair", OFFICER)
    assert (found.total, found.years) == (2, {2014: 1, 2015: 1})
    assert ask("fair", OFFICER, party=ghost.pk).total == 1
