"""What sight costs: a guarded query beside the same plain query of Django, on the large record."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from bench.figures import Figure, ratio, say
from kurultay.kit.pages.cursor import SIZE
from kurultay.kit.reading import Reader, Seat, public, reading_as
from kurultay.kit.reading.readers import Scope
from kurultay.record.parties.models import Party

MOST = 1.25  # times the plain query
ROWS = 300


def plain_model() -> type[models.Model]:
    """A model of the same table as Django would have it: no sight, no acts, dates as plain columns."""
    plain: dict[str, Any] = {"__module__": __name__, "Meta": type("Meta", (), {
        "app_label": "bench", "managed": False, "db_table": Party._meta.db_table,
    })}  # fmt: skip
    for field in Party._meta.concrete_fields:
        if field.is_relation:
            plain[field.attname] = models.BigIntegerField(null=True)
        elif isinstance(field, models.DateField):
            plain[field.name] = models.DateField()
        elif isinstance(field, models.BooleanField | models.BigAutoField):
            plain[field.name] = type(field)(primary_key=field.primary_key)
        else:
            plain[field.name] = models.CharField(max_length=300)
    return type("PlainParty", (models.Model,), plain)


def measure(plain: type[models.Model], held: Scope, who: str) -> Iterator[Figure]:
    """Ids of a page, rows of a page and the building of rows, each as a ratio."""
    audiences = held.audiences() or frozenset()

    def same() -> Any:
        return models.QuerySet(plain).filter(audience_id__in=audiences, withdrawn=False).order_by("sort_key", "id")

    def guarded() -> Any:
        return Party.objects.order_by("sort_key", "id")

    cases = {
        f"ids of a page, {who}": (
            lambda: list(guarded().values_list("id", flat=True)[: SIZE + 1]),
            lambda: list(same().values_list("id", flat=True)[: SIZE + 1]),
        ),
        f"one row by key, {who}": (
            lambda: guarded().filter(key="bench-0000000").first(),
            lambda: same().filter(key="bench-0000000").first(),
        ),
        f"{ROWS} rows, {who}": (lambda: list(guarded()[:ROWS]), lambda: list(same()[:ROWS])),
    }
    for name, (ours, theirs) in cases.items():
        value, note = ratio(ours, theirs)
        yield Figure(f"guarded / plain: {name}", value, "times", MOST, note=note)


def build(plain: type[models.Model], held: Scope) -> Iterator[Figure]:
    """from_db alone: rows already fetched become objects."""
    held.audiences()
    names = [f.attname for f in Party._meta.concrete_fields]
    values = [[getattr(row, name) for name in names] for row in Party.objects.order_by("id")[:ROWS]]
    value, note = ratio(
        lambda: [Party.from_db("default", names, row) for row in values],
        lambda: [plain.from_db("default", names, row) for row in values],
    )
    yield Figure(f"guarded / plain: from_db of {ROWS} rows", value, "times", MOST, note=note)


def main() -> None:
    """Print the ratios for the public and for an officer of wide sight."""
    plain = plain_model()
    seats = Seat("officer", organisation="bench-0000000"), Seat("delegate", party="bench-0000067")
    for who, reader in (("public", public()), ("officer", Reader.person("an officer", *seats))):
        with reading_as(reader) as held:
            say(measure(plain, held, who))
    with reading_as(public()) as held:
        say(build(plain, held))
