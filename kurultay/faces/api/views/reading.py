"""Reading objects: thin rows, and what they point at in a few statements for any number of them."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Q

from kurultay.kit.acting.chain import instant_text
from kurultay.kit.acting.history import first_acts, instants, near
from kurultay.kit.acting.stamps import sealed
from kurultay.kit.dates import FIRST, LAST, OPEN, Certainty, PartialDate, Period
from kurultay.kit.lists import Part
from kurultay.kit.names.choice import choose
from kurultay.kit.sources.models import Citation

from .asking import Asked, sorted_by
from .kept import Known
from .narrowing import asked_of_time, said
from .shelves import DATE, END, FLAG, REF, Column, Shelf, by_kind, by_model, shelves

NAME = ("text", "lang", "kind", "primary", "since", "until")


class Named(NamedTuple):
    """A name as the choice of names asks for it."""

    text: str
    lang: str
    kind: str
    primary: bool
    since_earliest: date
    since_latest: date
    until_earliest: date
    until_latest: date


@lru_cache(maxsize=8192)
def bounds(since: str, until: str) -> tuple[date, date, date, date]:
    """The bounds of a period."""
    period = Period(since, until)
    return period.since_earliest, period.since_latest, period.until_earliest, period.until_latest


@lru_cache(maxsize=8192)
def day(text: str) -> dict[str, Any] | None:
    """A date as objects show it; None where it is not known."""
    if not text:
        return None
    if text == OPEN:
        return {"edtf": OPEN, "earliest": None, "latest": None}
    known = PartialDate.parse(text)
    first = None if known.earliest == FIRST else known.earliest.isoformat()
    return {"edtf": text, "earliest": first, "latest": None if known.latest == LAST else known.latest.isoformat()}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the garbage collector off: objects of an answer are many, in no cycle, and all are kept until it is written.

    Looking through them again and again takes a third of the time of a long list.
    """
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


