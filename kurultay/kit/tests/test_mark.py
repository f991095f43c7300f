"""Changing who reads a row, and all that would give it away."""

import pytest

from kurultay.kit import actions as kit
from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader, reading_as
from kurultay.kit.sources.models import Citation, StatedFigure
from kurultay.kit.sources.stating import Cite, claim, figure
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Area, AreaName, Party, PartyName, PartyText, Role
from tests.cast import (
    FOCAL_POINT,
    NOT_KEEPERS,
    OFFICER,
    OTHER_FOCAL_POINT,
    REFERENCE,
    STRANGER,
    SYSTEM,
    Scene,
    written,
)


@pytest.fixture
def fund(scene: Scene) -> Party:
    fund = parties.register("fund", kind="fund", name="Fund", keeper="lakes", by=OFFICER)
    parties.describe(fund, about="purpose", text="Money.", by=OFFICER)
    parties.admit(fund, to=scene.lakes, on="2015", kind="partner", by=OFFICER)
    with written():
        claim(fund, "seat", "Harbour", Cite(scene.source))
        figure(fund, "staff", 3, Cite(scene.source))
    return fund


def _seen(reader: Reader) -> tuple[bool, ...]:
    with reading_as(reader):
        return (
            Party.objects.filter(key="fund").exists(),
            PartyName.objects.filter(text="Fund").exists(),
            PartyText.objects.filter(text="Money.").exists(),
            Role.objects.filter(key="lakes-partner-fund").exists(),
            Citation.objects.filter(value="Harbour").exists(),
            StatedFigure.objects.filter(figure="staff").exists(),
        )


def test_names_texts_roles_citations_and_figures_follow(scene: Scene, fund: Party) -> None:
    assert _seen(STRANGER) == (True,) * 6
    kit.mark(fund, marking="restricted", named=("eastshore",), by=OFFICER, reason="Talks go on.")
    assert (_seen(STRANGER), _seen(OTHER_FOCAL_POINT)) == ((False,) * 6, (False,) * 6)
    assert (_seen(FOCAL_POINT), _seen(OFFICER)) == ((True,) * 6, (True,) * 6)


def test_opened_again_its_parts_open_and_its_ties_stay_until_they_are_marked(scene: Scene, fund: Party) -> None:
    kit.mark(fund, marking="restricted", named=("eastshore", "westshore"), by=OFFICER)
    with reading_as(OFFICER):
        name = fund.names.get()
    kit.mark(name, marking="restricted", named=("eastshore",), by=OFFICER)
    kit.mark(fund, marking="public", by=OFFICER)
    assert _seen(STRANGER) == (True, False, True, False, True, True)
    with reading_as(OFFICER):
        role = Role.objects.get(key="lakes-partner-fund")
    kit.mark(role, marking="public", by=OFFICER)
    assert _seen(STRANGER) == (True, False, True, True, True, True)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (("secretariat", ()), ("public", ())), (("secretariat", ()), ("restricted", ("eastshore",))),
        (("members", ()), ("public", ())), (("restricted", ("eastshore",)), ("restricted", ("westshore",))),
    ],
)  # fmt: skip
def test_a_part_is_never_open_to_more_than_what_it_is_part_of(
    scene: Scene, fund: Party, parent: tuple[str, tuple[str, ...]], child: tuple[str, tuple[str, ...]]
) -> None:
    kit.mark(fund, marking=parent[0], named=parent[1], by=OFFICER)
    with reading_as(OFFICER):
        name = fund.names.get()
    with pytest.raises(Refused, match="which is read by fewer"):
        kit.mark(name, marking=child[0], named=child[1], by=OFFICER)
    assert _seen(STRANGER) == (False,) * 6


def test_what_is_bound_through_another_row_follows_too(scene: Scene) -> None:
    kit.mark(scene.catalogue, marking="members", by=OFFICER)
    with reading_as(STRANGER):
        assert (Area.objects.count(), AreaName.objects.count()) == (0, 0)
    with reading_as(FOCAL_POINT):
        assert (Area.objects.count(), AreaName.objects.count()) == (1, 1)


def test_not_while_rows_that_others_keep_name_it(scene: Scene) -> None:
    with pytest.raises(Refused, match=r"lakes-.*-westshore names this and is kept by lakes"):
        kit.mark(scene.west, marking="secretariat", by=REFERENCE)
    with reading_as(STRANGER):
        assert Party.objects.filter(key="westshore").exists()


def test_a_marking_names_somebody_or_nobody(scene: Scene, fund: Party) -> None:
    for marking, named in (("restricted", ()), ("members", ("eastshore",)), ("secret", ())):
        with pytest.raises(Refused):
            kit.mark(fund, marking=marking, named=named, by=OFFICER)
    assert _seen(STRANGER) == (True,) * 6


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        kit.mark(scene.chair, marking="public", by=reader)
    with reading_as(SYSTEM):
        assert Role.objects.get(pk=scene.chair.pk).audience_id == scene.chair.audience_id
