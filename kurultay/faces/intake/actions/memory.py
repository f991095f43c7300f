"""What one call of an import knows of the record: each row once, however many documents speak of it."""

from collections.abc import Iterable
from typing import Any

from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader
from kurultay.kit.reading.models import MARKINGS, Audience, intern, stricter
from kurultay.kit.rows import Record
from kurultay.kit.rules import keeps
from kurultay.kit.sources.entering import Row as FileRow
from kurultay.kit.sources.entering import RowKind, Wrong

from .kinds import kinds
from .problems import Problem, nearest
from .report import Report

Row = Any  # a row of the record of whatever kind


class Follows(Wrong):
    """A row that only fails because an earlier one did; it is not told."""

    def __init__(self) -> None:
        super().__init__("An earlier row that this one needs is wrong.")


class Memory:
    """Rows of the record by key, by what else identifies them, and by the handles of the files, as `by` reads them."""

    def __init__(self, by: Reader) -> None:
        self.by = by
        self.problems: list[Problem] = []
        self.collecting = False  # whoever calls rolls everything back where there are problems
        self.handles: dict[str, Row] = {}
        self.entered: list[tuple[Report, FileRow, RowKind, Row]] = []  # new and changed rows
        self.failed: set[tuple[type[Record] | None, str]] = set()
        self._by_key: dict[type[Record], dict[str, Row | None]] = {}
        self._of_owner: dict[tuple[type[Record], int], dict[tuple[Any, ...], Row]] = {}
        self._audiences: dict[int, Audience] = {}
        self._interned: dict[tuple[Any, ...], Audience] = {}

    # rows

    def warm(self, wanted: dict[type[Record], set[str]]) -> None:
        """Fetch the rows of these keys, a statement per five hundred."""
        for model, keys in wanted.items():
            known = self._by_key.setdefault(model, {})
            missing = sorted(keys - known.keys())
            for start in range(0, len(missing), 500):
                some = missing[start : start + 500]
                known.update(dict.fromkeys(some))
                known.update({row.key: row for row in model.everything.filter(key__in=some)})

    def by_key(self, model: type[Record], key: str) -> Row | None:
        """The row with this key, None where there is none in the actor's sight."""
        if key not in self._by_key.get(model, {}):
            self.warm({model: {key}})
        return self._by_key[model][key]

    def find(self, model: type[Record], key: str, name: str) -> Row:
        """The row a key `name` of a file points at; raises Wrong with the keys that are like it."""
        row = self.by_key(model, key)
        if row is not None:
            return row
        if (model, key) in self.failed:
            raise Follows
        what = model._meta.verbose_name
        known = [each for each, held in self._by_key[model].items() if held is not None]
        known += model.everything.filter(key__startswith=key[:3]).values_list("key", flat=True)[:200]
        hint = f" {near}" if (near := nearest(key, known)).startswith("Did") else ""
        raise Wrong(f'There is no {what} "{key}".{hint} Enter it before this row.', name)

    def standing(self, kind: RowKind, values: dict[str, Any]) -> Row | None:
        """The row that these values identify, None where it is new."""
        if kind.identity == ("key",):
            return self.by_key(kind.model, values["key"])
        owner = values[kind.identity[0]]
        return self._beside(kind, owner).get(_identity(kind, values.__getitem__))

    def _beside(self, kind: RowKind, owner: Row) -> dict[tuple[Any, ...], Row]:
        """All rows of a kind that belong to one owner; none are stored where the owner is not itself."""
        at = (kind.model, id(owner))
        if at not in self._of_owner:
            self._of_owner[at] = {}
            if owner.pk is not None:
                for row in kind.model.everything.filter(**{kind.identity[0]: owner}).order_by("-id"):
                    self._of_owner[at][_identity(kind, lambda name, row=row: _raw(row, name))] = row
        return self._of_owner[at]

    def keep(self, kind: RowKind, row: Row) -> None:
        """Know a new row from now on."""
        if kind.identity == ("key",):
            self.know(kind.model, row)
        else:
            owner = getattr(row, kind.identity[0])
            self._beside(kind, owner)[_identity(kind, lambda name: getattr(row, name))] = row

    def know(self, model: type[Record], row: Row) -> None:
        """Know a new row with a key from now on."""
        self._by_key.setdefault(model, {})[row.key] = row

    def is_party(self, key: str) -> bool:
        """Whether somebody who can keep rows bears this key."""
        return self.by_key(kinds()["party"].model, key) is not None

    def forget_rows(self) -> None:
        """Look rows up again from now on; for long tables, of which the rows would fill the memory."""
        for known in (self.handles, self.failed, self._by_key, self._of_owner):
            known.clear()

    # audiences

    def forget_audiences(self) -> None:
        """Look them up again: an act that made some was undone."""
        self._audiences.clear()
        self._interned.clear()

    def audience(self, row: Row) -> Audience:
        """Who may read a row."""
        if row.audience_id not in self._audiences:
            self._audiences[row.audience_id] = row.audience
        return self._audiences[row.audience_id]

    def interned(self, keeper: str, marking: str, named: tuple[str, ...]) -> Audience:
        """The audience of this keeper, marking and names."""
        at = (keeper, marking, named)
        if at not in self._interned:
            made = self._interned[at] = intern(keeper, marking, named)
            self._audiences[made.pk] = made
        return self._interned[at]

    def bounded(self, audience: Audience, rows: Iterable[Row | None]) -> Audience:
        """This audience, or the strictest of those of the rows."""
        for row in rows:
            if row is not None:
                audience = stricter(audience, self.audience(row))
        return audience

    def wider(self, row: Row, audience: Audience) -> bool:
        """Whether more people may read `row` than belong to `audience`, by the markings."""
        return MARKINGS.index(self.audience(row).marking) < MARKINGS.index(audience.marking)

    def must_keep(self, row: Row) -> None:
        """Raises Refused where the actor does not write for whoever keeps the row."""
        if refusal := keeps(self.by, self.audience(row).keeper):
            raise Refused(refusal)


def _raw(row: Row, name: str) -> Any:
    """A value of a row as identities hold it: keys as numbers."""
    field = row._meta.get_field(name)
    return getattr(row, field.attname)


def _identity(kind: RowKind, value: Any) -> tuple[Any, ...]:
    """What identifies a row beside its owner: other rows by number, all else as it is."""
    found = []
    for name in kind.identity[1:]:
        held = value(name)
        found.append(held.pk if isinstance(held, Record) else held)
    return tuple(found)
