"""Queueing: a key once for ever, all letters of a job or none, and nothing written that is not needed."""

import pytest
from django.apps import apps

from kurultay.faces.work.actions import deliver, queue
from kurultay.faces.work.models import Mail
from kurultay.kit.letters import Letter

from .conftest import EVA, letter

pytestmark = pytest.mark.django_db


def tasks() -> int:
    return int(apps.get_model("django_tasks_database", "DBTaskResult").objects.count())


def test_a_key_is_queued_once_even_after_it_was_sent() -> None:
    assert queue([letter(), letter("second")]) == 2
    assert queue([letter(), letter("third")]) == 1
    assert deliver(Mail.objects.get(key="first").pk) == "sent"
    assert queue([letter()]) == 0
    assert (Mail.objects.count(), tasks()) == (3, 3)


def test_a_letter_is_written_only_where_it_is_new_and_has_something_to_say() -> None:
    written: list[str] = []

    def write() -> tuple[str, str]:
        written.append("once")
        return "Subject", "Text"

    asked = [Letter("a", "Reminder", EVA, write), Letter("b", "Reminder", EVA, lambda: None)]
    assert [queue(asked), queue(asked)] == [1, 0]
    assert written == ["once"]
    assert list(Mail.objects.values_list("key", "subject", "state")) == [("a", "Subject", "queued")]


def test_a_job_that_breaks_half_way_queues_nothing() -> None:
    def half() -> tuple[str, str]:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        queue([letter(), Letter("b", "Reminder", EVA, half)])
    assert (Mail.objects.count(), tasks()) == (0, 0)
