"""Jobs at their hours: put into the queue once each time, tried again where they fail, not at all where paused."""

from collections.abc import Iterable
from datetime import time, timedelta
from typing import Any

import pytest
from django.apps import apps

from kurultay.faces.work.actions import pause, run_job, timing
from kurultay.faces.work.actions.sending import MOST_TRIES
from kurultay.faces.work.actions.timing import tick
from kurultay.faces.work.models import Mail, Schedule
from kurultay.kit.clock import stopped_at
from kurultay.kit.letters import Job, Letter, jobs

from .conftest import NOW, ROOT, letter

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def broken() -> Iterable[Letter]:
    raise OSError("the disk is full")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Job]:
    """Two jobs and no others: hourly, and each night at three."""
    found = {
        "choir.hourly": Job("Sing", HOUR, lambda: [letter("song")]),
        "choir.nightly": Job("Snore", timedelta(days=1), broken, time(3)),
    }
    monkeypatch.setattr(timing, "jobs", lambda: found)
    return found


def waiting() -> list[Any]:
    rows = apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(task_path__contains="run_job")
    return [row.args_kwargs["args"] for row in rows.order_by("enqueued_at")]


def test_each_time_once(offered: dict[str, Job]) -> None:
    assert [tick(), tick()] == [1, 0]
    with stopped_at(NOW + HOUR):
        assert [tick(), tick()] == [1, 0]
    with stopped_at(NOW + timedelta(hours=18)):  # three in the morning; the hours missed are not made up for
        assert [tick(), tick()] == [2, 0]
    assert sorted(map(tuple, waiting())) == [("choir.hourly", 1)] * 3 + [("choir.nightly", 1)]
    assert Schedule.objects.get(name="choir.nightly").next_at == NOW + timedelta(hours=42)


def test_of_two_workers_that_saw_it_due_one_puts_it_into_the_queue(
    offered: dict[str, Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    tick()
    seen = list(Schedule.objects.all())
    with stopped_at(NOW + HOUR):
        assert tick() == 1
        original = Schedule.objects.filter

        def look(**words: Any) -> Any:
            return seen if "name__in" in words else original(**words)

        monkeypatch.setattr(Schedule.objects, "filter", look)
        assert tick() == 0


def test_a_paused_job_is_not_done(offered: dict[str, Job]) -> None:
    tick()
    pause(Schedule.objects.get(name="choir.hourly"), by=ROOT)
    with stopped_at(NOW + HOUR):
        assert tick() == 0


def test_a_job_queues_its_letters_once_however_often_it_is_done(offered: dict[str, Job]) -> None:
    tick()
    assert [run_job.call("choir.hourly", 1), run_job.call("choir.hourly", 1)] == [1, 0]
    assert list(Mail.objects.values_list("key", flat=True)) == ["song"]


def test_a_job_that_fails_is_tried_again_and_says_why(offered: dict[str, Job]) -> None:
    tick()
    for tries in range(1, MOST_TRIES + 1):
        with pytest.raises(OSError, match="disk is full"):
            run_job.call("choir.nightly", tries)
    row = Schedule.objects.get(name="choir.nightly")
    assert (row.failures, row.said) == (MOST_TRIES, "OSError: the disk is full")
    again = [args[1] for args in waiting() if args[0] == "choir.nightly"]
    assert again == list(range(2, MOST_TRIES + 1))
    offered["choir.nightly"] = Job("Snore", timedelta(days=1), list, time(3))
    run_job.call("choir.nightly", 1)
    row.refresh_from_db()
    assert (row.failures, row.said) == (0, "")


def test_a_job_whose_app_was_left_out_is_nothing(offered: dict[str, Job]) -> None:
    assert run_job.call("opera.nightly", 1) == 0


def test_the_apps_offer_jobs() -> None:
    assert "work.tidy" in jobs()
