"""Queueing: a key once for ever, all letters of a job or none, and nothing written that is not needed."""

from dataclasses import replace

import pytest
from django.apps import apps

from kurultay.faces.work.actions import deliver, queue
from kurultay.faces.work.models import Mail

from .conftest import WORDS, letter

pytestmark = pytest.mark.django_db


def tasks() -> int:
    return int(apps.get_model("django_tasks_database", "DBTaskResult").objects.count())


def test_a_key_is_queued_once_even_after_it_was_sent() -> None:
    assert queue([letter(), letter("second")]) == 2
    assert queue([letter(), letter("third")]) == 1
    assert deliver(Mail.objects.get(key="first").pk) == "sent"
    assert queue([letter()]) == 0
    assert (Mail.objects.count(), tasks()) == (3, 3)


def test_only_what_has_something_to_say_is_queued_and_its_words_stand_nowhere() -> None:
    WORDS["b"] = None
    assert [queue([letter("a"), letter("b")]) for _ in range(2)] == [1, 0]
    (row,) = Mail.objects.values()
    assert (row["key"], row["thing"], row["state"]) == ("a", "a", "queued")
    assert not [value for value in row.values() if "Not for administrators" in str(value)]


def test_a_job_that_breaks_half_way_queues_nothing() -> None:
    WORDS["b"] = RuntimeError("broken")
    with pytest.raises(RuntimeError, match="broken"):
        queue([letter(), letter("b")])
    assert (Mail.objects.count(), tasks()) == (0, 0)


def test_what_is_noted_of_a_letter_stands_with_it_or_not_at_all() -> None:
    noted: list[str] = []
    one = replace(letter(), noted=lambda: noted.append("once"))
    assert [queue([one]), queue([one])] == [1, 0]
    assert noted == ["once"]

    def fail() -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        queue([replace(letter("second"), noted=fail)])
    assert list(Mail.objects.values_list("key", flat=True)) == ["first"]
