"""The desk: takes the rows of a document one by one and enters each in the record."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import Error, transaction

from kurultay.kit.acting import Refused
from kurultay.kit.dates import DateError, period_of
from kurultay.kit.reading.models import Audience, stricter
from kurultay.kit.rows import Record
from kurultay.kit.sources.entering import Row, RowKind, Wrong
from kurultay.kit.sources.models import Source, StatedFigure
from kurultay.kit.sources.stating import Cite, Outcome, undecide, weigh
from kurultay.kit.sources.values import as_text, text_of

from .citing import PLACING, cite_of
from .kinds import CLAIM, FIGURE, OF_ANY, check_keys, is_keyed, keyed, keys_wanted, kind_of, kinds
from .memory import Follows, Memory
from .problems import MOST, Problem
from .reading import Document, marking_of
from .report import NEW, UNCHANGED, Line, Report
from .values import value_of
from .waiting import Citations, Figures, Waiting, in_words

MANY = 2000  # new rows that wait at most


class Desk:
    """Enters the rows of one document; what is wrong goes to `memory.problems`."""

    def __init__(self, document: Document, source: Source, memory: Memory) -> None:
        self.document, self.source, self.memory = document, source, memory
        self.report = Report(source.key, document.keeper)
        self.waiting = Waiting(self._refuse)
        self.citations, self.figures = Citations(source), Figures(source)
        self._named: dict[str, dict[int, Record]] = {}  # by kind: rows to settle at the end
        self.whole = False  # whether the source is cited for a new row as a whole, and not for its values

    def enter_all(self) -> Report:
        """Enter every row; says what was done row by row."""
        self.memory.warm(keys_wanted(self.document.rows))
        for row in self.document.rows:
            if len(self.memory.problems) >= MOST:
                break
            with self._telling(row):
                self._enter_any(row)
        self.flush()
        if not self.memory.problems:
            self._settle()
        return self.report

    # what row kinds may ask for

    def flush(self) -> None:
        """Write what waits."""
        self.waiting.flush()
        self.citations.flush()
        self.figures.flush()

    def count(self, model: type[Record], **where: Any) -> int:
        """How many rows of a table have these values, those that wait to be written too."""
        waiting = [r for _row, r in self.waiting.rows if type(r) is model]
        here = sum(all(getattr(r, name) is value for name, value in where.items()) for r in waiting)
        unwritten = any(isinstance(value, Record) and value.pk is None for value in where.values())
        return here + (0 if unwritten else model._default_manager.filter(**where).count())

    # telling what is wrong

    @contextmanager
    def _telling(self, row: Row) -> Iterator[None]:
        try:
            yield
        except Follows:
            self._fail(row)
        except (Wrong, Refused, DateError) as error:
            self._tell(row, str(error), getattr(error, "key", ""))
        except Error as error:
            self._tell(row, in_words(error))

    def _tell(self, row: Row, text: str, key: str = "") -> None:
        self.memory.problems.append(Problem(row.file, row.lines.get(key, row.line), text))
        self._fail(row)

    def _fail(self, row: Row) -> None:
        kind = keyed().get(row.kind)
        if kind is not None:
            self.memory.failed.add((kind.model, row.value))
        if isinstance(handle := row.given.get("id"), str):
            self.memory.failed.add((None, handle))

    def _refuse(self, row: Row, record: Record, text: str) -> None:
        self._tell(row, text)

    def _did(self, row: Row, name: str, *what: str) -> None:
        self.report.lines.append(Line(row.file, row.line, row.kind, name, what or (UNCHANGED,)))

    # rows

    def _enter_any(self, row: Row) -> None:
        if row.kind == FIGURE:
            self._enter_figure(row)
        elif row.kind == CLAIM:
            self._enter_claim(row)
        else:
            kind = kind_of(row.kind, row.given, row.kind)
            self._enter(row, kind)
            for part in kind.expand(row):
                self._enter_any(part)

    def _enter(self, row: Row, kind: RowKind) -> None:
        has_id = {"id"} if kind.identity != ("key",) else set()
        check_keys(row, {*kind.columns, *kind.lists, *has_id})
        values = kind.arrange(self._values(row, kind), self)
        hung_on = {"key"} if kind.identity == ("key",) else {kind.identity[0]}
        given = tuple(name for name in values if name not in hung_on)
        stated = tuple(n for n in given if n not in kind.editorial and values[n] not in ("", None))
        if kind.whole:
            stated = ()
        cite = cite_of(row, self.source, kind.columns, given, stated)
        name = row.value if kind.identity == ("key",) else f'"{row.value[:60]}" of {values[kind.identity[0]]}'
        record = self._handled(row, kind) or self.memory.standing(kind, values)
        if self.whole:
            stated = tuple(n for n in stated if record is not None and text_of(record, n) != as_text(values[n]))
        if record is None:
            record = self._new(row, kind, values, stated, cite)
            self._did(row, name, NEW)
        else:
            words = {n: values[n] for n in given if n in kind.editorial}
            self._again(row, name, record, {n: values[n] for n in stated}, words, cite, kind)
        if isinstance(handle := row.given.get("id"), str):
            self.memory.handles[handle] = record
        if len(self.waiting.rows) >= MANY:
            self.flush()

    def _values(self, row: Row, kind: RowKind) -> dict[str, Any]:
        """The values a row gives by field, and the defaults of those that identify it."""
        texts = {row.kind: row.value, **row.given}
        fields = kind.model._meta.get_field
        values: dict[str, Any] = {}
        find = partial(self._find, values)
        for key, column in kind.columns.items():  # the owner stands before what is found among its rows
            if key in texts:
                values[column] = value_of(fields(column), key, texts[key], find)
        for key, column in kind.columns.items():
            if column in kind.identity and column not in values:
                default = fields(column).get_default()  # type: ignore[union-attr]
                if default in (None, "") and not fields(column).blank:  # type: ignore[union-attr]
                    raise Wrong(f'A {row.kind} row needs "{key}".', row.kind)
                values[column] = default
        return values

    def _find(self, values: Mapping[str, Any], model: type[Record], text: str, key: str) -> Any:
        """A row by its key, or by its text among the rows of the owner that `values` name; raises Wrong."""
        if is_keyed(model):
            return self.memory.find(model, text, key)
        kind = next(each for each in kinds().values() if each.model is model)
        owner, name = kind.identity
        found = self.memory.standing(kind, {owner: values[owner], name: text}) if owner in values else None
        if found is None:
            raise Wrong(
                f'There is no {model._meta.verbose_name} "{text}" of this {owner}. Enter it before this row.', key
            )
        return found

    def _handled(self, row: Row, kind: RowKind) -> Record | None:
        """The row that an earlier row of this call gave the same handle."""
        handle = row.given.get("id")
        if handle is not None and not isinstance(handle, str):
            raise Wrong('"id" is one word, by which claims in these files mean this row.', "id")
        if (None, handle) in self.memory.failed:
            raise Follows
        record = self.memory.handles.get(handle or "")
        if record is not None and not isinstance(record, kind.model):
            raise Wrong(f'"{handle}" is the handle of another row already. Choose another.', "id")
        return record

    def _base(self, row: Row) -> Audience:
        """Who may read what this row states, as far as the document and the row say."""
        marking, named = marking_of(row.given, self.document.marking, self.document.named)
        for key in named if "named" in row.given else ():
            if not self.memory.is_party(key):
                raise Wrong(f'There is no party "{key}". Enter it before this row.', "named")
        return self.memory.interned(self.document.keeper, marking, named)

    def _new(self, row: Row, kind: RowKind, values: dict[str, Any], stated: tuple[str, ...], cite: Cite) -> Record:
        missing = [key for key in kind.required if kind.columns[key] not in values]
        if missing:
            told = ", ".join(f'"{key}"' for key in missing)
            raise Wrong(f'The {row.kind} "{row.value}" is not in the record yet; a new one needs {told}.', row.kind)
        if kind.kept_with in values:
            self.memory.must_keep(values[kind.kept_with])
        audience = self.memory.bounded(self._base(row), (values.get(name) for name in kind.model.bound_by))
        record = kind.model(audience=audience, **values)
        self._in_order(record)
        kind.complete(record, self)
        self.memory.keep(kind, record)
        self.waiting.add(row, record)
        self.memory.entered.append((self.report, row, kind, record))
        for name in stated or ("",):
            self.citations.add(record, name, as_text(values[name]) if name else "", False, cite, audience)
        if kind.identity != ("key",):
            owner = values[kind.identity[0]]
            self._named.setdefault(self._name_of(kind), {})[id(owner)] = owner
        return record

    @staticmethod
    def _name_of(kind: RowKind) -> str:
        return next(name for name, each in kinds().items() if each is kind)

    @staticmethod
    def _in_order(record: Any) -> None:
        if hasattr(record, "since") and hasattr(record, "until"):
            period_of(record)

    def _again(
        self, row: Row, name: str, record: Any, stated: Mapping[str, Any], words: Mapping[str, Any], cite: Cite,
        kind: RowKind, only_claim: bool = False,
    ) -> None:  # fmt: skip
        """What a source states of a row that stands: set, agreed to, kept as a claim, or there already."""
        if record.withdrawn:
            self._did(row, name, "withdrawn, left alone")
            return
        self.memory.must_keep(record)
        if record.pk is None:
            self.flush()
            if record.pk is None:
                raise Follows
        if any(isinstance(value, Record) and value.pk is None for value in stated.values()):
            self.flush()  # a row that waits has no number to point at
        base = self._base(row)
        audience = stricter(self.memory.audience(record), base)
        texts = {field: as_text(value) for field, value in stated.items()} or {"": ""}
        fresh = {f: text for f, text in texts.items() if not self.citations.there(record, f, text, cite)}
        if self.memory.wider(record, base) and cite.accept:
            raise Wrong("More people read this row than this document, so nothing of it is accepted there.", "accept")
        if fresh and (only_claim or self.memory.wider(record, base)):
            done, claims = _beside(record, fresh)
        else:
            new = {field: value for field, value in stated.items() if field in fresh}
            done, claims = weigh(record, new, cite.accept, lambda field: self.citations.speaks(record, field))
            claims += [("", "", False)] if "" in fresh else []
        kept = self._editorial(record, words, cite, done)
        if done.set:
            self._save(record)
            self.memory.entered.append((self.report, row, kind, record))
        if any(decides for _f, _t, decides in claims):
            self.citations.flush()  # of which one may decide until now
        for field, text, decides in claims:
            if decides:
                undecide(record, field)
            self.citations.add(record, field, text, decides, cite, audience)
        self._did(row, name, *_in_words(done, cite, kind, "" in fresh), *kept)

    def _editorial(self, record: Any, words: Mapping[str, Any], cite: Cite, done: Outcome) -> list[str]:
        """Words of the record's own change only where the row says so; says what was kept."""
        kept = []
        for field, value in words.items():
            if getattr(record, field) == value:
                continue
            if field in cite.accept:
                setattr(record, field, value)
                done.set.append(field)
            else:
                kept.append(f"kept {field}: {as_text(getattr(record, field))}")
        return kept

    def _save(self, record: Any) -> None:
        self._in_order(record)
        with transaction.atomic():
            record.save()

    def _enter_figure(self, row: Row) -> None:
        check_keys(row, {*OF_ANY[FIGURE], *keyed()})
        subjects = [name for name in keyed() if name in row.given]
        subjects = [name for name in subjects if name not in PLACING] or subjects
        if len(subjects) != 1:
            raise Wrong(f"A figure row says of what by one of the keys {', '.join(sorted(keyed()))}.", FIGURE)
        kind, text = keyed()[subjects[0]], row.given[subjects[0]]
        if not isinstance(text, str) or "value" not in row.given:
            raise Wrong('A figure row needs the key of its row and "value", a whole number.', FIGURE)
        record = self.memory.find(kind.model, text, subjects[0])
        fields = StatedFigure._meta.get_field
        name = value_of(fields("figure"), FIGURE, row.value, self.memory.find)
        value = value_of(fields("value"), "value", row.given["value"], self.memory.find)
        qualifier = value_of(fields("qualifier"), "qualifier", row.given.get("qualifier", ""), self.memory.find)
        self.memory.must_keep(record)
        if record.pk is None:
            self.flush()
            if record.pk is None:
                raise Follows
        figure = cite_of(row, self.source, {subjects[0]: ""}, (), ()).figure(record, name, value, qualifier)
        figure.audience = stricter(self.memory.audience(record), self._base(row))
        said = f"{name} of {record}: {value}"
        self._did(row, said, NEW if self.figures.add(figure) else UNCHANGED)

    def _enter_claim(self, row: Row) -> None:
        check_keys(row, OF_ANY[CLAIM])
        kind, record, name = self._target(row)
        columns = {key: column for key, column in kind.columns.items() if column not in (kind.identity[0], "key")}
        asked = row.given.get("field")
        field = columns.get(asked, asked) if isinstance(asked, str) else None
        if field is None or field not in columns.values():
            known = ", ".join(sorted(columns))
            raise Wrong(f"A claim says of which value it is: field: one of {known}.", "field")
        accept = row.given.get("accept", "false")
        if accept not in ("true", "false"):
            raise Wrong('In a claim "accept" is true or false.', "accept")
        given = {**row.given, "accept": [field] if accept == "true" else []}
        cite = cite_of(replace(row, given=given), self.source, columns, (field,), (field,))
        value = value_of(kind.model._meta.get_field(field), CLAIM, row.value, partial(self._find, {}))
        self._again(row, f"{asked} of {name}: {row.value}", record, {field: value}, {}, cite, kind, accept != "true")

    def _target(self, row: Row) -> tuple[RowKind, Any, str]:
        """The row a claim is of: by kind and key, a name by its handle or by its text, bearer and language."""
        of = row.given.get("of")
        if not isinstance(of, dict) or not of or not all(isinstance(v, str) for v in of.values()):
            raise Wrong("A claim says of which row it is: of: {role: KEY}.", "of")
        word, key = next(iter(of.items()))
        if word in keyed() and len(of) == 1:
            kind = keyed()[word]
            return kind, self.memory.find(kind.model, key, "of"), key
        if (None, key) in self.memory.failed:
            raise Follows
        if len(of) == 1 and key in self.memory.handles:
            record = self.memory.handles[key]
            return next(k for k in kinds().values() if isinstance(record, k.model)), record, key
        if len(of) == 1:
            advice = "Say of: {name: TEXT, party: KEY, lang: en}."
            raise Wrong(f'No row of these files has the id "{key}". {advice}', "of")
        kind = kind_of(word, of, "of")
        unknown = of.keys() - kind.columns.keys()
        if unknown:
            raise Wrong(f'A {word} has no "{min(unknown)}".', "of")
        record = self.memory.standing(kind, self._values(Row(row.file, row.line, word, key, of), kind))
        if record is None:
            raise Wrong(f'There is no {word} "{key}" with these values.', "of")
        return kind, record, key

    def _settle(self) -> None:
        """Bring sort keys in step, once for each row that got names."""
        for name, owners in self._named.items():
            kinds()[name].settle(list(owners.values()))


def _beside(record: Any, texts: Mapping[str, str]) -> tuple[Outcome, list[tuple[str, str, bool]]]:
    """Values kept beside those of the row, which stays as it is."""
    done = Outcome()
    for field, text in texts.items():
        if field:
            (done.agreed if text_of(record, field) == text else done.claimed).append(field)
    return done, [(field, text, False) for field, text in texts.items()]


def _in_words(done: Outcome, cite: Cite, kind: RowKind, whole: bool) -> list[str]:
    """What was done, in the keys of the file."""
    keys = {column: key for key, column in kind.columns.items()}
    accepted = [field for field in done.set if field in cite.accept]
    told = {
        "set": [field for field in done.set if field not in accepted],
        "accepted": accepted,
        "agrees": done.agreed,
        "claim kept": done.claimed,
        "cited": ["the row"] if whole else [],
    }
    return [f"{what}: {', '.join(keys.get(f, f) for f in fields)}" for what, fields in told.items() if fields]
