"""Acts of several people at once, on the database that lets them: the chain stays one chain."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from kurultay.kit.acting import chain
from kurultay.kit.acting.models import Act, Change
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, PartyName
from tests.cast import SYSTEM, written

THREADS, ACTS = 4, 25


@pytest.fixture(autouse=True)
def _several_writers(committed: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")


def _at_once(work: Any) -> None:
    together = Barrier(THREADS)

    def closing(n: int) -> None:
        try:
            connection.ensure_connection()
            together.wait(10)
            work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(closing, range(THREADS)))


def test_the_chain_stays_one_chain() -> None:
    def found(n: int) -> None:  # the very first act is among them
        party = parties.register(f"state-{n}", kind="state", name=f"State {n}", by=SYSTEM)
        for i in range(ACTS - 1):
            parties.name(party, text=f"Name {i} of {n}", kind="alias", by=SYSTEM)

    _at_once(found)
    with reading_as(SYSTEM):
        numbers = list(Act.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, THREADS * ACTS + 1))
        assert (chain.verify()[2], chain.verify_rows()) == (None, None)
        assert (Party.objects.count(), PartyName.objects.count()) == (THREADS, THREADS * ACTS)


def test_one_row_written_by_several_keeps_its_history() -> None:
    """Each writes a column of its own from a row read before all others wrote: history tells what that undid."""
    party = parties.register("state", kind="state", name="State", by=SYSTEM)
    with reading_as(SYSTEM):
        stale = [Party.objects.get(pk=party.pk) for _ in range(THREADS)]

    def move(n: int) -> None:
        for i in range(ACTS):
            with written():
                setattr(stale[n], ("seat", "sort_key", "since", "until")[n], str(2000 + i))
                stale[n].save()

    _at_once(move)
    with reading_as(SYSTEM):
        assert (chain.verify()[2], chain.verify_rows()) == (None, None)
        assert Act.objects.count() == THREADS * ACTS + 1
        held: dict[str, Any] = {}
        for change in Change.objects.filter(subject_type="parties.party").order_by("act__number"):
            before = json.loads(change.before)
            assert before == {name: held[name] for name in before}
            held |= json.loads(change.after)


def test_the_very_first_acts_of_all_may_end_at_once() -> None:
    ready = Barrier(THREADS)

    def first(n: int) -> None:
        with written():
            ready.wait(10)

    _at_once(first)
    with reading_as(SYSTEM):
        assert (chain.verify(), Act.objects.count()) == ((THREADS, 0, None), THREADS)
