"""Leaving a post."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.dates import DateError
from kurultay.kit.reading import reading_as
from kurultay.record.people import actions as people
from kurultay.record.people.models import Tenure
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


@pytest.fixture
def tenure(scene: Scene) -> Tenure:
    ada = people.introduce("ada-lake", name="Ada Lake", keeper="lakes", by=OFFICER)
    return people.appoint(ada, post="Secretary", at=scene.lakes, took_office="2014-06-05", keeper="lakes", by=OFFICER)


def test_the_first_day_out_of_the_post(scene: Scene, tenure: Tenure) -> None:
    people.leave(tenure, on="2018-09-04", by=OFFICER)
    with reading_as(STRANGER):
        assert Tenure.objects.get(pk=tenure.pk).until == "2018-09-04"
    with pytest.raises(Refused, match="ended on 2018-09-04 already"):
        people.leave(tenure, on="2019", by=OFFICER)


def test_not_before_it_began(scene: Scene, tenure: Tenure) -> None:
    with pytest.raises(DateError):
        people.leave(tenure, on="2013", by=OFFICER)
    with reading_as(STRANGER):
        assert Tenure.objects.get(pk=tenure.pk).until == ""


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, tenure: Tenure, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        people.leave(tenure, on="2018", by=reader)
