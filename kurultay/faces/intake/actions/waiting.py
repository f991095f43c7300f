"""New rows, citations and figures that wait to be written, many at once."""

from collections.abc import Callable
from typing import Any

from django.db import Error, transaction

from kurultay.kit import databases
from kurultay.kit.reading.models import Audience
from kurultay.kit.rows import Record
from kurultay.kit.sources.entering import Row
from kurultay.kit.sources.models import Citation, Source, StatedFigure
from kurultay.kit.sources.stating import Cite, is_cited

Refuse = Callable[[Row, Record, str], None]


def in_words(error: Exception) -> str:
    """Why the database refused a row, for people."""
    guard = databases.refusal(error)
    return f"{guard}. Correct the dates of one of the two rows." if guard else f"The database refuses this row: {error}"


class Waiting:
    """New rows in the order of the file; a row is written after those it points at."""

    def __init__(self, refuse: Refuse) -> None:
        self.rows: list[tuple[Row, Any]] = []
        self.dropped: list[Row] = []  # rows not written, since one that they point at was refused
        self._refuse = refuse

    def add(self, row: Row, record: Record) -> None:
        """Let a new row wait."""
        self.rows.append((row, record))

    def flush(self) -> None:
        """Write all; rows the database refuses are told, and those that point at them with them."""
        while self.rows:
            ready = [pair for pair in self.rows if not _points_at_unwritten(pair[1])]
            if not ready:  # what they point at was refused, and that is told already
                self.dropped += [row for row, _record in self.rows]
                self.rows = []
                return
            self.rows = [pair for pair in self.rows if _points_at_unwritten(pair[1])]
            by_table: dict[Any, list[tuple[Row, Any]]] = {}
            for row, record in ready:
                by_table.setdefault(type(record), []).append((row, record))
            for model, pairs in by_table.items():
                self._insert(model, pairs)

    def _insert(self, model: Any, pairs: list[tuple[Row, Any]]) -> None:
        records = [record for _row, record in pairs]
        try:
            with transaction.atomic():
                model.objects.bulk_create(records)
            return
        except (Error, ValueError):
            for record in records:
                record.pk, record._state.adding = None, True
        for row, record in pairs:  # one by one, to tell which it is
            try:
                with transaction.atomic():
                    model.objects.bulk_create([record])
            except (Error, ValueError) as error:
                record.pk, record._state.adding = None, True
                self._refuse(row, record, in_words(error))


def _points_at_unwritten(record: Any) -> bool:
    return any(other is not None and other.pk is None for other in record._state.fields_cache.values())


class Citations:
    """What one source is cited for: what stands already, and what waits to be written."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._waiting: list[tuple[Any, str, str, bool, Cite, Audience]] = []
        self._there: dict[tuple[Any, ...], set[str]] = {}
        self._spoken: set[tuple[str, int, str]] = set()
        stored = Citation.everything.filter(source=source).values_list(
            "subject_type", "subject_id", "field", "value", "place", "ref"
        )
        for *at, ref in stored:
            self._there.setdefault(tuple(at), set()).add(ref)

    def there(self, record: Record, name: str, value: str, cite: Cite) -> bool:
        """Whether the source is cited for this value at this place already, under this outside number if it has one."""
        refs = self._there.get(_at(record, name, value, cite), set())
        ref = cite.refs.get(name, cite.refs.get("", ""))
        return ref in refs or (not ref and bool(refs))

    def speaks(self, record: Record, name: str) -> bool:
        """Whether any source speaks of this field."""
        return (record.type_name(), record.pk, name) in self._spoken or is_cited(record, name)

    def add(self, record: Record, name: str, value: str, decides: bool, cite: Cite, audience: Audience) -> None:
        """Let a citation wait."""
        self._waiting.append((record, name, value, decides, cite, audience))
        if record.pk is not None:
            self._note(record, name, value, cite)

    def _note(self, record: Record, name: str, value: str, cite: Cite) -> None:
        self._spoken.add((record.type_name(), record.pk, name))
        ref = cite.refs.get(name, cite.refs.get("", ""))
        self._there.setdefault(_at(record, name, value, cite), set()).add(ref)

    def drop(self) -> None:
        """Forget those whose rows were refused."""
        self._waiting = []

    def flush(self) -> None:
        """Write all of which the row is written; the others wait on."""
        made, waiting = [], []
        for each in self._waiting:
            record, name, value, decides, cite, audience = each
            if record.pk is None:
                waiting.append(each)
                continue
            self._note(record, name, value, cite)
            citation = cite.citation(record, name, value, decides)
            citation.audience = audience
            made.append(citation)
        self._waiting = waiting
        Citation.objects.bulk_create(made)


def _at(record: Record, name: str, value: str, cite: Cite) -> tuple[Any, ...]:
    return record.type_name(), record.pk, name, value, cite.place


class Figures:
    """The numbers one source states: what stands already, and what waits to be written."""

    _SAME = ("subject_type", "subject_id", "figure", "qualifier", "value", "as_of", "place")

    def __init__(self, source: Source) -> None:
        self._there = set(StatedFigure.everything.filter(source=source).values_list(*self._SAME))
        self._waiting: list[StatedFigure] = []

    def add(self, figure: StatedFigure) -> bool:
        """Let a figure wait; False where it stands already."""
        at = tuple(getattr(figure, name) for name in self._SAME)
        if at in self._there:
            return False
        self._there.add(at)
        self._waiting.append(figure)
        return True

    def flush(self) -> None:
        """Write all."""
        StatedFigure.objects.bulk_create(self._waiting)
        self._waiting = []
