"""Writing rows inside the act in force: before and after of each, and the seal at the end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction

from kurultay.kit import clock, reckoning, registry
from kurultay.kit.reading.models import Audience, intern
from kurultay.kit.reading.readers import Reader

from . import chain, once, stamps
from .chain import values_of
from .models import Act, ChainHead, Change


class NoAct(RuntimeError):  # a sentence, as the other refusals are
    """A row was written outside an act."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} was written outside an act. Rows are written by functions in an app's actions.py, "
            "marked @act, which say who does what and why."
        )


@dataclass
class OpenAct:
    """The act in force, its changes so far, and the audience that new rows get."""

    row: Act
    by: Reader
    digest: str
    count: int = 0
    pending: list[Change] = field(default_factory=list)
    written: dict[type[models.Model], set[int]] = field(default_factory=dict)  # rows that derived rows follow from
    default_audience: Audience | None = None
    writing: bool = False  # whether a row is being written right now, with its line of history
    broken_by: str = ""  # a verb that failed half-way inside this act
    touched: set[Any] = field(default_factory=set)  # what has to be kept in step with the rows written
    audiences: set[int] = field(default_factory=set)  # for whom rows were written

    @contextmanager
    def hand(self) -> Iterator[None]:
        """The one way to the tables: rows are written inside this block, and nowhere else."""
        self.writing = True
        try:
            yield
        finally:
            self.writing = False

    @contextmanager
    def part(self, verb: str, by: Reader) -> Iterator[None]:
        """An action inside this act: of the same actor, and whole, or the act cannot be sealed."""
        if by != self.by:
            raise TypeError(f"{verb} is part of an act by {self.by.name}; an act has one actor, so pass by=by.")
        before = self.count
        try:
            yield
        except BaseException:
            if self.count != before:
                self.broken_by = verb
            raise

    def note(self, row: models.Model, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Add one row's change; written in batches."""
        self.count += 1
        change = Change(
            act=self.row,
            n=self.count,
            subject_type=row.type_name(),  # type: ignore[attr-defined]
            subject_id=row.pk,
            audience_id=row.audience_id,  # type: ignore[attr-defined]
            before=chain.canonical(before),
            after=chain.canonical(after),
        )
        self.digest = change.digest = chain.link(self.digest, change)
        self.audiences |= {change.audience_id, before.get("audience_id", change.audience_id)}
        self.write_down(row, before)
        self.pending.append(change)
        for module in registry.offers("keeping"):
            self.touched.update(module.touched(row, before))
        if len(self.pending) >= 1000:
            self.flush()

    def write_down(self, row: models.Model, before: dict[str, Any]) -> None:
        """Remember a row that was written, and the rows it pointed at before and no longer does."""
        self.written.setdefault(type(row), set()).add(row.pk)
        for tie in row._meta.concrete_fields if before else ():
            if tie.related_model is not None and before.get(tie.attname) is not None:
                self.written.setdefault(tie.related_model, set()).add(before[tie.attname])

    def flush(self) -> None:
        """Write the changes noted so far."""
        if self.pending:
            models.QuerySet[Change, Change](Change).bulk_create(self.pending)
            self.pending = []

    def seal(self) -> None:
        """Give the act its place in the chain; the head row is locked until the transaction ends."""
        if self.broken_by:
            raise RuntimeError(f"{self.row.verb} went on after {self.broken_by} had failed half-way; an act is whole.")
        self.flush()
        for module in registry.offers("keeping"):  # before the head is locked, since it takes a while
            module.keep(self.touched)
        heads = ChainHead._base_manager
        head = heads.select_for_update().filter(pk=1).first()
        if head is None:  # the very first act, perhaps of two at once
            heads.get_or_create(pk=1)
            head = heads.select_for_update().get(pk=1)
        reckoning.follow(self.written)  # one act at a time from here on, so that counters never wait for each other
        act = self.row
        stamps.renew(self.audiences)
        act.number, act.previous, act.changes_count = head.number + 1, head.hash, self.count
        act.hash = chain.close(act.previous, act.number, self.count, self.digest)
        act.save(update_fields=["number", "previous", "changes_count", "hash"])
        head.number, head.hash = act.number, act.hash
        head.save()


_open: ContextVar[OpenAct | None] = ContextVar("open_act", default=None)


def in_force() -> OpenAct | None:
    """The act in force, or None."""
    return _open.get()


class Twice(Exception):  # a sentence is made of it where it is caught
    """A form with this key has led to an act already."""


def _inserted(row: Act) -> Act:
    """The act's own row; whoever sends the same form at the same moment waits here for the other. Raises Twice."""
    if row.once is None:
        row.save(force_insert=True)
        return row
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Twice(row.once) from error
    return row


@contextmanager
def act_in_force(verb: str, by: Reader, reason: str, key: str = "") -> Iterator[OpenAct]:
    """Open an act inside a transaction, and seal it at the end of the block.

    `key` is that of the form that asks for it; Twice is raised where that form has led to an act.
    """
    sole = by.seats[0] if len(by.seats) == 1 else None
    form, seat = once.take_key(), by.hand or sole
    row = _inserted(
        Act(verb=verb, actor=by.name, actor_kind=by.kind, account=by.account, reason=reason, at=clock.now(),
            seat=str(seat) if seat is not None else "", once=key or form or None)
    )  # fmt: skip
    opened = OpenAct(row, by, chain.opening(row))
    token = _open.set(opened)
    try:
        yield opened
        opened.seal()
    finally:
        _open.reset(token)


def _needed(what: str) -> OpenAct:
    found = _open.get()
    if found is None:
        raise NoAct(what)
    return found


def ensure(what: str) -> None:
    """Raises NoAct unless a row is being written with its line of history."""
    if not _needed(what).writing:
        raise NoAct(f"{what} past save()")


def _prepare(row: Any, act: OpenAct) -> None:
    if row.veiled:
        raise NoAct("A veiled row")
    if row.audience_id is None:
        act.default_audience = act.default_audience or intern("")
        row.audience = act.default_audience
    row.last_act = act.row


def save(row: Any, write: Callable[..., None], *args: Any, **kwargs: Any) -> None:
    """Save one row inside the act in force, noting what changed. One statement more than a plain save.

    A row that is as it was is neither written nor noted. The stored row is locked first, so that what history calls
    "before" is what was there.
    """
    act = _needed(f"{type(row).__name__}")
    if kwargs.get("update_fields") is not None or args:
        raise TypeError("Rows are saved whole: history tells every column that changed.")
    if row.veiled:
        raise NoAct("A veiled row")
    before: dict[str, Any] = {}
    if row._state.adding:
        kwargs["force_insert"] = True  # Django would update a row that has this number already
    else:
        stored = type(row).everything.select_for_update().filter(pk=row.pk).first()
        if stored is None:
            raise NoAct(f"A {type(row).__name__} out of the writer's sight")
        before = values_of(stored)
        if values_of(row) == before:
            return
    _prepare(row, act)
    with act.hand():
        write(**kwargs)
    after = values_of(row)
    if before:
        changed = [name for name in after if before.get(name) != after[name]]
        before, after = {n: before.get(n) for n in changed}, {n: after[n] for n in changed}
    act.note(row, before, after)


def insert_many(model: Any, rows: list[Any], write: Callable[..., list[Any]], batch_size: int | None) -> list[Any]:
    """Insert rows of one table inside the act in force; in batches as the database takes them."""
    act = _needed(f"{model.__name__} rows")
    for row in rows:
        _prepare(row, act)
    with act.hand():
        made = write(rows, batch_size=batch_size or 1000)
    for row in made:
        act.note(row, {}, values_of(row))
    return made
