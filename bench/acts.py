"""One act of very many rows, beside the same rows written plainly; and the check of its chain."""

import secrets
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, models, transaction

from bench.actions import enter
from bench.figures import Figure, say
from bench.generate import HOSTS, ORGANISATIONS
from kurultay.kit.acting import chain
from kurultay.kit.acting.models import Act
from kurultay.kit.reading import reading_as, system
from kurultay.kit.reading.models import intern
from kurultay.record.parties.models import Role

ROWS = 100_000
MOST = 3.0  # times the plain insert


def roles(audience: int, act: int | None) -> list[Role]:
    """New roles of a body that has none beside them; keys differ from run to run."""
    run = secrets.token_hex(4)
    return [
        Role(
            key=f"bench-{run}-{n}", kind="guest", of_id=HOSTS - 1, holder_id=ORGANISATIONS + n % 200 + 1,
            since="2015-05-08", until="2016", audience_id=audience, last_act_id=act,
        )
        for n in range(ROWS)
    ]  # fmt: skip


def counted(write: Callable[[], Any]) -> tuple[float, int]:
    """Seconds and statements of a write."""
    statements = 0

    def count(execute: Any, *words: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*words)

    begun = time.perf_counter()
    with connection.execute_wrapper(count):
        write()
    return time.perf_counter() - begun, statements


def measure() -> Iterator[Figure]:
    """Write, verify, compare. Inside a transaction that is taken back, so that the record stays as it was generated."""
    by = system("bench")
    with reading_as(by):
        audience = intern("").pk
        generated = Act.objects.order_by("-number").values_list("pk", flat=True)[0]
        plain, ours = roles(audience, generated), roles(audience, None)
        # Past the acts, for comparison only.
        plainly, few = counted(lambda: models.QuerySet(Role).bulk_create(plain, batch_size=1000))
        seconds, statements = counted(lambda: enter(ours, by=by, reason="measuring"))
        begun = time.perf_counter()
        _acts, changes, finding = chain.verify()
        verified = time.perf_counter() - begun
        if finding is not None or changes < ROWS:
            raise AssertionError(f"The chain does not hold: {finding}")
    yield Figure(f"an act of {ROWS:,} rows", ROWS / seconds, "rows/s", note=f"{seconds:.1f} s")
    yield Figure("the same rows written plainly", ROWS / plainly, "rows/s", note=f"{plainly:.1f} s, {few} statements")
    yield Figure("act / plain", seconds / plainly, "times", MOST)
    yield Figure(
        "rows a statement carries", ROWS / statements, "", note=f"{statements} statements with those of history"
    )
    yield Figure("its chain verified", changes / verified, "changes/s", note=f"{verified:.1f} s")


def main() -> None:
    """Print the figures."""
    with transaction.atomic():
        say(measure())
        transaction.set_rollback(True)
