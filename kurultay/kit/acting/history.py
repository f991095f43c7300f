"""Reading the history of a row: who did what to it, when and why, in the reader's own sight."""

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.apps import apps
from django.db.models import Min, Q, prefetch_related_objects

from .acts import label_of
from .models import Act, Change

QUIET = frozenset({"sort_key", "audience_id", "script", "subject_type", "subject_id"})
# They follow from other columns, would tell of others, or are numbers of rows, which mean nothing to people.
FEW = 50  # numbers that are named one by one


class Row(Protocol):
    """What history asks of a row: its key and the name of its table."""

    pk: Any

    def type_name(self) -> str:
        """The table as changes write it, e.g. `parties.role`."""


@dataclass(frozen=True)
class Line:
    """One field of one row before and after."""

    subject: str
    field: str
    before: Any
    after: Any
    kind: str = dataclasses.field(default="", compare=False)  # the table of the row, e.g. `parties.role`
    rows: tuple[Any, Any] = dataclasses.field(default=(None, None), compare=False)  # of a changed key


@dataclass(frozen=True)
class Entry:
    """One act on the rows asked about, with the lines the reader may see."""

    ref: str
    label: str
    actor: str
    at: datetime
    reason: str
    new: bool
    lines: tuple[Line, ...]
    verb: str = dataclasses.field(default="", compare=False)
    seat: str = dataclasses.field(default="", compare=False)  # role:organisation:party
    about: tuple[str, int] = dataclasses.field(default=("", 0), compare=False)  # the first row in sight: table, number


def history(rows: Iterable[Row], limit: int = 50, where: Q | None = None) -> list[Entry]:
    """The newest acts on these rows, newest first; at most `limit`, and of those `where` (over changes) holds.

    Two statements and one per table that changed keys point at, whatever the number of rows.
    """
    by_type: dict[str, list[int]] = {}
    names: dict[tuple[str, int], str] = {}
    for row in rows:
        if getattr(row, "veiled", False):
            continue
        by_type.setdefault(row.type_name(), []).append(row.pk)
        names[row.type_name(), row.pk] = str(row)
    wanted = Q(pk__in=[])
    for kind, ids in by_type.items():
        wanted |= Q(subject_type=kind, subject_id__in=ids)
    changes = Change.objects.filter(wanted).filter(where or Q()).order_by("-act__number", "n")
    return _entries(changes[: limit * 20], names, limit)


def told(changes: Iterable[Change], limit: int = 50) -> list[Entry]:
    """What these changes say, act by act in their order: two statements more for each table they are of."""
    changes = list(changes)
    by_type: dict[str, set[int]] = {}
    for change in changes:
        by_type.setdefault(change.subject_type, set()).add(change.subject_id)
    names: dict[tuple[str, int], str] = {}
    for kind, ids in by_type.items():
        model: Any = apps.get_model(kind)
        names.update({(kind, row.pk): str(row) for row in model.everything.filter(pk__in=ids)})
    return _entries([c for c in changes if (c.subject_type, c.subject_id) in names], names, limit)


def _entries(changes: Iterable[Change], names: dict[tuple[str, int], str], limit: int) -> list[Entry]:
    entries: dict[int, list[Change]] = {}
    for change in changes:
        entries.setdefault(change.act_id, []).append(change)
    groups = list(entries.values())[:limit]
    prefetch_related_objects([group[0] for group in groups], "act")
    pointed = _pointed_at([change for group in groups for change in group])
    return [_entry(group, names, pointed) for group in groups]


def near(field: str, numbers: Iterable[int]) -> dict[str, Any]:
    """The condition that a field is one of these numbers; many that lie close together are asked for as one stretch.

    The stretch may hold others, which the asker passes over: reading these is quicker than naming every number.
    """
    asked = sorted(numbers)
    if len(asked) > FEW and asked[-1] - asked[0] < 3 * len(asked):
        return {f"{field}__gte": asked[0], f"{field}__lte": asked[-1]}
    return {f"{field}__in": asked}


def first_acts(numbers: dict[str, list[int]]) -> dict[tuple[str, int], int]:
    """The first act in the reader's sight on each row, given numbers of rows by table. One statement."""
    wanted = Q(pk__in=[])
    for kind, ids in numbers.items():
        wanted |= Q(subject_type=kind, **near("subject_id", ids))
    rows = Change.objects.filter(wanted).values_list("subject_type", "subject_id").annotate(Min("act_id"))
    return {(kind, number): act for kind, number, act in rows}


def instants(acts: Iterable[int]) -> dict[int, datetime]:
    """When acts were, given their numbers as rows in the reader's sight hold them. One statement."""
    return dict(Act._base_manager.filter(pk__in=set(acts)).values_list("pk", "at"))


def _keys(change: Change) -> dict[str, Any]:
    """The columns of a changed row that point at record rows, with the tables they point at."""
    fields = apps.get_model(change.subject_type)._meta.concrete_fields
    return {f.attname: f.related_model for f in fields if hasattr(f.related_model, "everything")}


def _pointed_at(changes: list[Change]) -> dict[tuple[Any, int], Any]:
    """The rows that changed keys point at, as far as the reader may see them, by table and number."""
    asked: dict[Any, set[int]] = {}
    for change in changes:
        before, after = json.loads(change.before), json.loads(change.after)
        for name, model in _keys(change).items():
            asked.setdefault(model, set()).update(n for n in (before.get(name), after.get(name)) if n is not None)
    rows = ((model, row) for model, ids in asked.items() if ids for row in model.everything.filter(pk__in=ids))
    return {(model, row.pk): row for model, row in rows}


def _entry(changes: list[Change], names: dict[tuple[str, int], str], pointed: dict[tuple[Any, int], Any]) -> Entry:
    act = changes[0].act
    lines = tuple(line for c in changes for line in _lines(c, names[c.subject_type, c.subject_id], pointed))
    new = any(c.before == "{}" for c in changes)
    about = changes[0].subject_type, changes[0].subject_id
    return Entry(str(act.ref), label_of(act.verb), act.actor, act.at, act.reason, new, lines, act.verb, act.seat, about)


def _lines(change: Change, subject: str, pointed: dict[tuple[Any, int], Any]) -> Iterable[Line]:
    before, after = json.loads(change.before), json.loads(change.after)
    keys = _keys(change)
    for name, value in after.items():
        held = before.get(name)
        rows: tuple[Any, Any] = (None, None)
        if name in keys:  # a row above the reader's clearance has no words
            was, now = (pointed.get((keys[name], number)) for number in (held, value))
            rows, held, value = (was, now), str(was) if was is not None else None, str(now) if now is not None else None
        derived = name.endswith(("_earliest", "_latest")) or name in QUIET
        if derived or (not before and value in ("", None, False, "..")):
            continue
        yield Line(subject, name.removesuffix("_id"), held, value, change.subject_type, rows)
