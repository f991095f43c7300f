"""What people do to any row: correct, mark, cite, decide between claims, withdraw, restore."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.contrary import changes_of, put_back, row_of
from kurultay.kit.asking.fields import field_words
from kurultay.kit.asking.vocabulary import MARKINGS_IN_WORDS
from kurultay.kit.dates import UNKNOWN, DateError
from kurultay.kit.reading import Reader, reading_as, system
from kurultay.kit.reading.models import PUBLIC, RESTRICTED, Audience, intern, stricter
from kurultay.kit.rows import Record
from kurultay.kit.rules import keeps
from kurultay.kit.saving import save
from kurultay.kit.sources.models import Citation, Source, StatedFigure
from kurultay.kit.sources.stating import Cite, claim, undecide
from kurultay.kit.sources.values import as_text, text_of, value_of

NOT_CORRECTED = frozenset({"id", "key"})


def _save(row: Record) -> None:
    """Save, with what the database itself refuses said for people."""
    try:
        save(row, _("The record cannot hold this beside what it holds."), guards_speak=True)
    except DateError as error:
        raise Refused(str(error)) from error


def _correctable(row: Record, name: str) -> None:
    if name not in {f.name for f in row._meta.concrete_fields if f.editable} - NOT_CORRECTED:
        raise Refused(_("%(field)s is not a field that can be corrected here.") % {"field": name or _("A whole row")})


@act(label="entered a source", says=gettext_lazy("%(who)s entered the source %(thing)s."))
def register(
    key: str,
    *,
    title: str,
    grade: str,
    by: Reader,
    publisher: str = "",
    kind: str = "",
    url: str = "",
    as_of: Any = UNKNOWN,
    keeper: str = "",
    marking: str = PUBLIC,
    named: tuple[str, ...] = (),
    reason: str = "",
) -> Source:
    """Enter a source under its key, with its title and how far to trust it."""
    source = Source(
        key=key, title=title, grade=grade, publisher=publisher, kind=kind, url=url, as_of=as_of,
        audience=intern(keeper, marking, named),
    )  # fmt: skip
    _save(source)
    return source


@act(label="withdrew from the lists", says=gettext_lazy("%(who)s withdrew %(thing)s from the lists, or a part of it."))
def withdraw(row: Record, *, by: Reader, reason: str) -> Record:
    """Take a row out of lists and figures; it stays readable under its address and can be restored."""
    if row.withdrawn:
        raise Refused(_("This is withdrawn already."))
    row.withdrawn = True
    row.save()
    return row


@act(label="restored", says=gettext_lazy("%(who)s restored %(thing)s, or a part of it."))
def restore(row: Record, *, by: Reader, reason: str) -> Record:
    """Bring a withdrawn row back."""
    if not row.withdrawn:
        raise Refused(_("This is not withdrawn."))
    row.withdrawn = False
    _save(row)
    return row


@act(label="undid", says=gettext_lazy("%(who)s undid what had been done to %(thing)s."))
def undo(row: Record, *, act: str, by: Reader, reason: str) -> Record:
    """Undo an act (its public name) that wrote this row: whole, or not at all where something was changed since.

    What it entered is withdrawn, what it changed is as before; history keeps both acts.
    """
    changes = changes_of(act)
    if (row.type_name(), row.pk) not in {(change.subject_type, change.subject_id) for change in changes}:
        raise Refused(_("There is no such act on this entry."))
    written: dict[tuple[str, int], Any] = {}
    for change in changes:
        held = written.get((change.subject_type, change.subject_id)) or row_of(change)
        if held is None:
            raise Refused(_("Something that this act wrote is no longer open to you."))
        if (why := keeps(by, held.keeper)) is not None:
            raise Refused(why)
        if not put_back(held, change):
            raise Refused(_("%(row)s was changed again after this act. Undo the later act first.") % {"row": held})
        written[change.subject_type, change.subject_id] = held
        _save(held)
    for held in written.values():
        _not_wider(held, Audience._base_manager.get(pk=held.audience_id))
    return row


@act(label="corrected", says=gettext_lazy("%(who)s corrected %(thing)s."))
def correct(row: Record, *, field: str, value: Any, by: Reader, reason: str, cite: Cite | None = None) -> Record:
    """Set one field of a row to its right value, with the reason and, where there is one, the source."""
    _correctable(row, field)
    try:
        setattr(row, field, value if isinstance(value, Record) else value_of(row, field, as_text(value)))
    except ValueError as error:
        raise Refused(str(error)) from error
    _save(row)
    if cite is not None:
        undecide(row, field)
        deciding = Cite(**{**vars(cite), "why": cite.why or reason})
        deciding.citation(row, field, text_of(row, field), decides=True).save()
    return row


@act(label="changed who reads", says=gettext_lazy("%(who)s changed who may read %(thing)s."))
def mark(row: Record, *, marking: str, by: Reader, reason: str = "", named: tuple[str, ...] = ()) -> Record:
    """Give a row, and the citations of its values, another marking of the same keeping organisation."""
    was = row.audience
    try:
        audience = intern(was.keeper, marking, named)
        _not_wider(row, audience)
        _give(row, audience)
        _bound(row, was, by)
    except ValueError as error:
        raise Refused(str(error)) from error
    return row


def _not_wider(row: Record, audience: Audience) -> None:
    """Nobody reads a row who may not read what it is bound by: Refused where the audience would let somebody in."""
    for name in row.bound_by:
        key = getattr(row, f"{name}_id")
        with reading_as(system("bounds")):  # also what the actor does not see binds; the sentence does not name it
            other = row._meta.get_field(name).related_model.everything.filter(pk=key).first()  # type: ignore[union-attr]
        if other is not None and stricter(audience, other.audience).pk != audience.pk:
            held = other.audience.marking
            fewer = _("those named there") if held == RESTRICTED else MARKINGS_IN_WORDS[held]
            words = {"field": field_words(row, name), "marking": fewer}
            raise Refused(
                _("This is bound by another entry (%(field)s), which is read by fewer: %(marking)s. Open that first.")
                % words
            )


def _give(row: Record, audience: Audience) -> None:
    """Another audience for a row and for what sources say of it."""
    row.audience = audience
    row.save()
    tables: tuple[type[Record], ...] = (Citation, StatedFigure)
    for table in tables:
        for said in table.everything.filter(subject_type=row.type_name(), subject_id=row.pk):
            said.audience = audience
            said.save()


def _bound(row: Record, was: Audience, by: Reader) -> None:
    """Rows bound by this one follow: its parts keep its marking, and ties with other rows never get a wider one."""
    for tie in row._meta.related_objects:
        if tie.field.name not in getattr(tie.related_model, "bound_by", ()):
            continue
        table: Any = tie.related_model
        for bound in table.everything.filter(**{tie.field.name: row}):
            held = bound.audience
            part = held.pk == was.pk and len(bound.bound_by) == 1
            audience = row.audience if part else stricter(held, row.audience)
            if audience.pk != held.pk:
                if not by.keeps(held.keeper):
                    raise Refused(
                        _("%(row)s names this and is kept by %(keeper)s.") % {"row": bound, "keeper": held.keeper}
                    )
                _give(bound, audience)
                _bound(bound, held, by)


@act(label="cited a source for", says=gettext_lazy("%(who)s cited a source for %(thing)s."))
def cite(row: Record, *, field: str, value: Any, cite: Cite, by: Reader, reason: str = "") -> Citation:
    """Say which source states what of a field; the row's own value stays as it is."""
    return claim(row, field, value, cite)


@act(label="decided between claims on", says=gettext_lazy("%(who)s decided between claims on %(thing)s."))
def decide(citation: Citation, *, by: Reader, reason: str) -> Record:
    """Make a claim the accepted value of its field: one signed choice; the other claims stay beside it."""
    row: Record = apps.get_model(citation.subject_type).objects.get(pk=citation.subject_id)
    _correctable(row, citation.field)
    try:
        setattr(row, citation.field, value_of(row, citation.field, citation.value))
    except ValueError as error:
        raise Refused(str(error)) from error
    _save(row)
    undecide(row, citation.field)
    citation.decides, citation.why = True, citation.why or reason
    citation.save()
    return row
