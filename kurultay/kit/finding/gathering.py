"""Reading very many things with their parts, for the index: what a prefetch does, without a query set for each row."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects


def with_parts(rows: Sequence[Any], paths: Iterable[str]) -> Sequence[Any]:
    """The rows of one table, each holding what the paths lead to, as after a prefetch; a statement for each step.

    A prefetch makes a guarded query set for every row and path, which is most of what an import would cost.
    """
    steps: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        first, _, rest = path.partition("__")
        steps[first] += [rest] if rest else []
    for name, farther in steps.items() if rows else ():
        tie = rows[0]._meta.get_field(name)
        found = _parts(rows, name, tie) if tie.one_to_many else _targets(rows, name)
        if farther:
            with_parts(found, farther)
    return rows


def _parts(rows: Sequence[Any], name: str, tie: Any) -> list[Any]:
    """The rows that point at these, put where each looks for its own."""
    key = tie.field
    by: dict[Any, list[Any]] = {row.pk: [] for row in rows}
    found = list(tie.related_model.objects.filter(**{f"{key.name}__in": list(by)}).order_by("pk"))
    for part in found:
        by[getattr(part, key.attname)].append(part)
    for row in rows:
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = by[row.pk]
    return found


def _targets(rows: Sequence[Any], name: str) -> list[Any]:
    """The rows that these point at, each once."""
    prefetch_related_objects(list(rows), name)
    found = {target.pk: target for row in rows if (target := getattr(row, name)) is not None and not target.veiled}
    return list(found.values())
