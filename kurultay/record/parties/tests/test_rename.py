"""A party takes another name on a day."""

from datetime import date

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.dates import Certainty, period_of
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, PartyName
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene


def _borne_on(day: date) -> set[str]:
    with reading_as(STRANGER):
        names = PartyName.objects.filter(party__key="lakes", lang="en", primary=True)
        return {n.text for n in names if period_of(n).holds(day) is not Certainty.NO}


def test_the_old_name_until_that_day_and_the_new_one_from_it(scene: Scene) -> None:
    parties.rename(scene.lakes, text="Union of Waters", on="2021-11-12", by=OFFICER)
    parties.rename(scene.lakes, text="Zonal Council", on="2024-01-01", by=OFFICER)
    assert _borne_on(date(1999, 1, 1)) == _borne_on(date(2021, 11, 11)) == {"Assembly of the Lakes"}
    assert _borne_on(date(2021, 11, 12)) == _borne_on(date(2023, 12, 31)) == {"Union of Waters"}
    assert _borne_on(date(2024, 1, 1)) == {"Zonal Council"}
    with reading_as(SYSTEM):
        row = Party.objects.get(key="lakes")
        assert row.sort_key == row.names.get(text="Zonal Council").sort_key


def test_other_languages_keep_theirs(scene: Scene) -> None:
    parties.name(scene.lakes, text="Göller", kind="official", lang="tr", primary=True, by=OFFICER)
    parties.rename(scene.lakes, text="Union of Waters", on="2021", by=OFFICER)
    with reading_as(STRANGER):
        assert scene.lakes.names.get(lang="tr").until == ".."


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.rename(scene.lakes, text="x", on="2021", by=reader)
    assert _borne_on(date(2022, 1, 1)) == {"Assembly of the Lakes"}
