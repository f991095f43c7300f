"""What the tables of parties do not hold, however it is written."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from kurultay.kit.dates import DateError
from kurultay.record.parties.models import Area, Party, PartyName, Role
from tests.cast import Scene, written


def _refused(row: Any) -> None:
    with written() as act, pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    assert act.count == 0


def test_kinds_are_known_and_nobody_holds_a_role_in_itself(scene: Scene) -> None:
    _refused(Party(key="x", kind="planet"))
    _refused(Role(key="x", kind="captain", holder=scene.east, of=scene.lakes))
    _refused(PartyName(party=scene.east, text="x", kind="secret"))
    _refused(Role(key="x", kind="member", holder=scene.lakes, of=scene.lakes))
    _refused(Area(key="lakes-2012-water", catalogue=scene.catalogue, kind="area"))


def test_periods_are_in_order(scene: Scene) -> None:
    for since, until in (("2010-01-02", "2010-01-01"), ("2010-01-01", "2010-01-01"), ("2011", "2010")):
        with written(), pytest.raises(DateError), transaction.atomic():
            Role(key="x", kind="member", holder=scene.east, of=scene.lakes, since=since, until=until).save()
    for change in ("since_earliest = '2020-01-01'", "until_latest = '2001-01-01', until_earliest = '2001-01-01'"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE parties_role SET {change} WHERE id = %s", [scene.chair.pk])
