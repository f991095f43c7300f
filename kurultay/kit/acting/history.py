"""Reading the history of a row: who did what to it, when and why, in the reader's own sight."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.apps import apps
from django.db.models import Min, Q, prefetch_related_objects

from .acts import label_of
from .models import Act, Change

QUIET = frozenset({"sort_key", "audience_id", "script"})  # follow from other columns, or would tell of others


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


def history(rows: Iterable[Row], limit: int = 50) -> list[Entry]:
    """The newest acts on these rows, newest first; at most `limit`.

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
    changes = Change.objects.filter(wanted).order_by("-act__number", "n")
    entries: dict[int, list[Change]] = {}
    for change in changes[: limit * 20]:
        entries.setdefault(change.act_id, []).append(change)
    told = list(entries.values())[:limit]
    prefetch_related_objects([group[0] for group in told], "act")
    pointed = _pointed_at([change for group in told for change in group])
    return [_entry(group, names, pointed) for group in told]


def near(field: str, numbers: Iterable[int]) -> dict[str, Any]:
    """The condition that a field is one of these numbers; many that lie close together are asked for as one stretch.

    The stretch may hold others, which the asker passes over: reading these is quicker than naming every number.
    """
    asked = sorted(numbers)
    if len(asked) > 300 and asked[-1] - asked[0] < 3 * len(asked):
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


def _pointed_at(changes: list[Change]) -> dict[tuple[Any, int], str]:
    """What the reader may know of the rows that changed keys point at: their words by table and number."""
    asked: dict[Any, set[int]] = {}
    for change in changes:
        before, after = json.loads(change.before), json.loads(change.after)
        for name, model in _keys(change).items():
            asked.setdefault(model, set()).update(n for n in (before.get(name), after.get(name)) if n is not None)
    rows = ((model, row) for model, ids in asked.items() if ids for row in model.everything.filter(pk__in=ids))
    return {(model, row.pk): str(row) for model, row in rows}


def _entry(changes: list[Change], names: dict[tuple[str, int], str], pointed: dict[tuple[Any, int], str]) -> Entry:
    act = changes[0].act
    lines = tuple(line for c in changes for line in _lines(c, names[c.subject_type, c.subject_id], pointed))
    new = any(c.before == "{}" for c in changes)
    return Entry(str(act.ref), label_of(act.verb), act.actor, act.at, act.reason, new, lines)


def _lines(change: Change, subject: str, pointed: dict[tuple[Any, int], str]) -> Iterable[Line]:
    before, after = json.loads(change.before), json.loads(change.after)
    keys = _keys(change)
    for name, value in after.items():
        held = before.get(name)
        if name in keys:  # a row above the reader's clearance has no words
            held, value = (pointed.get((keys[name], number)) for number in (held, value))
        derived = name.endswith(("_earliest", "_latest")) or name in QUIET
        if derived or (not before and value in ("", None, False, "..")):
            continue
        yield Line(subject, name.removesuffix("_id"), held, value)
