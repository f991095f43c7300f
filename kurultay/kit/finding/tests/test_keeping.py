"""The index follows every act in the act's own transaction: what changes, is withdrawn, moved, marked, undone."""

from typing import Any

import pytest
from django.db import transaction

from kurultay.kit import actions as kit
from kurultay.kit import databases
from kurultay.kit.acting import Refused
from kurultay.kit.dates import FIRST, LAST
from kurultay.kit.finding import engines
from kurultay.kit.finding.found import Narrowed, find
from kurultay.kit.finding.models import IndexMade
from kurultay.kit.finding.offered import searchables
from kurultay.kit.finding.writing import PLACES, THINGS, behind, number_of, rebuild, thing_of
from kurultay.kit.reading import Reader, reading_as, system
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import ProvisionText
from kurultay.record.meetings import actions as meetings
from kurultay.record.parties import actions as parties
from kurultay.record.people import actions as people
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene, written


def found(question: str, reader: Reader = STRANGER, **narrowed: Any) -> list[str]:
    """Keys of what a reader finds."""
    with reading_as(reader):
        got = find(question, Narrowed(**narrowed))
        keys = [searchables()[h.thing.place].model.objects.get(pk=h.thing.number).key for h in got.hits]
        assert got.total == len(keys) == got.kinds.total()
        return keys


def test_names_old_and_new_find_what_bears_them(scene: Scene) -> None:
    assert found("Eastshore")[0] == "eastshore"
    parties.rename(scene.east, text="Morningland", on="2020-01-01", by=SYSTEM)
    assert found("Morningland")[0] == "eastshore"
    assert found("Eastshore")[0] == "eastshore"


def test_a_correction_a_withdrawal_and_its_undoing(scene: Scene) -> None:
    assert found("Bergen") == []
    kit.correct(scene.lakes, field="seat", value="Bergen", by=OFFICER, reason="The statute.")
    assert found("Bergen") == ["lakes"]
    kit.correct(scene.lakes, field="seat", value="Trondheim", by=OFFICER, reason="A slip.")
    assert found("Bergen") == []
    kit.withdraw(scene.lakes, by=OFFICER, reason="A mistake.")
    assert found("Trondheim") == []
    kit.restore(scene.lakes, by=OFFICER, reason="None.")
    assert found("Trondheim") == ["lakes"]


def test_a_text_two_tables_away(scene: Scene) -> None:
    pact = documents.register("pact", kind="treaty", title="Pact", of=scene.lakes, by=OFFICER)
    documents.set_out(pact, number="1", text="Nobody shall poison the wells.", by=OFFICER)
    assert found("wells") == ["pact"]
    with reading_as(OFFICER):
        text = ProvisionText.objects.get(provision__document=pact)
    kit.correct(text, field="text", value="Nobody shall poison the springs.", by=OFFICER, reason="As printed.")
    assert found("wells") == []
    assert found("springs") == ["pact"]


def test_a_body_that_moves_takes_its_meetings_along(scene: Scene) -> None:
    meetings.plan("council-1", kind="summit", name="Gathering", body=scene.council, on="2014-05", by=OFFICER)
    assert found("Gathering", of=scene.lakes.pk) == ["council-1"]
    kit.correct(scene.council, field="parent", value=scene.plains, by=SYSTEM, reason="It moved.")
    assert found("Gathering", of=scene.lakes.pk) == []
    assert found("Gathering", of=scene.plains.pk) == ["council-1"]


def test_who_may_no_longer_read_finds_no_longer(scene: Scene) -> None:
    ada = people.introduce("ada", name="Ada Lake", keeper="lakes", by=OFFICER)
    assert found("Ada") == ["ada"]
    kit.mark(ada, marking="secretariat", by=OFFICER)
    for reader in NOT_KEEPERS:
        assert found("Ada", reader) == [], reader.name
    assert found("Ada", OFFICER) == ["ada"]


def test_an_act_that_is_refused_leaves_nothing_in_the_index(scene: Scene) -> None:
    with pytest.raises(Refused):
        people.introduce("eastshore!" * 9, name="Never Entered", by=STRANGER)
    with transaction.atomic():
        people.introduce("nobody", name="Never Entered", by=SYSTEM)
        assert found("Never Entered", SYSTEM) == ["nobody"]
        transaction.set_rollback(True)
    assert found("Never Entered", SYSTEM) == []
    with reading_as(system("test")):
        assert behind() == []


def test_what_is_written_past_acts_is_named_and_mended(scene: Scene) -> None:
    with written():
        engines.drop([row[0] for row in engines.fetch("SELECT id FROM kit_entry WHERE subject = %s", [scene.lakes.pk])])
    assert [line for line in behind() if "parties.party" in line] == [
        f"The search index has {_parties() - 1} of {_parties()} rows of parties.party."
    ]
    IndexMade._base_manager.update(version="of old")
    assert behind()[0] == "The search index was made by other rules."
    told: list[int] = []
    made = rebuild(told.append)
    assert behind() == []
    assert told[-1] == made
    assert found("Assembly of the Lakes")[0] == "lakes"


def _parties() -> int:
    with reading_as(system("test")):
        return int(searchables()[[t.kind for t in searchables()].index("party")].model.objects.count())


def test_the_words_stand_where_healthz_looks(scene: Scene) -> None:
    assert databases.missing() == []
    assert engines.stands() is True
    assert databases.install() == 0


def test_numbers_tell_day_kind_thing_and_place() -> None:
    for day in (FIRST, LAST):
        for kind in (0, 63):
            for subject in (1, THINGS - 1):
                number = number_of(day, kind, subject, PLACES - 1)
                assert thing_of(number) == (kind, subject)
                assert number < 1 << 63
    assert number_of(LAST, 0, 1, 0) > number_of(FIRST, 63, THINGS - 1, 63)
    with pytest.raises(OverflowError, match="beyond"):
        number_of(FIRST, 0, THINGS, 0)
