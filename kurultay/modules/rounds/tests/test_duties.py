"""My day: a focal point is asked to report until everything is answered, a keeper to end and to open rounds."""

from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import Reader, reading_as
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.duties import duties
from tests.cast import CHAIR, ELSEWHERE, OFFICER, STRANGER

from .conftest import EAST, EAST_ELSEWHERE, NORTH, WEST, Desk


def asked(reader: Reader, on: str) -> list[tuple[str, str, bool]]:
    with reading_as(reader):
        return [(duty.words, duty.act, duty.late) for duty in duties(reader, PartialDate.parse(on))]


def test_a_focal_point_until_everything_is_answered(desk: Desk) -> None:
    address = "/rounds/spring-2015/of/eastshore"
    assert asked(EAST, "2015-02-28") == []
    assert asked(EAST, "2015-03-20") == [("Report in the round “Spring round”", address, False)]
    assert asked(EAST, "2015-04-01") == [("Report in the round “Spring round”", address, True)]
    rounds.report_no_change(desk.round, party=desk.scene.east, on="2015-04-02", by=EAST)
    assert asked(EAST, "2015-04-02") == []
    assert len(asked(WEST, "2015-04-02")) == 1


def test_a_keeper_ends_what_is_past_and_opens_what_is_due(desk: Desk) -> None:
    rounds.prescribe("yearly", of=desk.scene.lakes, title="Every year", every="year", month=6, by=OFFICER)
    assert asked(OFFICER, "2015-03-20") == []
    assert asked(OFFICER, "2015-05-10") == [
        ("Close the round “Spring round”, or give the parties longer", "/rounds/spring-2015", True),
        ("Open a round by the rhythm “Every year”", "/rounds/open", False),
    ]


def test_nothing_of_others(desk: Desk) -> None:
    for reader in (NORTH, EAST_ELSEWHERE, CHAIR, ELSEWHERE, STRANGER):
        assert asked(reader, "2015-05-10") == []
