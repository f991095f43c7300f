"""What a request asks of a list: read strictly, so that nothing is ignored in silence."""

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kurultay.kit import clock
from kurultay.kit.acting.stamps import sealed, unsealed
from kurultay.kit.dates import DateError, PartialDate, parse_on

from .problems import Refusal
from .shapes import MOST
from .shelves import Shelf

ROOT = "/api/v1/"


@dataclass(frozen=True)
class Asked:
    """A question to a list, read and valid. `on` is None where no day is named; `day` is then today."""

    shelf: Shelf
    root: str
    stamp: str = ""
    lang: str = "en"
    on: PartialDate | None = None
    limit: int = 100
    after: str = ""
    modified_since: datetime | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    include: tuple[str, ...] = ()
    holds: str = ""
    of: tuple[Shelf, str] | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> PartialDate:
        """The day names are chosen for."""
        return self.on or PartialDate.parse(clock.today())


def root_of(request: HttpRequest) -> str:
    """The address under which every list stands."""
    return request.build_absolute_uri(ROOT)


def day_of(text: str, parameter: str) -> PartialDate:
    """A day, month or year; a refusal that names the parameter otherwise."""
    try:
        return parse_on(text)
    except DateError as wrong:
        raise Refusal(str(wrong), parameter) from wrong


def instant_of(text: str, parameter: str) -> datetime:
    """An instant, or the beginning of a day, in UTC where it names no zone."""
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign that nobody escaped
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        text = _('"%(text)s" is not an instant. Write for example 2026-01-01T00:00:00Z.') % {"text": text}
        raise Refusal(text, parameter) from wrong


def read(shelf: Shelf, request: HttpRequest, given: Mapping[str, Any]) -> Asked:
    """The question behind parameters that have the right names and types; raises Refusal for the rest."""
    given = {name: value for name, value in given.items() if value is not msgspec.UNSET}
    for name, value in given.items():
        if isinstance(value, str) and "\x00" in value:
            raise Refusal(_("There is a character in it that no text has."), name)
    include = tuple(str(given.pop("include")).split(",")) if "include" in given else ()
    for part in include:
        if part not in shelf.within:
            told = {"part": part, "parts": ", ".join(shelf.within)}
            raise Refusal(_('There is no "%(part)s" to include here; there are: %(parts)s.') % told, "include")
    days = {
        name: day_of(given.pop(name), name)
        for name in ("on", "since", "until")
        if name in given and _dated(shelf, name)
    }
    instant = given.pop("modified_since", None)
    of = given.pop("of") if shelf.about_rows and "of" in given else None
    plain = {name: given.pop(name) for name in ("lang", "limit", "after", "holds") if name in given}
    return Asked(
        shelf,
        root_of(request),
        getattr(request, "stamp", ""),
        include=tuple(dict.fromkeys(include)),
        modified_since=instant_of(instant, "modified_since") if instant is not None else None,
        of=_bearer(of, root_of(request)) if of is not None else None,
        filters=given,
        **days,
        **plain,
    )


def _dated(shelf: Shelf, name: str) -> bool:
    return name == "on" or shelf.listed.span is not None


def _bearer(text: str, root: str) -> tuple[Shelf, str]:
    """The list and key that `of` names: parties/cica, or the whole address."""
    from .shelves import shelves

    name, _slash, key = text.removeprefix(root).partition("/")
    if name not in shelves() or not key:
        told = _('"%(text)s" names no row. Write its list and key: parties/cica.') % {"text": text}
        raise Refusal(told, "of")
    return shelves()[name], key


def explain(given: Mapping[str, list[str]], known: Mapping[str, Any], error: str) -> Refusal:
    """Why parameters were refused, told by the first of them that is wrong."""
    for name in given:
        if name not in known:
            names = ", ".join(known)
            told = _('There is no parameter "%(name)s" here; there are: %(names)s.') % {"name": name, "names": names}
            return Refusal(told, name)
    parameter = error.rpartition("`$.")[2].rstrip("`").rpartition(".")[2]
    if parameter == "year":
        return Refusal(_("A year has four figures, such as 2015."), parameter)
    if parameter == "limit":
        return Refusal(_("Between 1 and %(most)s objects can be asked for at once.") % {"most": MOST}, parameter)
    choices = known.get(parameter) or ()
    if choices:
        told = _("This is none of the values it may have: %(values)s.") % {"values": ", ".join(map(str, choices))}
        return Refusal(told, parameter)
    if "regex" in error:
        return Refusal(_("Here stand letters from a to z, figures and hyphens."), parameter)
    return Refusal(_("This value cannot be read."), parameter)


def place(shelf: Shelf, row: tuple[Any, ...]) -> str:
    """Where a page ends: the value it is sorted by, and the row's number hidden."""
    *values, number = row
    held: list[Any] = [*values] if shelf.listed.order == ("key",) else [*values, sealed(shelf.kind, number)]
    return base64.urlsafe_b64encode(msgspec.json.encode(held)).decode().rstrip("=")


def after(shelf: Shelf, text: str) -> Q:
    """The rows behind a cursor; raises Refusal for one that is broken."""
    broken = Refusal(_("This is no place in this list. Take it from `next`, or begin without it."), "after")
    order = shelf.listed.order
    try:
        held = msgspec.json.decode(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, msgspec.DecodeError) as wrong:
        raise broken from wrong
    if not isinstance(held, list) or len(held) != len(order) or not all(isinstance(part, str) for part in held):
        raise broken
    if any("\x00" in part for part in held):
        raise broken
    if order == ("key",):
        return Q(key__gt=held[0])
    number = unsealed(shelf.kind, held[-1])
    if number is None:
        raise broken
    if order == ("id",):
        return Q(id__gt=number)
    column, up = order[0].removeprefix("-"), not order[0].startswith("-")
    try:
        value = shelf.model._meta.get_field(column).to_python(held[0])
    except ValidationError as wrong:
        raise broken from wrong
    first, past = ("gte", "lte") if up else ("lte", "gte")
    # A plain range first: both databases turn it into one stretch of an index.
    return Q(**{f"{column}__{first}": value}) & ~Q(**{column: value, f"id__{past}": number})


def sorted_by(shelf: Shelf) -> Iterable[str]:
    """The columns a cursor is made of."""
    order = shelf.listed.order
    return () if order == ("id",) else (order[0].removeprefix("-"),)
