"""Guarded managers, querysets and keys: the condition of sight in SQL, by construction."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import models
from django.db.models.expressions import Col, ColPairs, Expression
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.db.models.fields.tuple_lookups import TupleIn
from django.db.models.lookups import Exact, In
from django.db.models.query import ModelIterable

from .readers import NobodyReads, Reader, current, scope

# A reader sees most of most tables, but few rows of most audiences. SQLite knows averages only and would begin with the
# few, so it is told; PostgreSQL knows, and plans one array in a fraction of the time that a list of numbers takes.
_ONE_OF = {"sqlite": "{column} IN ({ids})", "postgresql": "{column} = ANY ('{{{ids}}}'::bigint[])"}


class InSight(Expression):
    """`audience IN (the reader's)`, resolved when the statement is compiled: a queryset kept past its scope fails."""

    conditional = True
    output_field = models.BooleanField()

    def __init__(self, *columns: Col, join: bool = False) -> None:
        super().__init__()
        self.columns = list(columns)
        self.join = join  # an ON clause is spelt out even where everything or nothing is in sight

    def get_source_expressions(self) -> list[Any]:
        return list(self.columns)

    def set_source_expressions(self, exprs: Any) -> None:
        self.columns = list(exprs)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> "InSight":
        return self

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:
        held = scope(f"{compiler.query.model.__name__} rows" if compiler.query.model else "The record")
        audiences = held.audiences()
        if audiences is None or not audiences:
            if self.join:
                return ("1 = 1" if audiences is None else "1 = 0"), ()
            raise FullResultSet if audiences is None else EmptyResultSet
        one_of = _ONE_OF[connection.vendor] if len(audiences) > 1 else "{column} = {ids}"
        if connection.vendor == "sqlite":
            one_of = f"likelihood({one_of}, 0.9)"
        columns = [compiler.compile(column)[0] for column in self.columns]
        return " AND ".join(one_of.format(column=column, ids=held.sql()) for column in columns), ()


_NUMBER = models.BigIntegerField()  # made once: a page begins hundreds of query sets


def _audience_column(model: type[models.Model], alias: str) -> Col:
    return Col(alias, model._meta.get_field("audience"), _NUMBER)  # type: ignore[arg-type]


class KeySeen(Expression):
    """Whether a column holds the key of a row of `model` in sight: what Exists says, without a query to compile."""

    conditional = True
    output_field = models.BooleanField()

    def __init__(self, model: type[models.Model], column: Any) -> None:
        super().__init__()
        self.model, self.column = model, column

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.column,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        value, words = compiler.compile(self.column)
        seen, _none = compiler.compile(InSight(_audience_column(self.model, "seen"), join=True))
        table = connection.ops.quote_name(self.model._meta.db_table)
        return f'EXISTS (SELECT 1 FROM {table} "seen" WHERE "seen"."key" = {value} AND {seen})', words  # noqa: S608  all names


def is_record(model: Any) -> bool:
    """Whether rows of `model` carry an audience."""
    return getattr(model, "is_record", False)


class VeilingDescriptor(ForwardManyToOneDescriptor):  # type: ignore[type-arg]
    """A row that a hand-written prefetch did not find is veiled, as it is on every other way there."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        key = None if instance is None else getattr(instance, self.field.attname)
        if key is not None and self.field.get_cached_value(instance, default=self) is None:
            return self.field.related_model.veil(key)
        return super().__get__(instance, cls)

    def get_prefetch_querysets(self, instances: Any, querysets: Any = None) -> Any:
        """As Django's, with the keys in one list: its chain of ORs is too deep for SQLite at a thousand."""
        queryset: Any = querysets[0] if querysets else self.get_queryset(instance=instances[0])
        queryset._add_hints(instance=instances[0])
        keys = {getattr(instance, self.field.attname) for instance in instances}
        queryset = queryset.filter(pk__in=keys)
        queryset.query.clear_ordering()
        pointed, pointing = self.field.get_foreign_related_value, self.field.get_local_related_value
        return queryset, pointed, pointing, True, self.field.cache_name, False


