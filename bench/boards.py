"""Boards over a hundred thousand commitments of six years, a part of them and of their reports hidden."""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client

from bench.actions import enter
from bench.figures import Figure, durations, percentile, say
from bench.generate import fill, period
from bench.statements import counted
from kurultay.kit import reckoning
from kurultay.kit.acting.models import Act
from kurultay.kit.dates import PartialDate
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat, public, reading_as, system
from kurultay.kit.reading.models import MEMBERS, RESTRICTED, intern
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Commitment, CommitmentName, CommitmentParty, Step, Tally
from kurultay.record.commitments.models.boards import board, scope_of
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Area, AreaName, Catalogue, Party, PartyName

TOTAL = 100_000
ORGANISATIONS, STATES, AREAS, MEETINGS = 40, 30, 24, 60  # areas and meetings of each organisation
LARGE = 0.4  # of all commitments are the first organisation's
LIMIT = 60.0  # ms, p95
BEGIN, DAYS = date(2020, 1, 1), 2190
CALLS = 40
OFFICER = Reader.person("an officer", Seat("officer", "org-0"))
FOCAL = Reader.person("a focal point", Seat("focal-point", "org-0", "state-3"))


def _day(chance: random.Random, since: date = BEGIN, within: int = DAYS) -> date:
    return since + timedelta(days=chance.randrange(within))


def _partial(name: str, day: date | None = None) -> dict[str, Any]:
    first, last = (day, day) if day else (date(1, 1, 1), date(9999, 12, 31))
    return {name: day.isoformat() if day else "", f"{name}_earliest": first, f"{name}_latest": last}


def generate(chance: random.Random) -> None:
    """All rows, past the acts; what follows from them is reckoned after."""
    enter([], by=system("bench"), reason="generated")
    with reading_as(system("bench")):
        act = Act.objects.values_list("pk", flat=True).get()
        everybody = intern("").pk
        members = [intern(f"org-{n}", MEMBERS).pk for n in range(ORGANISATIONS)]
        few = [
            [intern(f"org-{n}", RESTRICTED, (f"state-{s}",)).pk for s in range(STATES)] for n in range(ORGANISATIONS)
        ]
    shared = {"audience_id": everybody, "last_act_id": act}
    fill(Party, _parties(shared))
    fill(PartyName, ({**shared, **period(None, None), "id": n + 1, "text": f"Party {n}", "lang": "en", "kind": "short",
                      "primary": True, "party_id": n + 1} for n in range(ORGANISATIONS + STATES)))  # fmt: skip
    fill(Catalogue, ({**shared, **period(BEGIN, None), **_partial("adopted_on", BEGIN), "id": n + 1, "of_id": n + 1,
                      "key": f"plan-{n}", "kind": "strategy", "title": f"Plan {n}"}
                     for n in range(ORGANISATIONS)))  # fmt: skip
    numbers = range(ORGANISATIONS * AREAS)
    fill(Area, ({**shared, "id": n + 1, "key": f"area-{n}", "catalogue_id": n // AREAS + 1, "kind": "area",
                 "parent_id": n - n % 6 + 1 if n % 6 else None, "position": n % AREAS} for n in numbers))  # fmt: skip
    fill(AreaName, ({**shared, **period(None, None), "id": n + 1, "text": f"Area {n}", "lang": "en", "kind": "short",
                     "primary": True, "area_id": n + 1} for n in numbers))  # fmt: skip
    fill(Meeting, _meetings(chance, shared))
    plans = list(_commitments(chance, shared, members))
    fill(Commitment, (row for row, _of in plans))
    fill(CommitmentName, ({**shared, **period(None, None), "id": row["id"], "text": f"Commitment {row['id']}",
                           "lang": "en", "kind": "short", "primary": True, "commitment_id": row["id"],
                           "audience_id": row["audience_id"]} for row, _of in plans))  # fmt: skip
    ties, steps = _followed(chance, plans, few)
    fill(CommitmentParty, ({**shared, **row, "id": n} for n, row in enumerate(ties, 1)))
    fill(Step, ({**shared, **_partial("seen_on"), **row, "id": n} for n, row in enumerate(steps, 1)))


