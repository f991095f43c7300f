"""Boards count what a reader sees, as of any day, and their counters are what a recomputation from the steps says."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from kurultay.kit import actions as kit
from kurultay.kit import reckoning
from kurultay.kit.acting import Refused
from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments import derived
from kurultay.record.commitments.models import OWING, PROGRESS, Commitment, standing
from kurultay.record.commitments.models.boards import DONE, RUNNING, Board, Scope, board, scope_of
from kurultay.record.commitments.models.reckoned import Tally
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party
from tests.cast import (
    ADMINISTRATOR,
    ELSEWHERE,
    FOCAL_POINT,
    OFFICER,
    OTHER_FOCAL_POINT,
    STRANGER,
    SYSTEM,
    Scene,
    statements,
)

BOTH = Reader.person("Of two", Seat("focal-point", "lakes", "eastshore"), Seat("delegate", "lakes", "westshore"))
READERS = (SYSTEM, OFFICER, STRANGER, FOCAL_POINT, OTHER_FOCAL_POINT, BOTH, ADMINISTRATOR, ELSEWHERE)
MARKINGS = [("public", ()), ("members", ()), ("restricted", ("eastshore",)), ("restricted", ("westshore",)),
            ("secretariat", ())]  # fmt: skip
FIGURES = ("owed", "answered", "done", "overdue")
SINCE = date(2014, 1, 1)


def recomputed(scope: Scope, on: PartialDate) -> dict[str, Any]:
    """The figures of a board from the rows that the reader sees, one commitment at a time."""
    status, late, moves = Counter[str](), Counter[str](), 0
    ages: dict[int, list[int]] = {}
    owed: dict[str, Counter[str]] = {}
    for thing in scope.commitments().prefetch_related("due_at", "steps__meeting", "parties__party"):
        held = standing(thing, thing.steps.all(), on)
        if held.status == "not-yet":
            continue
        status[held.status] += 1
        late[str(held.overdue)] += 1
        moves += held.moved
        if held.status in RUNNING:
            mine = ages.setdefault(thing.made_on_latest.year if thing.made_on else 0, [0, 0])
            mine[0] += 1
            mine[1] += held.overdue == "yes"
        told = {s.by_party_id for s in thing.steps.all() if s.kind in PROGRESS and s.on_latest <= on.latest}
        for key, number in {(p.party.key, p.party_id) for p in thing.parties.all() if p.capacity in OWING and p.party}:
            owed.setdefault(key, Counter()).update(
                {"owed": 1, "answered": number in told, "done": held.status in DONE, "overdue": held.overdue == "yes"}
            )
    return {"statuses": dict(status), "overdue": late["yes"], "maybe": late["not determinable"], "moves": moves,
            "ages": {year: tuple(pair) for year, pair in ages.items()},
            "owed": {key: tuple(mine[n] for n in FIGURES) for key, mine in owed.items()}}  # fmt: skip


def figures(shown: Board) -> dict[str, Any]:
    """The same figures as a board has them."""
    return {"statuses": shown.statuses, "overdue": shown.overdue, "maybe": shown.maybe_overdue, "moves": shown.moves,
            "ages": {age.year: (age.running, age.overdue) for age in shown.ages},
            "owed": {a.party.key: (a.owed, a.answered, a.done, a.overdue) for a in shown.answers}}  # fmt: skip


def _day(chance: random.Random) -> str:
    day = SINCE + timedelta(days=chance.randrange(1200))
    return chance.choice([day.isoformat(), day.isoformat(), day.isoformat(), day.isoformat()[:7], str(day.year)])


def grown(scene: Scene, number: int, seed: int = 7) -> None:
    """An organisation whose record a year of acts made: some commitments, steps, parties and meetings are hidden."""
    chance = random.Random(seed)
    states = [scene.east, scene.west, scene.north]
    held = []
    for n in range(4):
        marking, named = MARKINGS[n if n < 3 else 0]
        held.append(meetings.plan(f"m-{n}", kind="round", name=f"M {n}", body=scene.council, on=_day(chance),
                                  marking=marking, named=named, by=OFFICER))  # fmt: skip
    for n in range(number):
        marking, named = chance.choice(MARKINGS[:1] * 4 + MARKINGS)
        due = {"due": _day(chance)} if chance.random() < 0.6 else {"due_at": chance.choice(held)}
        thing = commitments.undertake(
            f"c-{n}", verb=chance.choice(("decides", "plans", "requests")), name=f"C {n}", of=scene.lakes,
            meeting=held[3], on=_day(chance), area=scene.area if chance.random() < 0.5 else None, keeper="lakes",
            marking=marking, named=named, by=OFFICER, **due,
        )  # fmt: skip
        for party in chance.sample(states, chance.randrange(3)):
            tie = commitments.assign(thing, party=party, by=OFFICER)
            if chance.random() < 0.2 and marking == "public":
                kit.mark(tie, marking="restricted", named=(party.key,), by=OFFICER)
        for _n in range(chance.randrange(4)):
            _step(chance, thing, states, held, marking)


def _step(chance: random.Random, thing: Commitment, states: list[Party], held: list[Meeting], marking: str) -> None:
    kind = chance.choice(("report", "attach", "move", "move", "meet", "miss", "assess"))
    words: dict[str, Any] = {"on": _day(chance), "by": OFFICER}
    if kind == "move":
        words |= {"reason": "late"} | (
            {"to": _day(chance)} if chance.random() < 0.7 else {"to_meeting": chance.choice(held)}
        )
    elif kind == "miss":
        words |= {"reason": "no"}
    elif kind in ("report", "attach"):
        words |= {"text": "so far", "party": chance.choice(states)}
    elif kind == "assess":
        words |= {"text": "well"}
    try:
        step = getattr(commitments, kind)(thing, **words)
    except Refused:
        return
    if chance.random() < 0.4 and marking == "public":
        narrow, named = chance.choice(MARKINGS[1:])
        kit.mark(step, marking=narrow, named=named, by=OFFICER)


def scopes(scene: Scene) -> Iterable[Scope]:
    yield scope_of("organisation", scene.lakes)
    yield scope_of("body", scene.council)
    yield scope_of("party", scene.east)
    yield scope_of("area", scene.area)
    yield scope_of("strategy", scene.catalogue)
    yield scope_of("meeting", Meeting.objects.get(key="m-3"))


@pytest.mark.parametrize(
    ("seed", "number"), [(1, 20), *(pytest.param(n, 60, marks=pytest.mark.thorough) for n in (2, 3, 4))]
)
def test_every_board_on_any_day_for_everybody_is_a_recomputation(scene, seed, number):
    grown(scene, number, seed)
    chance = random.Random(seed)
    for reader in READERS:
        with reading_as(reader):
            for scope in scopes(scene):
                for on in [PartialDate.parse(_day(chance)) for _n in range(6)]:
                    shown, right = figures(board(scope, on)), recomputed(scope, on)
                    if "area" in scope.tallies:
                        right["ages"] = {}
                    if scope.kind in ("body", "area", "strategy"):
                        right["owed"] = {}
                    if scope.kind == "party":
                        right["owed"] = {k: v for k, v in right["owed"].items() if k == scope.thing.key}
                    assert shown == right, (reader.name, scope.kind, on)
    assert reckoning.check() is None


def test_the_readers_of_that_world_do_not_all_see_the_same(scene):
    grown(scene, 20, 1)
    seen = {}
    for reader in READERS:
        with reading_as(reader):
            shown = board(scope_of("organisation", scene.lakes), PartialDate.parse("2017"))
            seen[reader.name] = (shown.total, shown.moves, sum(answer.answered for answer in shown.answers))
    assert seen[STRANGER.name] == seen[ELSEWHERE.name] == seen[ADMINISTRATOR.name]
    assert seen[SYSTEM.name] == seen[OFFICER.name]
    assert len(set(seen.values())) >= 4


def test_a_hidden_report_changes_no_public_count(scene):
    grown(scene, 3)
    thing = commitments.undertake("ferry", verb="decides", name="A ferry", of=scene.lakes, meeting=meeting_of("m-3"),
                                  on="2015-01-01", keeper="lakes", by=OFFICER)  # fmt: skip
    commitments.assign(thing, party=scene.east, by=OFFICER)
    scope, on = scope_of_lakes(scene), PartialDate.parse("2017")
    seen = {}
    for reader in (STRANGER, OTHER_FOCAL_POINT, OFFICER, FOCAL_POINT):
        with reading_as(reader):
            seen[reader] = board(scope, on)
    step = commitments.report(thing, text="The keel is laid.", on="2015-03-01", party=scene.east, by=OFFICER)
    kit.mark(step, marking="restricted", named=("eastshore",), by=OFFICER)
    for reader in (STRANGER, OTHER_FOCAL_POINT):
        with reading_as(reader):
            assert board(scope, on) == seen[reader]
    for reader in (OFFICER, FOCAL_POINT):
        with reading_as(reader):
            now = board(scope, on).statuses
        assert now["in-progress"] == seen[reader].statuses.get("in-progress", 0) + 1
        assert sum(now.values()) == seen[reader].total


def scope_of_lakes(scene: Scene) -> Scope:
    with reading_as(SYSTEM):
        return scope_of("organisation", scene.lakes)


def meeting_of(key: str) -> Meeting:
    with reading_as(SYSTEM):
        return Meeting.objects.get(key=key)


def test_what_changes_below_is_followed(scene):
    """A meeting that moves, a tie that is withdrawn, an area corrected, a commitment hidden and withdrawn."""
    grown(scene, 12)
    with reading_as(SYSTEM):
        things = list(Commitment.objects.order_by("key"))
        meeting = Meeting.objects.get(key="m-3")
    meetings.hold(meetings.confirm(meeting, by=OFFICER), on="2016-06-01", by=OFFICER)
    assert reckoning.check() is None
    with reading_as(SYSTEM):
        tie = next(row for thing in things for row in thing.parties.all())
    kit.withdraw(tie, by=SYSTEM, reason="A mistake.")
    kit.mark(things[0], marking="secretariat", by=OFFICER)
    kit.withdraw(things[1], by=OFFICER, reason="Twice.")
    kit.correct(things[2], field="area", value=scene.area, by=OFFICER, reason="It is on water.")
    assert reckoning.check() is None
    kit.restore(things[1], by=OFFICER, reason="Not twice.")
    assert reckoning.check() is None


def test_a_counter_that_is_wrong_is_named_and_reckoned_anew(scene):
    grown(scene, 5)
    reckoning.add(
        Tally, derived.CELL, {("of", scene.lakes.pk, "d", SINCE, 1, 0, "all", "met", "no", 2014, 0, False): (1, 0)}
    )
    assert reckoning.check() == "A counter of the boards is not the sum of what it counts."
    assert reckoning.rebuild() == 5
    assert reckoning.check() is None


@pytest.mark.parametrize("number", [1, 3])
def test_a_board_takes_the_same_statements_whatever_it_counts(scene, number):
    grown(scene, number)
    parties.take_chair(scene.west, of=scene.lakes, on="2017", by=SYSTEM)
    with reading_as(OFFICER):
        scope = scope_of("organisation", scene.lakes)
        board(scope, PartialDate.parse("2016"))
        with statements() as said:
            board(scope, PartialDate.parse("2016"))
    assert len(said) <= 7