class RecordKey(models.ForeignKey):  # type: ignore[type-arg]
    """A foreign key between record rows; a join through it, either way, meets only rows in the reader's sight."""

    forward_related_accessor_class = VeilingDescriptor

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        super().__init__(to, on_delete=on_delete, **kwargs)

    def get_extra_restriction(self, alias: str | None, related_alias: str | None) -> Any:
        """ON-clause condition for the row pointed at (`alias`) and the row that points (`related_alias`)."""
        sides = [(self.related_model, alias), (self.model, related_alias)]
        columns = [_audience_column(m, a) for m, a in sides if a is not None and is_record(m)]
        return InSight(*columns, join=True) if columns else None


def _refuse(what: str, instead: str) -> NoReturn:
    raise TypeError(f"{what} is not for record rows: {instead}")


def _reader() -> Reader | None:
    try:
        return current()
    except NobodyReads:
        return None


class RecordQuerySet(models.QuerySet[Any]):
    """Rows the reader may see. Filters join through RecordKey only; writes go through acts."""

    _rows: tuple[Reader | None, list[Any] | None]

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model=model, query=query, using=using, hints=hints)
        if query is None and model is not None:
            self.query.where.add(InSight(_audience_column(model, self.query.get_initial_alias())), "AND")

    @property
    def _result_cache(self) -> list[Any] | None:
        """Rows fetched are kept for the reader who fetched them; for any other the query is asked anew."""
        reader, rows = self._rows
        return rows if rows is None or reader == _reader() else None

    @_result_cache.setter
    def _result_cache(self, rows: list[Any] | None) -> None:
        self._rows = (_reader(), rows)

    def __getstate__(self) -> NoReturn:
        _refuse("Pickling a query", "pickled rows would be read by whoever finds them; keep the keys and ask again")

    def current(self) -> Any:
        """Without withdrawn rows."""
        return self.filter(withdrawn=False)

    def by_fields(self, **wanted: str) -> Any:
        """Filter by what a user gave: only fields the model declares in `filters`; an unknown name is a ValueError."""
        declared: dict[str, str] = getattr(self.model, "filters", {})
        for name in wanted:
            if name not in declared:
                names = ", ".join(sorted(declared)) or "none"
                raise ValueError(f"There is no filter {name!r}; the filters of this list are: {names}.")
        return self.filter(*(self.asking(declared[name], value) for name, value in wanted.items()))

    def asking(self, path: str, value: str) -> models.Q:
        """The condition that the look-up has this value.

        The key of another row is looked up first, not joined: only for one fixed number do both databases read the
        wanted rows from an index in the order of the list.
        """
        field, _, rest = path.partition("__")
        if rest != "key":
            return models.Q(**{path: value})
        target: Any = self.model._meta.get_field(field).related_model
        return models.Q(**{field: target.everything.filter(key=value).values("pk")[:1]})

    def select_related(self, *fields: Any) -> Any:
        _refuse("select_related", "use prefetch_related, which veils what the reader may not see")

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        _refuse("raw", "write the query with filters, so that sight is part of it")

    def extra(self, *args: Any, **kwargs: Any) -> Any:
        _refuse("extra", "write the query with filters, so that sight is part of it")

    def only(self, *fields: Any) -> Any:
        return super().only(*fields, "audience")

    def defer(self, *fields: Any) -> Any:
        return super().defer(*(f for f in fields if f is None or str(f) not in ("audience", "audience_id")))

    def delete(self) -> NoReturn:
        _refuse("delete", "withdraw the row with a reason; it can be restored")

    def update(self, **kwargs: Any) -> NoReturn:
        _refuse("update", "change and save each row inside an act, so that history keeps before and after")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse("bulk_update", "change and save each row inside an act, so that history keeps before and after")

    def _raw_delete(self, using: Any) -> NoReturn:
        _refuse("delete", "withdraw the row with a reason; it can be restored")

    def _insert(self, *args: Any, **kwargs: Any) -> Any:
        self.model.ensure_writing()
        return super()._insert(*args, **kwargs)  # type: ignore[misc]

    def _update(self, *args: Any, **kwargs: Any) -> Any:
        self.model.ensure_writing()
        return super()._update(*args, **kwargs)  # type: ignore[misc]

    _insert.queryset_only = False  # type: ignore[attr-defined]  # Model.save goes this way, through the base manager
    _update.queryset_only = False  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], batch_size: int | None = None, **kwargs: Any) -> list[Any]:  # type: ignore[override]
        """Insert many rows inside an act, each with its line of history."""
        if kwargs:
            _refuse("bulk_create with options", "an import is one act of new rows")
        made: list[Any] = self.model.insert_many(list(objs), super().bulk_create, batch_size)
        return made