class Load:
    """The objects of one answer while they are put together."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.root, self.known = asked, asked.root, Known.at(asked)
        self._acts: dict[tuple[str, int], list[int]] = {}  # acts on each object and what is inside it
        self._objects: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
        self._refs: dict[Any, dict[int, list[tuple[dict[str, Any], str]]]] = defaultdict(lambda: defaultdict(list))
        self._cited: dict[str, dict[int, tuple[tuple[str, int], str]]] = defaultdict(dict)  # part rows: object, part

    def address(self, shelf: Shelf, key: str) -> str:
        """Where an object stands."""
        return f"{self.root}{shelf.name}/{key}"

    def objects(self, rows: Any) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
        """The objects of these rows, complete, and what each is sorted by with its number."""
        shelf = self.asked.shelf
        with _uncollected():
            found, places = self._rows(shelf, rows, sorted_by(shelf), True)
            if self.asked.include and found:
                for name in self.asked.include:
                    self._within(name, places)
            self._finish()
        return found, places

    def _rows(
        self, shelf: Shelf, rows: Any, order: Iterable[str], dated: bool
    ) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
        """Objects without references, and what each is sorted by with its number. One statement, and one per part."""
        order, columns, own = tuple(order), shelf.columns, ("key",) if shelf.keyed else ()
        answers = self._answers() if dated else {}
        subject = ("subject_type", "subject_id") if shelf.about_rows else ()
        head = ("pk", "withdrawn", "last_act_id", *own, *subject, *order)
        if answers:
            rows = rows.annotate(**answers)
        found, places, living = [], [], {}
        for row in rows.values_list(*head, *(c.read for c in columns), *answers):
            pk, withdrawn, act = row[:3]
            key = row[3] if own else sealed(shelf.kind, pk)
            thing = {
                "id": self.address(shelf, key), "key": key, "type": shelf.listed.word, "created": None,
                "modified": None, "withdrawn": withdrawn, "web": self._web(shelf, key),
            }  # fmt: skip
            if not withdrawn:
                if answers:
                    sure, may = row[-len(answers) :]
                    thing["holds"] = str(Certainty.YES if sure else Certainty.POSSIBLE if may else Certainty.NO)
                thing["name"] = None
                if subject:
                    self._point(thing, "of", row[3 + len(own)], row[4 + len(own)])
                self._fill(thing, columns, row[len(head) :])
                living[pk] = thing
            self._acts[shelf.kind, pk] = [act]
            self._objects[shelf.kind, pk].append(thing)
            found.append(thing)
            places.append((*row[len(head) - len(order) : len(head)], pk))
        for name, part in shelf.listed.parts.items():
            if dated or name == "names":
                self._part(shelf, name, part, living)
        self._name(shelf, living)
        return found, places

    def _answers(self) -> dict[str, Any]:
        sure, may = asked_of_time(self.asked)
        return {} if sure is None or may is None else {"is_certain": said(sure), "is_possible": said(may)}

    def _web(self, shelf: Shelf, key: str) -> str | None:
        pattern = shelf.listed.web
        return self.root.removesuffix("/api/v1/") + pattern.replace("{key}", key) if pattern else None

    def _fill(self, thing: dict[str, Any], columns: list[Column], values: Sequence[Any]) -> None:
        for column, value in zip(columns, values, strict=False):
            kind = column.kind
            if kind == REF:
                thing[column.name] = None
                if value is not None:
                    self._refs[column.target][value].append((thing, column.name))
            elif kind in (DATE, END):
                thing[column.name] = day(value)
            elif kind == FLAG or value != "":
                thing[column.name] = value
            else:
                thing[column.name] = None

    def _point(self, thing: dict[str, Any], name: str, kind: str, number: int) -> None:
        thing[name] = None
        shelf = by_kind().get(kind)
        if shelf is not None:
            self._refs[shelf.model][number].append((thing, name))

    def _part(self, shelf: Shelf, name: str, part: Part, living: dict[int, dict[str, Any]]) -> None:
        """The rows inside these objects. One statement."""
        for thing in living.values():
            thing[name] = []
        if not living:
            return
        columns = shelf.part_columns(part)
        model: Any = part.model
        rows = model.everything.filter(**near(f"{part.of}_id", living)).order_by("pk")
        kind = model.type_name()
        for row in rows.values_list("pk", "withdrawn", "last_act_id", f"{part.of}_id", *(c.read for c in columns)):
            pk, withdrawn, act, bearer = row[:4]
            if bearer not in living:
                continue  # inside a row that lies between those asked for
            self._acts[shelf.kind, bearer].append(act)
            if not withdrawn:
                held: dict[str, Any] = {}
                self._fill(held, columns, row[4:])
                living[bearer][name].append(held)
                self._cited[kind][pk] = ((shelf.kind, bearer), name)

    def _name(self, shelf: Shelf, living: dict[int, dict[str, Any]]) -> None:
        for thing in living.values():
            if shelf.named:
                thing["name"] = self._chosen([_named(name) for name in thing["names"]])
            elif shelf.listed.label:
                thing["name"] = thing.get(shelf.label_of(shelf.listed.label))

    def _chosen(self, names: list[Named]) -> str | None:
        if len(names) == 1:
            return names[0].text
        chosen = choose(names, self.asked.day, self.asked.lang)
        return chosen.text if chosen else None

    def _within(self, name: str, places: list[tuple[Any, ...]]) -> None:
        """Objects of another list inside these. One statement, and one for names."""
        shelf, within = self.asked.shelf, self.asked.shelf.within[name]
        child = shelves()[within.list]
        numbers = [pk for *_order, pk in places]
        for pk in numbers:
            for thing in self._objects[shelf.kind, pk]:
                thing[name] = []
        seen: set[tuple[int, int]] = set()
        for by in within.by:
            rows = child.model.objects.filter(**{f"{by}__in": numbers}).order_by("pk")  # whole objects: no others
            things, ends = self._rows(child, rows, (f"{by}_id",), False)
            for thing, (bearer, pk) in zip(things, ends, strict=True):
                if (bearer, pk) not in seen:
                    seen.add((bearer, pk))
                    for holder in self._objects[shelf.kind, bearer]:
                        if not holder["withdrawn"]:
                            holder[name].append(thing)

    def _finish(self) -> None:
        self._resolve()
        self._cite()
        self._reckon()
        self._date()

    def _resolve(self) -> None:
        """Put references in place: one statement for each table pointed at."""
        for model, wanted in self._refs.items():
            found = self.known.references[model]
            missing = [pk for pk in wanted if pk not in found]
            if missing:
                found.update(self._references(by_model()[model], missing))
            for pk, spots in wanted.items():
                if (reference := found.get(pk)) is not None:
                    for thing, name in spots:
                        thing[name] = reference
        for (kind, _pk), things in self._objects.items():
            pattern = by_kind()[kind].listed.web
            if pattern and "{key}" not in pattern:
                for thing in things:
                    self._web_of_bearer(thing, pattern)

    def _web_of_bearer(self, thing: dict[str, Any], pattern: str) -> None:
        before, _brace, rest = pattern.partition("{")
        bearer = thing.get(rest.rstrip("}"))
        thing["web"] = f"{self.root.removesuffix('/api/v1/')}{before}{bearer['key']}" if bearer else None

    def _references(self, shelf: Shelf, numbers: list[int]) -> dict[int, dict[str, Any]]:
        """What references to these rows say, as far as the reader sees them. One statement."""
        label = ("names__withdrawn", *(f"names__{field}" for field in NAME)) if shelf.named else ()
        label = label or ((shelf.listed.label,) if shelf.listed.label else ())
        own = ("key",) if shelf.keyed else ()
        names: dict[int, list[Named]] = defaultdict(list)
        found: dict[int, dict[str, Any]] = {}
        for row in shelf.model.everything.filter(pk__in=numbers).order_by("pk").values_list("pk", *own, *label):
            pk, key = row[0], row[1] if own else sealed(shelf.kind, row[0])
            if shelf.named and row[3] is not None and not row[2]:
                text, lang, kind, primary, since, until = row[3:]
                names[pk].append(Named(text, lang, kind, primary, *bounds(since, until)))
            said_name = row[-1] or None if label and not shelf.named else None
            found[pk] = {"id": self.address(shelf, key), "key": key, "type": shelf.listed.word, "name": said_name}
        for pk, held in names.items():
            found[pk]["name"] = self._chosen(held)
        return found

    def _cite(self) -> None:
        """What sources state of the objects and of what is inside them. One statement, and one for hidden claims."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for kind, pk in self._objects:
            numbers[kind].append(pk)
        for kind, rows in self._cited.items():
            numbers[kind].extend(rows)
        for things in self._objects.values():
            for thing in things:
                if not thing["withdrawn"]:
                    thing["sources"] = []
        unsure: list[tuple[tuple[str, str, str], dict[str, Any]]] = []
        base, acts, objects = f"{self.root}sources/", self._acts, self._objects
        for kind, pk, field, key, place, basis, value, withdrawn, act in _citations(numbers):
            at, part = (kind, pk), ""
            if at not in objects:
                at, part = self._cited[kind].get(pk, ((kind, 0), ""))
                if not part:
                    continue  # of a row that lies between those asked for
            acts[at].append(act)
            if withdrawn:
                continue
            told = part or _labels(kind).get(field, field)
            entry = {"field": told, "source": base + key, "at": place, "basis": basis, "value": value}
            names_row = (kind, field) in _KEYS
            for thing in objects[at]:
                if thing["withdrawn"]:
                    continue
                thing["sources"].append(entry)
                if names_row and value and (part or (thing.get(told) or {}).get("key") != value):
                    unsure.append(((kind, field, value), entry))
        hidden = _out_of_sight(claim for claim, _entry in unsure)
        dropped = {id(entry) for claim, entry in unsure if claim in hidden}
        for things in objects.values() if dropped else ():
            for thing in things:
                if "sources" in thing:
                    thing["sources"] = [entry for entry in thing["sources"] if id(entry) not in dropped]

    def _reckon(self) -> None:
        """What follows from several rows, as of the day asked for or today."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for (kind, pk), things in self._objects.items():
            if not things[0]["withdrawn"]:
                numbers[kind].append(pk)
        for kind, pks in numbers.items():
            reckoned = by_kind()[kind].listed.reckoned
            if reckoned is None or (kind != self.asked.shelf.kind):
                continue
            for pk, values in reckoned.read(pks, self.asked.day).items():
                for thing in self._objects[kind, pk]:
                    thing.update({name: value or (None if value == "" else value) for name, value in values.items()})

    def _date(self) -> None:
        """When each object was entered and last written. Two statements."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for kind, pk in self._objects:
            numbers[kind].append(pk)
        created, told = self.known.created, self.known.instants
        new = {kind: some for kind, pks in numbers.items() if (some := [pk for pk in pks if (kind, pk) not in created])}
        if new:
            created.update(first_acts(new))
        acts = {act for acts in self._acts.values() for act in acts} | {created.get(at, 0) for at in self._objects}
        if missing := acts - told.keys() - {0}:
            told.update({act: instant_text(at) for act, at in instants(missing).items()})
        for at, things in self._objects.items():
            modified = max(told[act] for act in self._acts[at])
            entered = told.get(created.get(at, 0), modified)
            for thing in things:
                thing["created"], thing["modified"] = entered, modified