def _parties(shared: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for n in range(ORGANISATIONS):
        yield {**shared, **period(None, None), "id": n + 1, "key": f"org-{n}", "kind": "organisation"}
    for n in range(STATES):
        number = ORGANISATIONS + n + 1
        yield {
            **shared,
            **period(None, None),
            "id": number,
            "key": f"state-{n}",
            "kind": "state",
            "sort_key": f"{n:03}",
        }


def _meetings(chance: random.Random, shared: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for n in range(ORGANISATIONS * MEETINGS):
        day = _day(chance)
        yield {**shared, **_partial("starts_on", day), **_partial("ends_on", None), **_partial("planned_for", None),
               "id": n + 1, "key": f"meeting-{n}", "kind": "summit", "body_id": n // MEETINGS + 1, "status": "held",
               "sort_day": day}  # fmt: skip


def _commitments(chance: random.Random, shared: dict[str, Any], members: list[int]) -> Iterator[tuple[Any, int]]:
    for n in range(TOTAL):
        of = 0 if chance.random() < LARGE else chance.randrange(1, ORGANISATIONS)
        made = _day(chance)
        due = None if chance.random() < 0.2 else made + timedelta(days=chance.randrange(60, 900))
        yield {
            **shared, **_partial("made_on", made), **_partial("due_on", due), "id": n + 1, "key": f"c-{n}",
            "verb": chance.choice(("decides", "decides", "plans", "requests")), "of_id": of + 1,
            "meeting_id": of * MEETINGS + chance.randrange(MEETINGS) + 1,
            "area_id": of * AREAS + chance.randrange(AREAS) + 1 if chance.random() < 0.7 else None,
            "audience_id": members[of] if chance.random() < 0.12 else shared["audience_id"],
        }, of  # fmt: skip


def _followed(
    chance: random.Random, plans: list[tuple[Any, int]], few: list[list[int]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Parties of the commitments and their steps: reports, some for few, moves of due dates, and ends."""
    ties, steps = [], []
    for row, of in plans:
        own = {"commitment_id": row["id"], "audience_id": row["audience_id"]}
        states = chance.sample(range(STATES), chance.choice((1, 1, 2)))
        ties += [{**own, "party_id": ORGANISATIONS + s + 1, "capacity": "responsible"} for s in states]
        made = date.fromisoformat(row["made_on"])
        for state in states:
            if chance.random() < 0.6:
                narrow = {"audience_id": few[of][state]} if chance.random() < 0.1 else {}
                steps.append({**own, "kind": "report", "text": "so far", "by_party_id": ORGANISATIONS + state + 1,
                              **_partial("on", _day(chance, made, 600)), **_partial("due_on", None),
                              **narrow})  # fmt: skip
        if row["due_on"] and chance.random() < 0.3:
            due = date.fromisoformat(row["due_on"])
            steps.append({**own, "kind": "moved", "text": "late", **_partial("on", _day(chance, made, 500)),
                          **_partial("due_on", due + timedelta(days=200))})  # fmt: skip
        if chance.random() < 0.6:
            kind = chance.choice(("met", "met", "met", "met-otherwise", "partly-met", "not-met", "lapsed"))
            steps.append({**own, "kind": kind, "text": "why", **_partial("on", _day(chance, made, 1000)),
                          **_partial("due_on", None)})  # fmt: skip
    return ties, steps


def prepare() -> Iterator[Figure]:
    """Generate, reckon, check."""
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA defer_foreign_keys=ON")
        generate(random.Random(7))
    begun = time.process_time()
    with transaction.atomic():
        rows = reckoning.rebuild()
    took = time.process_time() - begun
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            models = [
                Party,
                PartyName,
                Catalogue,
                Area,
                AreaName,
                Meeting,
                Commitment,
                CommitmentName,
                CommitmentParty,
                Step,
            ]
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("PRAGMA optimize=0x10002")
    begun = time.process_time()
    finding = reckoning.check()
    if finding is not None or rows != TOTAL:
        raise AssertionError(f"{rows} commitments: {finding}")
    with reading_as(system("bench")):
        cells = Tally.objects.count()
    yield Figure(f"{TOTAL:,} commitments reckoned anew", took, "s CPU", note=f"{cells / TOTAL:.1f} counters for each")
    yield Figure(
        "a full recomputation equals the counters", time.process_time() - begun, "s CPU", note="kurultay check"
    )


def figures() -> Iterator[Figure]:
    """The figures alone: of the largest organisation, for readers of each kind."""
    chance = random.Random(11)
    days = [PartialDate.parse(_day(chance)) for _n in range(CALLS)]
    for reader in (public(), OFFICER, FOCAL, system("bench")):
        with reading_as(reader):
            scope = scope_of("organisation", Party.objects.get(key="org-0"))
            taken = durations([lambda day=day, scope=scope: board(scope, day) for day in days], 2, time.process_time)
            total = board(scope, days[0]).total
        yield Figure(f"figures of the largest organisation, {reader.name}", percentile(taken, 95), "ms CPU p95", LIMIT,
                     note=f"p50 {percentile(taken, 50):.1f} ms, {total:,} commitments")  # fmt: skip


def pages() -> Iterator[Figure]:
    """Whole pages as of changing days, for the public and for an officer."""
    paths = {"all organisations": "/boards/?on={}", "largest organisation": "/boards/organisation/org-0?on={}",
             "body": "/boards/body/org-5?on={}", "party": "/boards/party/state-3?on={}",
             "meeting": "/boards/meeting/meeting-7?on={}", "area": "/boards/area/area-6?on={}",
             "strategy": "/boards/strategy/plan-0?on={}",
             "then and now": "/boards/organisation/org-0?on={}&then=2021-12-31",
             "register": "/commitments/?on={}", "register of the largest": "/commitments/?of=org-0&on={}",
             "register, overdue": "/commitments/?of=org-0&status=overdue&on={}"}  # fmt: skip
    chance = random.Random(13)
    for reader in (public(), OFFICER):
        policy._reader_of[:] = [lambda request, reader=reader: reader]
        for name, path in paths.items():
            urls = [path.format(_day(chance).isoformat()) for _n in range(CALLS)]
            number = len(counted(urls[0]))
            taken = durations([lambda url=url: Client().get(url) for url in urls], 2, time.process_time)
            yield Figure(f"{name}, {reader.name}", percentile(taken, 95),
                         "ms CPU p95", LIMIT if "boards" in path else None,
                         note=f"p50 {percentile(taken, 50):.1f} ms, {number} statements")  # fmt: skip
    policy._reader_of[:] = []


def acts() -> Iterator[Figure]:
    """A report in the largest organisation, counters and all."""
    by = system("bench")
    with reading_as(by):
        things = list(Commitment.objects.filter(of=1).order_by("pk")[:30])
    calls = [lambda thing=thing: commitments.report(thing, text="On.", on="2026-01-01", by=by) for thing in things]
    yield Figure(
        "an act: a report, counters and all", percentile(durations(calls, clock=time.process_time), 95), "ms CPU p95"
    )
    if reckoning.check() is not None:
        raise AssertionError("The counters do not follow the acts.")


def main() -> None:
    """Print the figures."""
    say(prepare())
    say(figures())
    say(pages())
    say(acts())
