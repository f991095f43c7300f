"""Becoming a member."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Role
from tests.cast import ELSEWHERE, NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene


def test_an_observer_becomes_a_member(scene: Scene) -> None:
    role = parties.accede(scene.north, to=scene.lakes, on="2020-05", by=OFFICER)
    assert (role.key, role.kind, role.since, role.until) == ("lakes-member-northbank", "member", "2020-05", "..")
    assert (role.keeper, role.get_absolute_url()) == ("lakes", "/roles/lakes-member-northbank")
    with reading_as(STRANGER):
        assert Role.objects.get(pk=scene.north_observes.pk).until == "2020-05"


def test_not_twice_but_again_after_leaving(scene: Scene) -> None:
    for founding in (False, True):
        with pytest.raises(Refused, match="member on that day already"):
            parties.accede(scene.east, to=scene.lakes, on="2015", by=OFFICER, founding=founding)
    parties.withdraw(scene.west_joined, on="2018-01-01", by=OFFICER)
    again = parties.accede(scene.west, to=scene.lakes, on="2019", by=OFFICER)
    assert again.key == "lakes-member-westshore-2"


def test_keys_never_clash(scene: Scene) -> None:
    for key in ("east", "eastshore-2"):
        parties.register(key, kind="state", name=key, by=SYSTEM)
    with reading_as(SYSTEM):
        assert Role.free_key("lakes-founding-member-eastshore") == "lakes-founding-member-eastshore-2"
        assert Role.free_key("lakes-founding-member-east") == "lakes-founding-member-east"
        assert len(Role.free_key("x" * 300)) <= 120


def test_a_tie_is_read_by_nobody_who_may_not_read_the_party(scene: Scene) -> None:
    ghost = parties.register("ghost", kind="state", name="G", keeper="lakes", marking="members", by=OFFICER)
    role = parties.accede(ghost, to=scene.lakes, on="2020", by=OFFICER)
    with reading_as(STRANGER):
        assert not Role.objects.filter(pk=role.pk).exists()
    secret = parties.register("secret", kind="body", name="S", keeper="plains", marking="secretariat", by=ELSEWHERE)
    with pytest.raises(Refused, match="cannot be tied together"):
        parties.accede(ghost, to=secret, on="2020", by=SYSTEM)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.accede(scene.north, to=scene.lakes, on="2020", by=reader)
