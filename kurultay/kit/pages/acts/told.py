"""The history in words for people: labels of fields and choices, dates spelt, names instead of keys."""

from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from kurultay.kit.acting.history import Entry, Line
from kurultay.kit.asking.finding import called
from kurultay.kit.asking.vocabulary import MARKINGS_IN_WORDS
from kurultay.kit.dates import PartialDateField
from kurultay.kit.pages.shown import date_words, field_words

from .sentences import cited, sentences


@dataclass(frozen=True)
class Told:
    """One line of history in words."""

    subject: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entered:
    """One act in words, with its lines; in a history also its sentence and its sources."""

    entry: Entry
    lines: tuple[Told, ...]
    sentence: str = ""
    sources: tuple[str, ...] = ()
    undo: str = ""  # where it is undone, for whoever may

    @property
    def changed(self) -> list[str]:
        """The values that it entered or changed, each as a sentence."""
        return [_sentence(told, self.entry.new) for line, told in zip(self.entry.lines, self.lines, strict=True)
                if line.field not in ("key", "sort_day") and (told.before or told.after)]  # fmt: skip


def _sentence(line: Told, new: bool) -> str:
    words = {"what": line.label, "before": line.before, "after": line.after}
    if not line.before and new:
        return _("%(what)s: “%(after)s”.") % words
    if not line.before:
        return _("%(what)s: now “%(after)s”.") % words
    if not line.after:
        return _("%(what)s: no longer “%(before)s”.") % words
    return _("%(what)s: from “%(before)s” to “%(after)s”.") % words


def in_sentences(entries: list[Entry], thing: Any = None, undo: str = "") -> list[Entered]:
    """Entries as a history shows them, about `thing` where all are; `undo` is where any of them is undone."""
    said, sources = sentences(entries, thing), cited(entries) if entries else {}
    return [
        replace(
            each, sentence=sentence, sources=tuple(sources.get(each.entry.ref, ())),
            undo=f"{undo}{each.entry.ref}" if undo else "",
        )
        for each, sentence in zip(in_words(entries), said, strict=True)
    ]  # fmt: skip


def in_words(entries: list[Entry]) -> list[Entered]:
    """Entries with their lines in words; a statement for each table that changed keys point at."""
    by_table: dict[Any, list[Any]] = {}
    for row in (row for entry in entries for line in entry.lines for row in line.rows if row is not None):
        by_table.setdefault(type(row), []).append(row)
    for table, rows in by_table.items():
        if hasattr(table, "names"):
            prefetch_related_objects(rows, "names")
    return [Entered(entry, tuple(_told(line) for line in entry.lines)) for entry in entries]


def _told(line: Line) -> Told:
    table: Any = apps.get_model(line.kind)
    column = table._meta.get_field(line.field)
    was, now = line.rows
    return Told(
        f"{table._meta.verbose_name} {line.subject}",
        str(field_words(table, line.field)),
        called(was) if was is not None else words_of(column, line.before),
        called(now) if now is not None else words_of(column, line.after),
    )


def words_of(column: Any, value: Any) -> str:
    """A value of a column for people; "" for none."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(column, PartialDateField):
        return date_words(str(value))
    if column.name == "marking":
        return str(MARKINGS_IN_WORDS.get(value, value))
    if isinstance(column, models.Field) and column.choices:
        return str(dict(column.flatchoices).get(value, value))
    return str(value)
