"""Two officers edit one meeting: no change of the one is overwritten by the other without being shown first."""

import random
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from kurultay.kit.asking.doing import Answer, ask, stamp
from kurultay.kit.asking.fields import form_of
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
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
