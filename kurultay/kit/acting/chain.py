"""The hash chain over the history: how it is computed and how it is verified.

A change's digest covers the digest before it, so the first altered row can be named; an act's hash covers the
hash of the act before it, its own words and its last change. SHA-256 over canonical JSON (sorted keys, UTF-8).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import zip_longest
from typing import Any

from django.apps import apps
from django.db import models

from .models import Act, ChainHead, Change

HOUSEKEEPING = frozenset({"id", "last_act_id"})  # columns that history does not tell, since it is them


def canonical(value: Any) -> str:
    """JSON with one spelling: sorted keys, no spaces, dates in ISO form."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def _sha(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def instant_text(at: datetime) -> str:
    """An instant as the chain writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant_text(value)
    return value.isoformat() if isinstance(value, date) else value


def values_of(row: models.Model) -> dict[str, Any]:
    """The row's columns as the database holds them: keys as numbers, dates in ISO form, whatever was assigned."""
    columns = (f for f in row._meta.concrete_fields if f.attname not in HOUSEKEEPING)
    return {f.attname: _plain(f.to_python(getattr(row, f.attname))) for f in columns}


def opening(act: Act) -> str:
    """Digest of an act's own words; the first link for its changes."""
    words = [str(act.ref), act.verb, act.actor, act.actor_kind, act.account, act.reason, instant_text(act.at)]
    return _sha(canonical([*words, act.seat] if act.seat else words))  # acts before seats were kept have none


def link(previous: str, change: Change) -> str:
    """Digest of a change after the one before it in the same act."""
    subject = canonical([change.n, change.subject_type, change.subject_id, change.audience_id])
    return _sha(previous, subject, change.before, change.after)


def close(previous_act: str, number: int, count: int, last_digest: str) -> str:
    """Hash of a sealed act."""
    return _sha(previous_act, str(number), str(count), last_digest)


@dataclass(frozen=True)
class Finding:
    """The first thing that does not hold, as a sentence for the person who must look into it."""

    sentence: str


def _in_words(act: Act) -> str:
    return f"act {act.number} ({act.verb} by {act.actor}, {act.at:%Y-%m-%d %H:%M} UTC, {act.ref})"


def verify() -> tuple[int, int, Finding | None]:
    """Walk the whole chain: (acts, changes, first broken place or None). Memory stays flat; one pass per table."""
    acts = changes = 0
    previous = ""
    stream = _changes_by_act()
    held = next(stream, None)
    for act in Act.objects.order_by("number").exclude(number=None).iterator(chunk_size=2000):
        acts += 1
        if act.number != acts:
            return acts, changes, Finding(f"Act {acts} is missing before {_in_words(act)}.")
        digest, count = opening(act), 0
        while held is not None and held[0] == act.number:
            change = held[1]
            count += 1
            changes += 1
            digest = link(digest, change)
            if change.n != count or change.digest != digest:
                what = f"{change.subject_type} {change.subject_id}"
                finding = Finding(f"Change {change.n} of {_in_words(act)} does not match its digest: {what}.")
                return acts, changes, finding
            held = next(stream, None)
        if count != act.changes_count:
            return acts, changes, Finding(f"{_in_words(act)} wrote {act.changes_count} rows; history holds {count}.")
        if act.previous != previous or act.hash != close(previous, acts, count, digest):
            return acts, changes, Finding(f"The seal of {_in_words(act)} does not match what it covers.")
        previous = act.hash
    head = ChainHead.objects.filter(pk=1).first()
    if (head.number, head.hash) != (acts, previous) if head else acts != 0:
        return acts, changes, Finding(f"History ends at act {acts}, but {head.number if head else 0} acts were sealed.")
    if unsealed := Act.objects.filter(number=None).first():
        return acts, changes, Finding(f"An act was never sealed: {unsealed.verb} by {unsealed.actor}.")
    return acts, changes, None


def _changes_by_act() -> Iterator[tuple[int | None, Change]]:
    rows = Change.objects.exclude(act__number=None).order_by("act__number", "n")
    rows = rows.annotate(act_number=models.F("act__number"))
    for change in rows.iterator(chunk_size=5000):
        yield change.act_number, change


def verify_rows() -> Finding | None:
    """Replay every row's changes and compare with the row as it stands: a write past the acts is named."""
    for model in apps.get_models():
        if hasattr(model, "everything") and (finding := _verify_table(model)):
            return finding
    return None


def _verify_table(model: Any) -> Finding | None:
    kind = model.type_name()
    unsaid = values_of(model())  # a column younger than the row's history holds what a new row would
    stored = model.everything.order_by("pk").iterator(chunk_size=2000)
    rows = ((row.pk, {**values_of(row), "last_act_id": row.last_act_id}) for row in stored)
    for (row_id, row), (told_id, told) in zip_longest(rows, _replayed(kind), fillvalue=(None, None)):
        if row_id != told_id:
            first = min(number for number in (row_id, told_id) if number is not None)
            return Finding(f"{kind} {first}: the row and its history do not go together.")
        if row is not None and told is not None and canonical(row) != canonical({**unsaid, **told}):
            changed = sorted(name for name in row if canonical(row[name]) != canonical({**unsaid, **told}[name]))
            return Finding(f"{kind} {row_id} was changed outside an act: {', '.join(changed)}.")
    return None


def _replayed(kind: str) -> Iterator[tuple[int | None, dict[str, Any] | None]]:
    changes = Change.objects.filter(subject_type=kind).order_by("subject_id", "act__number", "n")
    held: int | None = None
    state: dict[str, Any] = {}
    for change in changes.iterator(chunk_size=5000):
        if change.subject_id != held:
            if held is not None:
                yield held, state
            held, state = change.subject_id, {}
        state.update(json.loads(change.after), last_act_id=change.act_id)
    if held is not None:
        yield held, state