def _is_by_key(condition: Any) -> bool:
    """Whether a condition asks for rows by their primary keys."""
    if not isinstance(condition, Exact | In | TupleIn):
        return False
    targets = getattr(condition.lhs, "targets", None) or [getattr(condition.lhs, "target", None)]
    return isinstance(condition.lhs, Col | ColPairs) and all(target.primary_key for target in targets)


class KeyedIterable(ModelIterable):  # type: ignore[type-arg]
    """Rows asked for by primary key and nothing else: any other condition or order would tell on a veiled row."""

    def __iter__(self) -> Any:
        query = self.queryset.query
        where = query.where
        asked = where.children and not where.negated and where.connector == "AND" and not query.combinator
        if not asked or not all(_is_by_key(condition) for condition in where.children):
            _refuse("veiling", "it follows keys that rows hold; ask on `objects`")
        return super().__iter__()


class VeilingQuerySet(RecordQuerySet):
    """Rows by primary key, for forward keys: those above the reader's clearance arrive veiled; nothing is counted."""

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        models.QuerySet.__init__(self, model=model, query=query, using=using, hints=hints)
        self._iterable_class = KeyedIterable

    def exists(self) -> bool:
        """Whether one of the rows is in the reader's sight; forms ask this of a key they were given."""
        seen = self.all()
        seen.query.where.add(InSight(_audience_column(self.model, seen.query.get_initial_alias())), "AND")
        return super(VeilingQuerySet, seen).exists()

    def order_by(self, *fields: Any) -> Any:
        if set(fields) - {"pk", "-pk"}:
            _refuse("order_by", "order on `objects`")
        return super().order_by(*fields)

    def _annotate(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse("annotate", "annotate on `objects`")

    def distinct(self, *fields: Any) -> NoReturn:
        _refuse("distinct", "ask on `objects`")

    def count(self) -> NoReturn:
        _refuse("count", "count on `objects`, which counts what the reader may see")

    def values(self, *fields: Any, **expressions: Any) -> NoReturn:
        _refuse("values", "read values from `objects`")

    def values_list(self, *fields: Any, **kwargs: Any) -> NoReturn:
        _refuse("values_list", "read values from `objects`")

    def aggregate(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse("aggregate", "aggregate on `objects`")


class RecordManager(models.Manager.from_queryset(RecordQuerySet)):  # type: ignore[misc]
    """`objects`: in the reader's sight and not withdrawn."""

    def get_queryset(self) -> Any:
        """As `filter(withdrawn=False)`, without reading the words of a filter: a page begins hundreds of query sets."""
        rows = super().get_queryset()
        column = Col(rows.query.get_initial_alias(), self.model._meta.get_field("withdrawn"))
        rows.query.where.add(Exact(column, False), "AND")
        return rows


class EverythingManager(models.Manager.from_queryset(RecordQuerySet)):  # type: ignore[misc]
    """`everything`: in the reader's sight, withdrawn rows too."""


class VeilingManager(models.Manager.from_queryset(VeilingQuerySet)):  # type: ignore[misc]
    """The way of forward keys."""


class SystemManager(models.Manager[Any]):
    """Rows that the system alone lists, since how many there are would tell; a reader meets them through rows."""

    def get_queryset(self) -> Any:
        if not scope(f"{self.model.__name__} rows").reader.is_system:
            raise NobodyReads(f"The list of {self.model.__name__} rows is read by the system; for a reader it")
        return super().get_queryset()
