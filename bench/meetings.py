"""A body with a thousand meetings: its pages beside the same pages with ten, in milliseconds and statements."""

from collections.abc import Iterator

from django.db import models
from django.test import Client

from bench.actions import enter
from bench.figures import Figure, durations, say
from bench.statements import counted
from kurultay.kit.acting.models import Act
from kurultay.kit.reading import reading_as, system
from kurultay.kit.reading.models import intern
from kurultay.record.meetings.models import Meeting, MeetingName
from kurultay.record.parties import actions as parties

MANY, FEW = 1000, 10
LIMIT = 60  # ms, p95 of a list of a body's meetings
GROWTH = 1.5  # times, at the most, for a list that shows a page of them


def fill(body: int, prefix: str, count: int, act: int, audience: int) -> None:
    """Meetings with names, past the acts: the bench's own database is thrown away."""
    rows = [
        Meeting(
            key=f"{prefix}-{n}", kind="committee", body_id=body, ordinal=n + 1, status="held",
            starts_on=f"{1950 + n // 14}-{n % 12 + 1:02d}-{n % 28 + 1:02d}", audience_id=audience, last_act_id=act,
        )
        for n in range(count)
    ]  # fmt: skip
    for row in rows:
        row.settle()
    made = models.QuerySet(Meeting).bulk_create(rows)
    names = [
        MeetingName(
            meeting=m, text=f"Meeting {m.ordinal}", kind="short", primary=True, audience_id=audience, last_act_id=act
        )
        for m in made
    ]
    for name in names:
        name.settle()
    models.QuerySet(MeetingName).bulk_create(names)


def measure() -> Iterator[Figure]:
    """The list of a body's meetings, one meeting, and the whole series of a body with many and with few meetings."""
    by = system("bench")
    with reading_as(by):
        enter([], by=by)
        act, audience = Act.objects.order_by("-number").values_list("pk", flat=True)[0], intern("").pk
        for prefix, count in (("many", MANY), ("few", FEW)):
            fill(parties.register(prefix, kind="body", name=prefix, by=by).pk, prefix, count, act, audience)
    pages = {
        "list of a body's meetings": ("/meetings/?body={}", LIMIT),
        "a meeting": ("/meetings/{}-5", LIMIT),
        "the whole series": ("/series/{}", None),
    }
    for name, (path, limit) in pages.items():
        took, statements = {}, {}
        for prefix in ("many", "few"):
            address = path.format(prefix)
            Client().get(address)
            taken = sorted(durations([lambda address=address: Client().get(address)] * 20))
            took[prefix], statements[prefix] = taken[int(len(taken) * 0.95) - 1], len(counted(address))
        yield Figure(f"{name}, {MANY} meetings, p95", took["many"], "ms", most=limit)
        growth = GROWTH if limit else None
        yield Figure(f"{name}, {MANY} / {FEW} meetings", took["many"] / took["few"], "times", most=growth)
        more = statements["many"] - statements["few"]
        yield Figure(f"{name}: statements", statements["many"], "", note=f"{more} more than with {FEW}")


def main() -> None:
    """Print the figures."""
    say(measure())
