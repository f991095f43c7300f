"""Plans of the queries that boards and the register of commitments ask for: counters and days by their indexes alone.

SQLite plans without statistics here, as on an installation that never gathered any.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import Reader, Seat, public, reading_as
from kurultay.record.commitments.models import Commitment
from kurultay.record.commitments.models.boards import Scope, scope_of
from kurultay.record.commitments.models.seen import Look
from tests.cast import Scene

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the plan's words are those of SQLite")
READERS = (public(), Reader.person("an officer", Seat("officer", "lakes")))
DAYS = ("2016-02-03", "2016-02-28", "2016-11-03", "2016-11-28")  # early and late in a year and in a month
SCOPES: dict[str, Callable[[Scene], Scope]] = {
    "organisation": lambda scene: scope_of("organisation", scene.lakes),
    "body": lambda scene: scope_of("body", scene.council),
    "party": lambda scene: scope_of("party", scene.east),
    "area": lambda scene: scope_of("area", scene.area),
    "strategy": lambda scene: scope_of("strategy", scene.catalogue),
}


def plans(ask: Callable[[], Any]) -> list[tuple[str, str]]:
    """Each statement that is asked, with its plan."""
    found = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT"):
            with connection.cursor() as cursor:
                told = cursor.cursor.execute(f"EXPLAIN QUERY PLAN {sql % tuple('?' * sql.count('%s'))}", params or ())
                found.append((sql, "\n".join(row[3] for row in told.fetchall())))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    return found


def whole(plan: str) -> list[str]:
    """The lines of a plan that read a whole table or a whole index."""
    return [line for line in plan.splitlines() if "SCAN" in line and "commitments_" in line]


@pytest.mark.parametrize("name", SCOPES)
def test_counters_are_summed_from_their_own_stretch_of_the_index(name: str, scene: Scene) -> None:
    for reader in READERS:
        with reading_as(reader):
            look = Look(SCOPES[name](scene))
            wanted = dict.fromkeys(look.scope.tallies, ("at", "scope"))
            for day in DAYS:
                on = PartialDate.parse(day)
                said = plans(lambda look=look, wanted=wanted, on=on: look.lines(wanted, on))
                assert [whole(plan) for sql, plan in said if "commitments_tally" in sql] == [[]], (reader.name, day)
                assert "commitments_tally_" in said[0][1]


def test_the_days_of_one_scope_are_found_by_an_index(scene: Scene) -> None:
    with reading_as(READERS[1]):
        scope = scope_of("organisation", scene.lakes)
        rows = Look(scope).sight.on(PartialDate.parse("2016").latest)
        plan = rows.filter(overdue="yes", commitment__in=scope.commitments().values("pk")).explain()
    assert "USING INDEX commitments_stretch_" in plan
    assert whole(plan) == []


def test_a_page_of_the_register_walks_one_index_and_stops(scene: Scene) -> None:
    with reading_as(READERS[0]):
        every = Commitment.objects.order_by("-made_on_earliest", "-pk").values_list("pk", "made_on_earliest")[:51]
        mine = Commitment.objects.filter(of=scene.lakes).order_by("-made_on_earliest", "-pk")[:51]
        assert "TEMP B-TREE" not in every.explain() + mine.explain()
        assert "commitments_commit_made" in every.explain()
        assert "commitments_commit_of" in mine.explain()


def test_the_counters_of_an_empty_strategy_are_none(scene: Scene) -> None:
    with reading_as(READERS[0]):
        assert Look(Scope("strategy", None, ())).lines({"area": ("at",)}, PartialDate.parse("2016")) == []
