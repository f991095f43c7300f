"""A job is taken up again by an administrator of the installation, and by nobody else."""

import pytest

from kurultay.faces.work.actions import resume
from kurultay.faces.work.models import Schedule
from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader
from tests.cast import OFFICER, REFERENCE, STRANGER

from .conftest import NOW, OF_LAKES, ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Schedule:
    return Schedule.objects.create(name="choir.hourly", next_at=NOW, stopped=True)


def test_once(job: Schedule) -> None:
    resume(job, by=ROOT)
    job.refresh_from_db()
    assert job.stopped is not True
    with pytest.raises(Refused, match="is not paused"):
        resume(job, by=ROOT)


@pytest.mark.parametrize("reader", [OF_LAKES, OFFICER, REFERENCE, STRANGER], ids=lambda r: r.name)
def test_others_may_not(job: Schedule, reader: Reader) -> None:
    with pytest.raises(Refused, match="for administrators"):
        resume(job, by=reader)
    job.refresh_from_db()
    assert job.stopped is True
