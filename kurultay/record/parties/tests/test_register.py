"""Entering a party in the record."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party
from tests.cast import ELSEWHERE, NOT_KEEPERS, OFFICER, REFERENCE, STRANGER, SYSTEM, Scene


def test_a_party_with_the_name_it_goes_by(scene: Scene) -> None:
    made = parties.register(
        "delta", kind="body", name="Şelale", lang="tr", parent=scene.lakes, since="1991", keeper="lakes", by=OFFICER
    )
    with reading_as(STRANGER):
        row = Party.objects.get(key="delta")
        [name] = row.names.all()
    assert (row.keeper, row.since, row.until, row.parent_id) == ("lakes", "1991", "..", scene.lakes.pk)
    assert (name.text, name.lang, name.primary, name.sort_key) == ("Şelale", "tr", True, made.sort_key)
    assert row.get_absolute_url() == "/parties/delta"


def test_a_key_is_given_once_also_where_the_other_row_is_hidden(scene: Scene) -> None:
    parties.register("ghost", kind="state", name="G", keeper="plains", marking="secretariat", by=ELSEWHERE)
    for key in ("eastshore", "ghost"):
        with pytest.raises(Refused, match=f"The key {key} is taken"):
            parties.register(key, kind="body", name="X", keeper="lakes", by=OFFICER)


def test_what_is_part_of_a_hidden_party_is_hidden_too(scene: Scene) -> None:
    house = parties.register("house", kind="body", name="H", keeper="lakes", marking="members", by=OFFICER)
    parties.register("house-unit", kind="unit", name="U", parent=house, keeper="lakes", by=OFFICER)
    with reading_as(STRANGER):
        assert not Party.objects.filter(key="house-unit").exists()
    with pytest.raises(Refused, match="cannot be tied"):
        parties.register("x", kind="unit", name="X", parent=house, keeper="plains", marking="members", by=ELSEWHERE)


def test_reference_rows_are_kept_by_the_installation(scene: Scene) -> None:
    with pytest.raises(Refused, match="reference row"):
        parties.register("delta", kind="state", name="Delta", by=OFFICER)
    assert parties.register("delta", kind="state", name="Delta", by=REFERENCE).keeper == ""


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.register("delta", kind="body", name="Delta", keeper="lakes", by=reader)
    with reading_as(SYSTEM):
        assert not Party.everything.filter(key="delta").exists()
