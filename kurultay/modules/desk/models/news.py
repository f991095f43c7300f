"""What others did to the things that a person follows and to the parts of these, in that person's own sight."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Q

from kurultay.kit.acting.acts import label_of
from kurultay.kit.acting.models import Change
from kurultay.kit.rows import Record

from .tables import Follow

MOST = 30
FOLLOWED = 500


@dataclass(frozen=True)
class News:
    """What somebody did to a thing that is followed, or to a part of it."""

    thing: Any
    label: str
    actor: str
    account: str
    at: datetime
    reason: str


@cache
def parts_of(model: type[Record]) -> tuple[tuple[type[Record], str], ...]:
    """The tables whose rows are parts of a thing, as its names and steps, each with the key that points at it."""
    found = []
    for part in apps.get_app_config(model._meta.app_label).get_models():
        if issubclass(part, Record) and not hasattr(part, "get_absolute_url"):
            found += [(part, name) for name in part.bound_by if part._meta.get_field(name).related_model is model]
    return tuple(found)


def _followed(account: str) -> dict[tuple[str, int], Any]:
    """The things a person follows and may still read, by table and number. A statement per table."""
    ids: dict[str, list[int]] = defaultdict(list)
    for row in Follow.objects.filter(account=account).order_by("-since_at")[:FOLLOWED]:
        ids[row.subject_type].append(row.subject_id)
    return {
        (kind, thing.pk): thing
        for kind, numbers in sorted(ids.items())
        for thing in apps.get_model(kind).objects.filter(pk__in=numbers).prefetch_related("names")
    }


def _whose(things: dict[tuple[str, int], Any]) -> dict[tuple[str, int], Any]:
    """The thing of each of its rows: itself, and each of its parts that the reader sees. A statement per table."""
    found = dict(things)
    by_model: dict[type[Record], list[int]] = defaultdict(list)
    for kind, number in things:
        by_model[apps.get_model(kind)].append(number)
    for model, numbers in by_model.items():
        for part, name in parts_of(model):
            rows = part.everything.filter(**{f"{name}__in": numbers}).values_list("pk", f"{name}_id")
            found |= {(part.type_name(), pk): things[model.type_name(), whole] for pk, whole in rows}
    return found


def _changes(account: str, since: datetime | None, until: datetime | None) -> Iterator[tuple[Any, Any]]:
    """The newest changes, each with the thing it is about."""
    whose = _whose(_followed(account))
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, number in whose:
        by_kind[kind].append(number)
    wanted = Q(pk__in=[])
    for kind, numbers in by_kind.items():
        wanted |= Q(subject_type=kind, subject_id__in=numbers)
    rows = Change.objects.filter(wanted)
    rows = rows.filter(act__at__gt=since) if since is not None else rows
    rows = rows.filter(act__at__lte=until) if until is not None else rows
    for change in rows.order_by("-act__number", "n").prefetch_related("act")[: MOST * 8] if by_kind else ():
        yield change, whose[change.subject_type, change.subject_id]


def news(account: str, since: datetime | None = None, until: datetime | None = None) -> list[News]:
    """The newest acts after `since` and up to `until` on what a person follows, told once for each act and thing."""
    told: dict[tuple[int, str, int], News] = {}
    for change, thing in _changes(account, since, until):
        act = change.act
        entry = News(thing, label_of(act.verb), act.actor, act.account, act.at, act.reason)
        told.setdefault((change.act_id, thing.type_name(), thing.pk), entry)
    return list(told.values())[:MOST]


def last_change(account: str, since: datetime | None, until: datetime) -> tuple[datetime, datetime] | None:
    """The first and the last instant of that time at which others changed what a person follows; None for never."""
    instants = [each.at for each in news(account, since, until) if not is_own(each, account)]
    return (min(instants), max(instants)) if instants else None


def is_own(each: News, account: str) -> bool:
    """Whether the person did it, signed in or by a token."""
    return each.account.partition("/")[0] == account
