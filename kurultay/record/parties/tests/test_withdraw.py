"""The end of a role."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.dates import Certainty, DateError, PartialDate, period_of
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Role
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene


def test_the_first_day_it_is_no_longer_held(scene: Scene) -> None:
    parties.withdraw(scene.west_joined, on="2020-05-01", by=OFFICER)
    with reading_as(STRANGER):
        period = period_of(Role.objects.get(pk=scene.west_joined.pk))
    days = ("2020-04-30", "2020-05-01")
    assert [period.holds(PartialDate.parse(day)) for day in days] == [Certainty.YES, Certainty.NO]
    with pytest.raises(Refused, match="ended on 2020-05-01 already"):
        parties.withdraw(scene.west_joined, on="2021", by=OFFICER)


def test_not_before_it_began(scene: Scene) -> None:
    with pytest.raises(DateError):
        parties.withdraw(scene.west_joined, on="2009", by=OFFICER)
    with reading_as(SYSTEM):
        assert Role.objects.get(pk=scene.west_joined.pk).until == ".."


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.withdraw(scene.west_joined, on="2020", by=reader)
