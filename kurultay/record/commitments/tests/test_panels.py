"""What commitments show on the pages of meetings, documents and parties."""

from kurultay.kit.dates import PartialDate
from kurultay.kit.pages.asked import Asked
from kurultay.kit.reading import Reader, reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments import panels
from kurultay.record.commitments.panels import MOST, Panel
from tests.cast import OFFICER, STRANGER, statements

from .conftest import Desk


def asked(day: str) -> Asked:
    return Asked(PartialDate.parse(day), day, False, "", "en")


def told(found: list[Panel]) -> list[tuple[str, list[str], dict[str, int]]]:
    """Anchor, keys and counts of each panel."""
    return [(p.anchor, [line.thing.key for line in p.lines], dict(p.counts.rows)) for p in found]


def other(desk: Desk, key: str, marking: str = "public") -> None:
    made = commitments.undertake(
        key, verb="requests", name=key, of=desk.scene.lakes, document=desk.document, due_at=desk.meeting,
        keeper="lakes", marking=marking, by=OFFICER,
    )  # fmt: skip
    commitments.assign(made, party=desk.scene.west, by=OFFICER)
    commitments.assign(made, party=desk.scene.east, capacity="beneficiary", by=OFFICER)


def shown(desk: Desk, day: str, reader: Reader = STRANGER) -> dict[str, list[tuple[str, list[str], dict[str, int]]]]:
    with reading_as(reader):
        return {
            "meeting": told(panels.of_meeting(desk.meeting, asked(day))),
            "document": told(panels.of_document(desk.document, asked(day))),
            "east": told(panels.of_party(desk.scene.east, asked(day))),
            "lakes": told(panels.of_party(desk.scene.lakes, asked(day))),
            "north": told(panels.of_party(desk.scene.north, asked(day))),
        }


def test_what_was_promised_where_and_to_whom(desk: Desk) -> None:
    other(desk, "aid")
    commitments.meet(desk.handbook, on="2015-08-01", by=OFFICER)
    assert shown(desk, "2015-08-01") == {
        "meeting": [("commitments", ["handbook"], {"met": 1}), ("due", ["aid"], {"open": 1})],
        "document": [("commitments", ["aid", "handbook"], {"met": 1, "open": 1})],
        "east": [("owes", ["handbook"], {"met": 1}), ("promised", ["aid"], {"open": 1})],
        "lakes": [("commitments", ["aid", "handbook"], {"met": 1, "open": 1})],
        "north": [],
    }


def test_hidden_commitments_are_not_counted(desk: Desk) -> None:
    before = shown(desk, "2015-08-01")
    other(desk, "aid", marking="secretariat")
    assert shown(desk, "2015-08-01") == before
    assert shown(desk, "2015-08-01", OFFICER) != before


def test_many_are_counted_and_the_first_shown(desk: Desk) -> None:
    with reading_as(STRANGER), statements() as few:
        other(desk, "aid")
        del few[:]
        panels.of_document(desk.document, asked("2016"))
        cost = len(few)
        for n in range(MOST + 5):
            other(desk, f"aid-{n}")
        del few[:]
        (panel,) = panels.of_document(desk.document, asked("2016"))
        assert len(few) == cost
    assert (len(panel.lines), panel.counts.total, panel.counts.overdue, len(panel.rows)) == (
        MOST,
        MOST + 7,
        MOST + 7,
        MOST,
    )
