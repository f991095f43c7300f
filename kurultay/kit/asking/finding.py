"""Which row somebody means: by its key, else by one of its names, among the rows in their sight."""

from typing import Any

from django.conf import settings
from django.db.models import Q, prefetch_related_objects

from kurultay.kit import clock
from kurultay.kit.dates import PartialDate
from kurultay.kit.names.choice import choose
from kurultay.kit.names.sorting import sort_key
from kurultay.kit.rows import Record

MOST = 8  # rows offered where several fit
_TITLES = ("title", "post", "text")


def _columns(model: type[Record]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def _letters(text: str, lang: str) -> str:
    """The first level of a sort key: names that differ in accents and capitals alone have it in common.

    It is made of pairs of figures, none of which begins with 0, and ends with a 0. Figures in a name make other
    lengths; such a name is found by its whole key.
    """
    key = sort_key(text, lang)
    if any(char.isdigit() for char in text):
        return key
    return key[: next((n for n in range(0, len(key), 2) if key[n] == "0"), len(key))]


def called(row: Any) -> str:
    """What a row is called today, in English; its key or its own words where it has no name."""
    if row.veiled:
        return ""
    if hasattr(row, "names"):
        name = choose(row.names.all(), PartialDate.parse(clock.today()), "en", kinds=("short", "official"))
        return str(name.text if name is not None else row.key)
    return str(next((getattr(row, field) for field in _TITLES if getattr(row, field, "")), row))


def of_thing(model: type[Record], thing: Any) -> Any:
    """The rows of a table in sight that are not withdrawn; parts without a key are those of this thing alone."""
    rows = model.objects.all()
    owner = model.bound_by[0] if model.bound_by else ""
    if (
        thing is not None
        and owner
        and not hasattr(model, "key")
        and model._meta.get_field(owner).related_model is type(thing)
    ):
        return rows.filter(**{owner: thing})
    return rows


def find(model: type[Record], text: str, thing: Any = None) -> list[Any]:
    """The rows that a text may mean, at most one more than MOST; one alone where its key or a whole name is that."""
    text, rows, columns = " ".join(text.split()), of_thing(model, thing), _columns(model)
    if "key" in columns and (keyed := list(rows.filter(key=text.lower()))):
        return keyed
    if hasattr(model, "names"):
        alike = Q(names__text__iexact=text)
        for code, _name in settings.LANGUAGES:
            if letters := _letters(text, code):
                alike |= Q(names__sort_key=letters) | Q(names__sort_key__startswith=f"{letters}0")
        whole, column = rows.filter(alike), "names__text__icontains"
    else:
        titled = next((field for field in _TITLES if field in columns), "key")
        whole, column = rows.filter(**{f"{titled}__iexact": text}), f"{titled}__icontains"
    if found := list(whole.distinct().order_by("pk")[: MOST + 1]):
        return found
    for word in text.split():
        rows = rows.filter(**{column: word})
    return list(rows.distinct().order_by("pk")[: MOST + 1])


def suggested(model: type[Record], text: str, thing: Any = None) -> list[tuple[str, str]]:
    """Keys and names of the rows that a text may mean, for a list of suggestions."""
    found = find(model, text, thing)[:MOST] if text.strip() else []
    if found and hasattr(model, "names"):
        prefetch_related_objects(found, "names")
    return [(str(getattr(row, "key", row.pk)), called(row)) for row in found]


def first_rows(model: type[Record], thing: Any = None, most: int = 200) -> list[tuple[str, str]]:
    """The beginning of a table by key and name, which a browser offers while somebody types; two statements."""
    columns = _columns(model)
    rows = of_thing(model, thing).order_by("sort_key" if "sort_key" in columns else "pk")
    if hasattr(model, "names"):
        rows = rows.prefetch_related("names")
    return [(str(getattr(row, "key", "") or called(row)), called(row)) for row in rows[:most]]
