"""The feed of changes: what acts wrote, in their order, as far as the reader may read of it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from kurultay.kit.acting.acts import label_of
from kurultay.kit.acting.chain import instant_text
from kurultay.kit.acting.models import Change
from kurultay.kit.acting.stamps import sealed, unsealed

from .asking import instant_of, root_of
from .problems import Refusal
from .shapes import Changed, Changes
from .shelves import Shelf, shelves

CURSOR = "kit.change"
FIELDS = ("pk", "act_id", "act__number", "n", "subject_type", "subject_id", "before", "act__verb", "act__at")


class ChangesQuery(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What may be asked of the feed."""

    since: (
        Annotated[
            str,
            Meta(description="Where you stopped: the `since` of the answer before. Or an instant to begin at."),
        ]
        | UnsetType
    ) = UNSET
    limit: Annotated[int, Meta(description="How many changes at most.", ge=1, le=200)] = 100


def changes(request: HttpRequest, given: Mapping[str, Any]) -> Changes:
    """A page of the feed. At most seven statements, and one for each table whose rows changed."""
    limit, since = given["limit"], "" if given["since"] is UNSET else given["since"]
    rows = Change.objects.filter(act__number__isnull=False, subject_type__in=list(_bearers()))
    found = list(rows.filter(_after(since)).order_by("act__number", "n").values_list(*FIELDS)[: limit + 1])
    told = _told(found[:limit], root_of(request))
    mark = sealed(CURSOR, found[:limit][-1][0]) if found else since
    more = len(found) > limit
    query = urlencode({"since": mark, **({"limit": limit} if "limit" in request.GET else {})})
    return Changes(told, mark, f"{root_of(request)}changes?{query}" if more else None)


def _after(since: str) -> Q:
    if not since:
        return Q()
    number = unsealed(CURSOR, since)
    if number is not None:
        place = Change.objects.filter(pk=number).values_list("act__number", "n").first()
        if place is not None:
            return Q(act__number__gt=place[0]) | Q(act__number=place[0], n__gt=place[1])
    if not since[:4].isdigit() or "-" not in since:
        told = _("This is no place in the feed. Take it from `since` of the answer before, or begin without it.")
        raise Refusal(told, "since")
    return Q(act__at__gte=instant_of(since, "since"))


def _bearers() -> dict[str, tuple[Shelf, str]]:
    """The tables whose changes are told, with the list of each; for rows inside objects the key that says whose."""
    found: dict[str, tuple[Shelf, str]] = {}
    for shelf in shelves().values():
        found[shelf.kind] = (shelf, "")
        for part in shelf.listed.parts.values():
            found[part.model.type_name()] = (shelf, part.of)
    return found


def _told(rows: list[tuple[Any, ...]], root: str) -> list[Changed]:
    """One entry for each thing that an act wrote; nothing of things that are no longer in sight."""
    bearers, owners = _bearers(), _owners(rows)
    numbers: dict[str, set[int]] = defaultdict(set)
    for _pk, _act, _number, _n, kind, subject, *_rest in rows:
        if (owner := owners.get((kind, subject))) is not None:
            numbers[bearers[kind][0].name].add(owner)
    known = {name: _keys(shelves()[name], some) for name, some in numbers.items()}
    found: dict[tuple[int, str, int], Changed] = {}
    for pk, act, _number, _n, kind, subject, before, verb, at in rows:
        shelf, part = bearers[kind]
        owner = owners.get((kind, subject), 0)
        if owner not in known.get(shelf.name, {}):
            continue
        key, withdrawn = known[shelf.name][owner]
        new = before == "{}" and not part
        entry = found.get((act, shelf.name, owner))
        if entry is None:
            found[act, shelf.name, owner] = Changed(
                sealed(CURSOR, pk), f"{root}{shelf.name}/{key}", shelf.listed.word, key, verb, str(label_of(verb)),
                instant_text(at), new, withdrawn,
            )  # fmt: skip
        else:
            entry.new = entry.new or new
    return list(found.values())


def _owners(rows: list[tuple[Any, ...]]) -> dict[tuple[str, int], int]:
    """The thing that each changed row is, or is inside of. One statement for each table of parts."""
    found: dict[tuple[str, int], int] = {}
    parts: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        kind, subject = row[4], row[5]
        if _bearers()[kind][1]:
            parts[kind].add(subject)
        else:
            found[kind, subject] = subject
    for kind, numbers in parts.items():
        shelf, of = _bearers()[kind]
        part = next(p for p in shelf.listed.parts.values() if p.model.type_name() == kind)
        model: Any = part.model
        held = model.everything.filter(pk__in=numbers).values_list("pk", f"{of}_id")
        found.update({(kind, pk): owner for pk, owner in held})
    return found


def _keys(shelf: Shelf, numbers: set[int]) -> dict[int, tuple[str, bool]]:
    """Key of each of these rows that is in sight, and whether it is withdrawn."""
    rows = shelf.model.everything.filter(pk__in=numbers)
    if shelf.listed.also is not None:
        rows = shelf.listed.also(rows)
    if shelf.keyed:
        return {pk: (key, withdrawn) for pk, key, withdrawn in rows.values_list("pk", "key", "withdrawn")}
    return {pk: (sealed(shelf.kind, pk), withdrawn) for pk, withdrawn in rows.values_list("pk", "withdrawn")}
