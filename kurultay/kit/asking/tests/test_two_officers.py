"""Two officers edit one meeting: no change of the one is overwritten by the other without being shown first."""

import random
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from kurultay.kit.asking.doing import Answer, ask, stamp
from kurultay.kit.asking.fields import form_of
from kurultay.kit.asking.meanwhile import changed_since, opening
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, Role
from tests.cast import OFFICER, SYSTEM, Scene, set_scene

SECOND = Reader.person("A second officer", Seat("officer", "lakes"))


def opened(by: Reader) -> str:
    """What the form of a correction remembers when it is opened."""
    with reading_as(by):
        return stamp(Meeting.objects.get(key="council-1"), form_of("kit.correct"))


def corrected(by: Reader, seen: str, value: str) -> Answer:
    with reading_as(by):
        meeting = Meeting.objects.get(key="council-1")
    words = {"field": "subject", "value": value, "reason": "A test."}
    return ask("kit.correct", meeting, words, by, seen=seen)


def subject() -> str:
    with reading_as(SYSTEM):
        return str(Meeting.objects.get(key="council-1").subject)


def play(seed: int) -> None:
    """Each opens the form and sends it, twice, in an order that chance gives; after a conflict it is sent again."""
    order = random.Random(seed)
    moves = {by: ["open", "send", "open", "send"] for by in (OFFICER, SECOND)}
    held: dict[Reader, tuple[str, str]] = {}
    for step in range(8):
        by = order.choice([one for one in moves if moves[one]])
        if moves[by].pop(0) == "open":
            held[by] = opened(by), subject()
            continue
        seen, read = held[by]
        before, value = subject(), f"{by.name} {seed} {step}"
        answer = corrected(by, seen, value)
        if read == before:
            assert (answer.done, subject()) == (True, value), seed
        else:  # the other was here in between: shown, and nothing overwritten
            assert (answer.done, answer.conflict, subject()) == (False, True, before), seed
            assert next(line.after for entry in answer.others for line in entry.lines) == before, seed
            assert corrected(by, opened(by), value).done, seed


def test_twenty_interleavings(planned: Meeting) -> None:
    for seed in range(20):
        play(seed)


@pytest.mark.thorough
def test_a_thousand_interleavings(planned: Meeting) -> None:
    for seed in range(1000):
        with transaction.atomic():
            play(seed)
            transaction.set_rollback(True)


def chaired(by: Reader, words: dict[str, str], opened: str) -> Answer:
    with reading_as(by):
        party = Party.objects.get(key=words["party"])
    said = {"of": "lakes", "on": words["on"]}
    return ask("parties.take_chair", party, said, by, opened=opened)


def until_of_chair() -> str:
    with reading_as(SYSTEM):
        return str(Role.objects.get(key="lakes-chair-westshore").until)


def play_chairs(seed: int) -> None:
    """One ends a chair by letting the next take it; the other corrects that very row, before or after it was opened."""
    order = random.Random(seed)
    moves = ["open", "correct", "send"]
    order.shuffle(moves)
    if moves.index("open") > moves.index("send"):
        moves.remove("open")
        moves.insert(0, "open")
    opened, corrected_after = "", False
    for move in moves:
        if move == "open":
            opened = opening()
        elif move == "correct" and until_of_chair() != "2020":
            with reading_as(SECOND):
                role = Role.objects.get(key="lakes-chair-westshore")
            words = {"field": "terms", "value": "3", "reason": "A test."}
            assert ask("kit.correct", role, words, SECOND).done, seed
            corrected_after = bool(opened)
        elif move == "send":
            answer = chaired(OFFICER, {"party": "eastshore", "on": "2020"}, opened)
            assert (answer.done, answer.conflict) == (not corrected_after, corrected_after), (seed, moves)
            if answer.conflict:  # shown first, and then done with both changes in the row
                assert answer.others[0].actor == SECOND.name
                assert chaired(OFFICER, {"party": "eastshore", "on": "2020"}, opening()).done
    with reading_as(SYSTEM):
        role = Role.objects.get(key="lakes-chair-westshore")
        assert (role.until, role.terms) == ("2020", 3 if corrected_after or moves[0] == "correct" else None), (
            seed,
            moves,
        )


def test_rows_that_an_act_changes_besides_its_thing(scene: Scene) -> None:
    parties.take_chair(scene.west, of=scene.lakes, on="2018-01-01", by=SYSTEM)
    for seed in range(20):
        with transaction.atomic():
            play_chairs(seed)
            transaction.set_rollback(True)


@pytest.mark.thorough
def test_a_thousand_interleavings_of_chairs(scene: Scene) -> None:
    parties.take_chair(scene.west, of=scene.lakes, on="2018-01-01", by=SYSTEM)
    for seed in range(1000):
        with transaction.atomic():
            play_chairs(seed)
            transaction.set_rollback(True)


def test_what_a_form_remembers_tells_nothing_of_history(scene: Scene) -> None:
    one, other = opening(), opening()
    assert (one != other, changed_since("nonsense", 0), changed_since("", 0)) == (True, [], [])


@pytest.mark.skipif("sqlite" in connection.vendor, reason="the tables of a test on SQLite are one connection's")
def test_at_the_same_moment_one_is_first(committed: None) -> None:
    with reading_as(SYSTEM):
        scene: Scene = set_scene()
        meetings.plan("council-1", kind="summit", name="First", body=scene.council, by=SYSTEM)
    seen, ready, answers = opened(OFFICER), Barrier(2), list[Answer]()

    def send(by: Reader) -> None:
        ready.wait()
        answers.append(corrected(by, seen, by.name))
        connection.close()

    threads = [Thread(target=send, args=(by,)) for by in (OFFICER, SECOND)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.done for answer in answers) == [False, True]
    assert [answer.conflict for answer in answers if not answer.done] == [True]
