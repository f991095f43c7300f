"""Jobs at their hours, and who can be written to, as the apps offer them."""

from datetime import UTC, datetime, time, timedelta
from types import ModuleType

import pytest

from kurultay.kit import letters, registry
from kurultay.kit.letters import Contact, Job, contacts, jobs
from kurultay.kit.reading import Seat

MORNING = datetime(2015, 3, 20, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def test_an_hourly_job_is_due_at_once_and_an_hour_after_it_was_done() -> None:
    job = Job("Sing", timedelta(hours=1), list)
    assert (job.first(MORNING), job.following(MORNING)) == (MORNING, MORNING + timedelta(hours=1))


@pytest.mark.parametrize(("hour", "first"), [(3, 21), (9, 20), (10, 20)])
def test_a_daily_job_is_due_at_its_hour_and_a_day_missed_is_not_made_up_for(hour: int, first: int) -> None:
    job = Job("Snore", DAY, list, time(hour))
    due = datetime(2015, 3, first, hour, tzinfo=UTC)
    assert job.first(MORNING) == due
    assert job.following(due) == due + DAY
    assert job.following(due + timedelta(days=5, minutes=3)) == due + timedelta(days=6)


def test_each_address_is_written_to_once(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = ModuleType("one"), ModuleType("other")
    eva = Contact("eva@east.example", "focal-point", "lakes", "eastshore", "Eva")
    one.contacts = lambda *asked: [eva] if asked == ("lakes", "focal-point", "eastshore") else []  # type: ignore[attr-defined]
    other.contacts = lambda *asked: [eva]  # type: ignore[attr-defined]
    monkeypatch.setattr(registry, "offers", lambda name: (one, other) if name == "contacts" else ())
    assert contacts("lakes", "focal-point", "eastshore") == [eva]
    assert eva.reader.seats == (Seat("focal-point", "lakes", "eastshore"),)


def test_only_jobs_are_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job("Sing", DAY, list)
    monkeypatch.setattr(letters.registry, "gather", lambda name, attribute: {"a": job, "b": "no job"})
    assert jobs() == {"a": job}