def _named(name: dict[str, Any]) -> Named:
    since, until = (name[end]["edtf"] if name[end] else "" for end in ("since", "until"))
    return Named(name["text"], name["lang"], name["kind"], name["primary"], *bounds(since, until))


class _Keys(dict[tuple[str, str], Any]):
    """The table with keys that a field points at, by table and field as citations name them."""

    def __contains__(self, at: object) -> bool:
        return self[at] is not None  # type: ignore[index]

    def __missing__(self, at: tuple[str, str]) -> Any:
        kind, field = at
        target = apps.get_model(kind)._meta.get_field(field).related_model if field else None
        self[at] = target if hasattr(target, "key") else None
        return self[at]


_KEYS = _Keys()


@cache
def _labels(kind: str) -> dict[str, str]:
    return dict(by_kind()[kind].listed.renamed)


def _citations(numbers: dict[str, list[int]]) -> Any:
    wanted = Q(pk__in=[])
    for kind, pks in numbers.items():
        wanted |= Q(subject_type=kind, **near("subject_id", pks))
    if not numbers:
        return ()
    fields = (
        "subject_type", "subject_id", "field", "source__key", "place", "basis", "value", "withdrawn", "last_act_id",
    )  # fmt: skip
    return Citation.everything.filter(wanted).order_by("id").values_list(*fields)


def _out_of_sight(claims: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Those of (table, field, key) that name a row above the reader's sight. One statement per table named."""
    asked: dict[Any, dict[str, set[tuple[str, str, str]]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        asked[_KEYS[claim[:2]]][claim[2]].add(claim)
    hidden: set[tuple[str, str, str]] = set()
    for target, keys in asked.items():
        seen = set(target.everything.filter(key__in=list(keys)).values_list("key", flat=True))
        hidden |= {claim for key, claims_of in keys.items() if key not in seen for claim in claims_of}
    return hidden
