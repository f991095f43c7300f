"""Pages of commitments: the chain both ways, what is hidden stays hidden, and statements that do not grow."""

import re

import pytest
from django.test import Client

from kurultay.kit.dates import PartialDate
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, reading_as
from kurultay.kit.reading.models import intern
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Commitment
from kurultay.record.commitments.views.chain import REACH, Chain, chain_of
from kurultay.record.meetings.models import Meeting
from tests.cast import OFFICER, STRANGER, SYSTEM, statements, written

from .conftest import EAST, Desk

ON = PartialDate.parse("2016-01-01")


def follow(key: str, before: Commitment, marking: str = "public") -> Commitment:
    return commitments.undertake(
        key, verb="plans", name=f"Called {key}", follows=before, on="2015-10-01", keeper="lakes", marking=marking,
        by=OFFICER,
    )  # fmt: skip


def told(chain: Chain) -> list[str]:
    """The links in words."""
    return [f"{link.kind} {link.row}" if not link.row.veiled else f"{link.kind} veiled" for link in chain.links]


def chain_for(key: str, reader: Reader = OFFICER) -> Chain:
    with reading_as(reader):
        return chain_of(Commitment.everything.get(key=key), ON)


def seen(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_chain_runs_from_the_meeting_to_what_follows_and_back(desk: Desk) -> None:
    second = follow("second", desk.handbook)
    follow("third", second)
    follow("beside", desk.handbook)
    commitments.report(desk.handbook, text="half", on="2015-06-01", by=EAST)
    commitments.meet(desk.handbook, on="2015-08-01", document=desk.document, by=OFFICER)
    above = ["meeting first-meeting", "provision 3", "commitment handbook"]
    below = ["commitment second", "commitment third", "commitment beside"]
    assert told(chain_for("handbook")) == [*above, "step Met 2015-08-01", *below]
    assert told(chain_for("third")) == [*above, "commitment second", "commitment third"]
    assert [link.depth for link in chain_for("handbook").links][-3:] == [1, 2, 1]
    assert [link.here for link in chain_for("third").links] == [False] * 4 + [True]


def test_a_long_chain_says_that_it_goes_on(desk: Desk) -> None:
    last = desk.handbook
    for n in range(REACH + 2):
        last = follow(f"link-{n}", last)
    upwards, downwards = chain_for(last.key), chain_for("handbook")
    assert (upwards.more_above, upwards.more_below, len(upwards.links)) == (True, False, REACH + 1)
    assert (downwards.more_above, downwards.more_below, len(downwards.links)) == (False, True, 3 + REACH)
    middle = chain_for(f"link-{REACH - 1}")
    assert (middle.more_above, middle.more_below) == (False, False)


def test_what_may_not_be_seen_ends_the_chain(desk: Desk) -> None:
    hidden = follow("hidden", desk.handbook, marking="secretariat")
    open_again = commitments.undertake(
        "open-again",
        verb="plans",
        name="Open again",
        document=desk.document,
        follows=hidden,
        keeper="lakes",
        by=OFFICER,
    )
    assert told(chain_for("handbook", STRANGER)) == ["meeting first-meeting", "provision 3", "commitment handbook"]
    assert told(chain_for(open_again.key, STRANGER)) == [
        "commitment veiled",
        "document declaration",
        "commitment open-again",
    ]
    assert len(told(chain_for(open_again.key))) == 5
    for address in (
        "/commitments/",
        "/commitments/handbook",
        "/commitments/open-again",
        "/commitments/open-again/history",
    ):
        assert "hidden" not in Client().get(address).content.decode()
    assert Client().get("/commitments/hidden").status_code == 404


def test_a_hidden_meeting_and_party_leave_no_trace(desk: Desk) -> None:
    with written():
        secret = Meeting(key="undisclosed", kind="round", status="planned", audience=intern("lakes", "secretariat"))
        secret.save()
    commitments.undertake(
        "due-there", verb="decides", name="Due there", document=desk.document, due_at=secret, keeper="lakes", by=OFFICER
    )
    commitments.attach(desk.handbook, on="2015-07-01", meeting=secret, by=OFFICER)
    for address in (
        "/commitments/",
        "/commitments/handbook",
        "/commitments/due-there",
        "/commitments/due-there/sources",
    ):
        assert "undisclosed" not in Client().get(address).content.decode()


def test_the_page_says_how_it_stood_that_day(desk: Desk) -> None:
    commitments.report(
        desk.handbook, text="All chapters are in.", says="met", on="2015-08-01", marking="public", by=EAST
    )
    commitments.assess(desk.handbook, text="One is missing.", says="partly-met", on="2015-08-02", by=OFFICER)
    commitments.move(desk.handbook, on="2015-08-15", to="2015-12-01", reason="The printer burnt down.", by=OFFICER)
    commitments.meet_otherwise(desk.handbook, on="2016", reason="A seminar.", meeting=desk.summit, by=OFFICER)
    early = seen("/commitments/handbook?on=2015-06-01")
    assert "planned at that time" in early
    assert "no change of date in its steps" in early
    assert "All chapters are in." in early
    late = seen("/commitments/handbook?on=2015-12-10")
    assert "in progress overdue" in late
    assert "do not say the same" in late
    assert "once" in late
    assert "The printer burnt down." in late
    assert "The record does not say which it was by then: met otherwise, in progress" in seen(
        "/commitments/handbook?on=2016-02-01"
    )
    assert "met otherwise" in seen("/commitments/handbook?on=2017")


def test_the_list_filters_and_counts(desk: Desk) -> None:
    follow("second", desk.handbook)
    commitments.meet(desk.handbook, on="2015-08-01", by=OFFICER)
    for query, shown in {
        "": {"A handbook", "Called second"},
        "of=lakes": {"A handbook"},
        "party=westshore": {"A handbook"},
        "party=northbank": set(),
        "area=lakes-2012-water": {"A handbook"},
        "verb=plans": {"Called second"},
        "status=met": {"A handbook"},
        "status=planned": {"Called second"},
        "status=met&on=2015-07-01": set(),
        "status=not-yet&on=2015-07-01": {"Called second"},
        "status=overdue": set(),
        "meeting=first-meeting": {"A handbook"},
        "beneficiary=eastshore": set(),
    }.items():
        text = Client().get(f"/commitments/?{query}").content.decode()
        assert {name for name in ("A handbook", "Called second") if name in text} == shown, query
    picture = re.search(r'<svg class="shares"[^>]*aria-label="([^"]*)"', Client().get("/commitments/").content.decode())
    assert picture is not None
    assert picture[1] == "met: 1, planned: 1"


def test_the_list_pages_by_key(desk: Desk) -> None:
    for n in range(55):
        follow(f"more-{n}", desk.handbook)
    first = Client().get("/commitments/").content.decode()
    following = re.search(r'rel="next" href="([^"]*)"', first)
    assert following is not None
    second = Client().get("/commitments/" + following[1].replace("&amp;", "&")).content.decode()
    names = [re.findall(r'href="/commitments/(more-\d+|handbook)"', page) for page in (first, second)]
    assert [len(part) for part in names] == [50, 6]
    assert len({*names[0], *names[1]}) == 56
    assert Client().get("/commitments/?after=broken").status_code == 404


def test_a_withdrawn_commitment_stands_where_links_lead_and_counts_nowhere(desk: Desk) -> None:
    from kurultay.kit.actions import withdraw

    withdraw(desk.handbook, reason="entered twice", by=OFFICER)
    assert "Withdrawn from the record" in seen("/commitments/handbook")
    assert "A handbook" not in seen("/commitments/")


@pytest.mark.parametrize("page", ["handbook/sources", "handbook/history"])
def test_sources_and_history(desk: Desk, page: str) -> None:
    assert "A handbook" in seen(f"/commitments/{page}")


@pytest.mark.thorough
def test_three_hundred_cost_no_more_than_one(desk: Desk) -> None:
    pages = ("/commitments/", "/commitments/handbook", "/commitments/handbook/history", "/commitments/handbook/sources")
    pages += ("/commitments/?status=planned", "/parties/eastshore", "/parties/lakes")
    costs: dict[int, dict[str, int]] = {}
    made = 0
    for many in (1, 3, 300):
        for n in range(made, many):
            other = commitments.undertake(
                f"other-{n}", verb="plans", name=f"Other {n}", follows=desk.handbook, of=desk.scene.lakes,
                meeting=desk.meeting, due_at=desk.summit, keeper="lakes", by=OFFICER,
            )  # fmt: skip
            commitments.assign(other, party=desk.scene.east, by=OFFICER)
            commitments.report(desk.handbook, text="more", on="2015-06-01", by=EAST)
            commitments.attach(desk.handbook, document=desk.document, meeting=desk.summit, on="2015-06-01", by=EAST)
            commitments.attach(other, document=desk.document, on="2015-06-01", by=OFFICER)
        made = many
        costs[many] = {}
        for page in pages:
            with statements() as said:
                assert Client().get(page).status_code == 200
            costs[many][page] = len(said)
    for page in pages:
        assert costs[1][page] >= costs[3][page] >= costs[300][page], page
    assert max(costs[1].values()) <= 60, costs[1]


def test_a_person_who_sits_for_a_party_reads_what_is_open_to_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    follow("for-members", desk.handbook, marking="members")
    assert Client().get("/commitments/for-members").status_code == 404
    monkeypatch.setattr(policy, "_reader_of", [lambda request: EAST])
    assert Client().get("/commitments/for-members").status_code == 200
    with reading_as(SYSTEM):
        assert Commitment.objects.count() == 2
