"""What histories say of acts, in whole sentences: who, from which seat, did what to which thing; and the sources."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from kurultay.kit.acting.acts import says_of
from kurultay.kit.acting.history import Entry
from kurultay.kit.acting.models import Change
from kurultay.kit.asking.finding import called
from kurultay.kit.sources.models import Citation

from .seats import seat_of, seats_in_words


def sentences(entries: list[Entry], thing: Any = None) -> list[str]:
    """The sentence of each act, about `thing` where all are about one; some statements for each table, not each act."""
    seats = {entry.seat: seat for entry in entries if (seat := seat_of(entry.seat)) is not None}
    words = dict(zip(seats, seats_in_words(seats.values()), strict=True))
    names = {} if thing is not None else _names({entry.about for entry in entries})
    same = called(thing) if thing is not None else ""

    def who(entry: Entry) -> str:
        seat = words.get(entry.seat)
        return _("%(name)s (%(seat)s)") % {"name": entry.actor, "seat": seat} if seat else entry.actor

    return [says_of(e.verb) % {"who": who(e), "thing": same or names.get(e.about) or _("an entry")} for e in entries]


def cited(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """The sources that acts cite, by the public names of the acts, as far as they are in sight. Two statements."""
    refs = [entry.ref for entry in entries]
    found = Change.objects.filter(act__ref__in=refs, subject_type=Citation.type_name(), before="{}")
    made = {number: str(ref) for number, ref in found.values_list("subject_id", "act__ref")}
    places: dict[str, dict[str, list[str]]] = {ref: {} for ref in made.values()}  # of each act, by source
    said = Citation.everything.filter(pk__in=list(made) or [0]).order_by("pk")  # asked for in any case: one cost
    for number, title, place in said.values_list("pk", "source__title", "place"):
        if title:
            stated = places[made[number]].setdefault(title, [])
            stated += [place] if place and place not in stated else []
    return {ref: [_at(title, *stated) for title, stated in sources.items()] for ref, sources in places.items()}


def _at(title: str, *places: str) -> str:
    """A source with the places in it, each once."""
    return _("%(source)s, %(place)s") % {"source": title, "place": "; ".join(places)} if places else title


def _names(about: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What the things are called to which these rows belong; a row out of sight has no name."""
    by_table: dict[str, list[int]] = {}
    for kind, number in about:
        by_table.setdefault(kind, []).append(number)
    found: dict[tuple[str, int], str] = {}
    for kind, numbers in by_table.items():
        table: Any = apps.get_model(kind)
        rows = list(table.everything.filter(pk__in=numbers))
        found |= {(kind, row.pk): called(thing) for row, thing in _things(rows)}
    return found


def _things(rows: list[Any]) -> list[tuple[Any, Any]]:
    """Each row with the named thing that it is a part of, or itself; rows of one table go up together."""
    if not rows or hasattr(rows[0], "names") or not rows[0].bound_by or _has_title(rows[0]):
        if rows and hasattr(rows[0], "names"):
            prefetch_related_objects(rows, "names")
        return [(row, row) for row in rows]
    tie = rows[0].bound_by[0]
    prefetch_related_objects(rows, tie)
    owners = [owner for row in rows if (owner := getattr(row, tie)) is not None and not owner.veiled]
    known = {id(owner): thing for owner, thing in _things(owners)}
    return [(row, known.get(id(getattr(row, tie)), row)) for row in rows]


def _has_title(row: Any) -> bool:
    return bool(getattr(row, "key", "")) and bool(getattr(row, "title", ""))
