"""The stage of a document as of a day: by its dates, by what sources say as of when, by what supersedes it."""

import pytest

from kurultay.kit.dates import PartialDate
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document, adopted, entry_of, in_force, stage_on
from tests.cast import OFFICER, Scene


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


TODAY = on("2026-01-01").earliest


@pytest.mark.parametrize(
    ("day", "sure", "possible"),
    [
        ("2011", "", ()), ("2012-02-16", "", ()), ("2012-02-17", "adopted", ()), ("2012-05", "adopted", ("signed",)),
        ("2012", "signed", ()), ("2013-05", "signed", ("published",)), ("2020", "published", ()),
    ],
)  # fmt: skip
def test_by_its_dates(day: str, sure: str, possible: tuple[str, ...]) -> None:
    thing = Document(
        adopted_on="2012-02-17", signed_on="[2012-04-01..2012-06-30]", published_on="2013", stage="published"
    )
    found = stage_on(thing, on(day), today=TODAY)
    assert (found.sure, found.possible) == (sure, possible)


def test_expected_then_although_adopted_later() -> None:
    thing = Document(stage="adopted", adopted_on="2023-03-06")
    claims = [("expected", on("2023-02-17")), ("adopted", on("2023-12"))]
    assert stage_on(thing, on("2023-02-17"), claims, today=TODAY).words == "Expected"
    assert stage_on(thing, on("2023-03-06"), claims, today=TODAY).words == "Adopted"
    assert stage_on(thing, on("2023-01"), claims, today=TODAY).possible_words == "Expected"


def test_a_stage_without_a_date_is_reached_by_today() -> None:
    thing = Document(stage="tabled")
    assert stage_on(thing, on("2020"), today=TODAY).possible == ("tabled",)
    assert stage_on(thing, on("2026-01-01"), today=TODAY).sure == "tabled"


def test_superseded_from_the_day_of_the_new_one() -> None:
    thing = Document(stage="superseded", adopted_on="2012")
    newer = [on("2015-06-01")]
    assert stage_on(thing, on("2015-05-31"), superseded=newer, today=TODAY).sure == "adopted"
    assert stage_on(thing, on("2015-06-01"), superseded=newer, today=TODAY).sure == "superseded"
    assert stage_on(Document(stage="adopted", adopted_on="2012"), on("2016"), superseded=[None]).possible == (
        "superseded",
    )


def test_the_day_of_adoption_within_the_chairmanship(scene: Scene, treaty: Document) -> None:
    for own, day, derived in (
        ("", "[2014-01-01..2015-12-31]", True), ("2014", "2014", False), ("2012", "2012", False),
        ("201X", "[2014-01-01..2015-12-31]", True),
    ):  # fmt: skip
        treaty.adopted_on, treaty.under = own, scene.chair
        found, under = adopted(treaty)
        assert (str(found), under is not None) == (day, derived)


def test_in_force_by_the_stated_day_else_by_the_rule(scene: Scene, signed: Document) -> None:
    assert in_force(Document(stage="adopted"), None, on("2020")) is None
    done = [documents.ratify(signed, party=p, on="2013-03-01", by=OFFICER) for p in (scene.east, scene.west)]
    entry = entry_of(signed, done)
    asked = ("2012-04-30", "2013-03-30", "2013-03-31", "2013-03")
    assert [str(in_force(signed, entry, on(day))) for day in asked] == ["no", "no", "yes", "yes"]
    signed.in_force_on = "2014-01-01"
    assert [str(in_force(signed, entry, on(day))) for day in ("2013-12", "2014")] == ["no", "yes"]
    few = entry_of(signed, done[:1])
    signed.in_force_on = ""
    assert [str(in_force(signed, few, on(day))) for day in ("2012-04", "2020")] == ["no", "not determinable"]
