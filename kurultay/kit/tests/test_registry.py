"""Offers are found by their names, and a typing error is not an empty answer."""

from types import ModuleType

import pytest

from kurultay.kit import registry


def test_offers_are_the_files_of_that_name_lowest_ring_first() -> None:
    found = [m.__name__ for m in registry.offers("constraints")]
    assert found[:3] == [f"kurultay.record.{app}.constraints" for app in ("parties", "people", "meetings")]
    assert [m.__name__ for m in registry.offers("sight")] == ["kurultay.record.parties.sight"]


def test_an_unknown_offer_is_an_error() -> None:
    with pytest.raises(ValueError, match="'panel' is not an offer"):
        registry.offers("panel")


def test_two_apps_do_not_offer_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = ModuleType("one"), ModuleType("other")
    one.ROWS, other.ROWS = {"party": 1}, {"person": 2}  # type: ignore[attr-defined]
    monkeypatch.setattr(registry, "offers", lambda name: (one, other, ModuleType("empty")))
    assert registry.gather("intake", "ROWS") == {"party": 1, "person": 2}
    other.ROWS["party"] = 3  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match=r"other\.ROWS offers 'party'"):
        registry.gather("intake", "ROWS")
