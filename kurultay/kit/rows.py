"""The base of every record row: an audience, a withdrawn mark, the act that wrote it last."""

from collections.abc import Callable
from functools import cache
from itertools import count
from typing import Any, ClassVar, NoReturn, Self

from django.db import models

from kurultay.kit.acting import writing
from kurultay.kit.reading.readers import reading_as, scope, system
from kurultay.kit.reading.sight import EverythingManager, RecordManager, VeilingManager


class Record(models.Model):
    """A row of the record. It is read in a reader's scope and written inside an act, and never deleted."""

    is_record: ClassVar[bool] = True
    veiled: bool = False
    filters: ClassVar[dict[str, str]] = {}  # name a user may filter by -> the model's own look-up
    develops: ClassVar[dict[str, tuple[str, ...]]] = {}  # fields whose values follow each other, e.g. planned, held
    bound_by: ClassVar[tuple[str, ...]] = ()  # keys: nobody reads this row who may not read the rows there

    audience = models.ForeignKey("kit.Audience", models.PROTECT, related_name="+", editable=False)
    withdrawn = models.BooleanField(default=False, editable=False)
    last_act = models.ForeignKey("kit.Act", models.PROTECT, related_name="+", editable=False)

    objects = RecordManager()
    everything = EverythingManager()
    veiling = VeilingManager()

    class Meta:
        abstract = True
        default_manager_name = "objects"
        base_manager_name = "veiling"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write inside the act in force, with before and after in its history; raises NoAct outside one."""
        writing.save(self, super().save, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: rows are withdrawn, with a reason, and can be restored."""
        raise TypeError(f"{type(self).__name__} rows are not deleted; withdraw the row with a reason.")

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:  # type: ignore[override]
        """Build a loaded row, or a veiled one where it stands above the reader's clearance.

        The columns are put where attributes look for them. Django's constructor would set each as if a person did, and
        that is most of what a long page costs.
        """
        held = dict(zip(field_names, values, strict=True))
        audiences = scope(f"{cls.__name__} rows").audiences()
        if audiences is not None and held.get("audience_id") not in audiences:
            return cls.veil(held.get(cls._meta.pk.attname))
        row = cls.__new__(cls)
        row._state = models.base.ModelState()
        row._state.adding, row._state.db = False, db
        row.__dict__.update(held)
        return row

    @classmethod
    def veil(cls, pk: Any) -> Self:
        """A row of which the reader learns nothing: no name, no key, no date."""
        row = cls(pk=pk)
        for field in cls._meta.concrete_fields:
            if not field.primary_key:
                row.__dict__[field.attname] = "" if field.empty_strings_allowed and not field.null else None
        row._state.adding = False
        row.__dict__["_prefetched_objects_cache"] = dict(_nothing_points_at(cls))
        row.veiled = True
        return row

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        """Read the row again; DoesNotExist where it is no longer in the reader's sight."""
        super().refresh_from_db(using, fields, type(self).everything.all() if from_queryset is None else from_queryset)

    @classmethod
    def free_key(cls, start: str) -> str:
        """A key nobody has yet: `start`, else `start-2` and so on. Keys of hidden rows are taken too."""
        start = start[: cls._meta.get_field("key").max_length - 4]  # type: ignore[union-attr,operator]
        with reading_as(system("keys")):
            taken = set(cls.everything.filter(key__startswith=start).values_list("key", flat=True))
        return next(key for n in count(1) if (key := start if n == 1 else f"{start}-{n}") not in taken)

    @property
    def keeper(self) -> str:
        """Key of the organisation that keeps this row; "" is the installation."""
        return str(self.audience.keeper)

    @classmethod
    def type_name(cls) -> str:
        """How history and citations call rows of this table, e.g. `parties.role`."""
        return f"{cls._meta.app_label}.{cls._meta.model_name}"

    @classmethod
    def insert_many(cls, rows: list[Any], write: Callable[..., list[Any]], batch_size: int | None) -> list[Any]:
        """Insert new rows inside the act in force, each with its line of history; raises NoAct outside one."""
        return writing.insert_many(cls, rows, write, batch_size)

    @classmethod
    def ensure_writing(cls) -> None:
        """Raises NoAct where a row of this table is about to be written past `save` and `bulk_create`."""
        writing.ensure(cls.__name__)


@cache
def _nothing_points_at(model: type[Record]) -> dict[str, Any]:
    """Empty answers for whatever may point at a row: a veiled row does not tell what is tied to it."""
    ties = [rel for rel in model._meta.related_objects if not rel.hidden]
    return {rel.get_accessor_name() or "": rel.related_model._default_manager.none() for rel in ties}
