"""Doing a verb from a program: the same words, rules and history as from its page, answered as data."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from kurultay.kit import clock
from kurultay.kit.acting.acts import Verb
from kurultay.kit.acting.chain import instant_text
from kurultay.kit.acting.stamps import sealed
from kurultay.kit.asking.doing import Answer, ask, closed, stamp, verb_of
from kurultay.kit.asking.fields import form_of, thing_of
from kurultay.kit.asking.given import Words
from kurultay.kit.asking.undoing import undoing_of
from kurultay.kit.pages.acts.parts import THINGS, whole
from kurultay.kit.pages.acts.told import Told, in_words
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.reading import current
from kurultay.kit.rows import Record

from .act_shapes import Asked, Contrary, Done, Entry, Line, Named, NotDone, Possible
from .asking import root_of
from .lists import JSON
from .narrowing import by_key
from .problems import MEDIA_TYPE, Refusal, answer, nothing_here
from .shelves import by_model, shelves
from .verbs import ACTS, known_words

METHODS = "POST, OPTIONS"


def open_to_writers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An address of the API that is written to: its policy, its method, and what holds of every answer.

    Whoever comes with the cookie of a session needs the proof of a form as well (kit.CsrfForCookies).
    """

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Refusal as refusal:
            response = answer(refusal)
        patch_vary_headers(response, ["Cookie", "Authorization"])
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    open_view = csrf_exempt(page(RECORD)(answering))
    open_view.stale = _forged  # type: ignore[attr-defined]
    return open_view


def _forged(request: HttpRequest) -> HttpResponse:
    """What a session's cookie gets without the token of a form."""
    told = _("Send a token, or with the cookie of a session the X-CSRFToken of a form.")
    return answer(Refusal(told, status=HTTPStatus.FORBIDDEN))


def do(request: HttpRequest, verb: str) -> HttpResponse:
    """A verb: asked for with POST, done whole, or nothing and why."""
    try:
        found = verb_of(verb)
    except LookupError:
        raise nothing_here() from None
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": METHODS})
    if request.method != "POST":
        told = _("This address is for acts: ask with POST.")
        return answer(Refusal(told, status=HTTPStatus.METHOD_NOT_ALLOWED), Allow=METHODS)
    for name in request.GET:
        raise Refusal(_("This address takes no parameters."), name)
    if current().kind == "public":
        told = _("Acts are done by somebody: send a token that may write, as Authorization: Bearer.")
        return answer(Refusal(told, status=HTTPStatus.UNAUTHORIZED), **{"WWW-Authenticate": "Bearer"})
    return _done_or_why(request, found, _asked(request))


def _asked(request: HttpRequest) -> Asked:
    if request.content_type != JSON:
        raise Refusal(_("Send JSON, as application/json."), status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    try:
        return msgspec.json.decode(request.body, type=Asked)
    except RequestDataTooBig:
        raise Refusal(_("This is too long."), status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal(_("This is not what an act is asked in. %(error)s") % {"error": error}) from error


def _done_or_why(request: HttpRequest, verb: Verb, asked: Asked) -> HttpResponse:
    """Do what was asked, and say what became of it."""
    by, root, form = current(), root_of(request), form_of(verb.name)
    thing, wrong = _thing(verb, asked.thing.removeprefix(root))
    if not wrong and (why := closed(by, verb, thing)) is not None:
        raise Refusal(why, status=HTTPStatus.FORBIDDEN)
    words = _words(asked)
    wrong |= _unreadable(verb, words)
    if wrong:
        return _refused(HTTPStatus.UNPROCESSABLE_ENTITY, errors=wrong)
    seen, since = _seen(asked.seen)
    before = _seal(thing, form)
    found = ask(verb.name, thing, words, by, seen=seen, since=since, rehearse=asked.rehearse,
                once=request.headers.get("Idempotency-Key", "")[:200])  # fmt: skip
    if found.conflict:
        fresh = type(thing).everything.get(pk=thing.pk)
        return _refused(HTTPStatus.CONFLICT, others=_entries(found), seen=_seal(fresh, form))
    if found.forbidden:
        raise Refusal(found.problems[""][0], status=HTTPStatus.FORBIDDEN)
    if found.problems:
        several = {name: [Possible(*row) for row in rows] for name, rows in found.several.items()}
        new = {name: [each.text for each in rows] for name, rows in found.unknown.items()}
        return _refused(HTTPStatus.UNPROCESSABLE_ENTITY, errors=found.problems, several=several, new=new)
    if asked.rehearse:
        named = _named(request, thing)
        return _json(Done(None, verb.name, True, named, [], _lines(found), None, before), HTTPStatus.OK)
    return _done(request, verb, thing, found)


def _done(request: HttpRequest, verb: Verb, thing: Any, found: Answer) -> HttpResponse:
    rows = [row for row in found.results if isinstance(row, Record)]
    fresh = type(thing).everything.filter(pk=thing.pk).first() if thing is not None else None
    goal = fresh if thing is not None else rows[0] if rows else None
    made = [named for row in rows if row != goal and (named := _named(request, row)) is not None]
    named = _named(request, goal)
    undo = _undo(request, found.act)
    told = Done(found.act, verb.name, False, named, made, _lines(found), undo, _seal(fresh, form_of(verb.name)))
    if thing is not None or named is None:
        return _json(told, HTTPStatus.OK)
    return _json(told, HTTPStatus.CREATED, Location=named.id)


def _thing(verb: Verb, text: str) -> tuple[Any, dict[str, list[str]]]:
    """The row that is named by its key, its list and key, or its address; or what is wrong with that."""
    table: Any = thing_of(verb)[1]
    name, _slash, key = text.rpartition("/")
    if table is str:
        told = _("This verb enters something new: send no thing, and its key as a word.")
        return None, {"thing": [told]} if text else {}
    if not text or (not name and table not in by_model()):
        return None, {"thing": [_("Say to which thing: its list and key, such as parties/ots, or its address.")]}
    if (name and name not in shelves()) or "\0" in key:
        raise nothing_here()
    shelf = shelves()[name] if name else by_model()[table]
    if not issubclass(shelf.model, table):
        return None, {"thing": [_("This is not done to anything of %(list)s.") % {"list": name}]}
    condition = by_key(shelf, key)
    rows = shelf.model.everything.filter(condition) if condition is not None else shelf.model.objects.none()
    row = (shelf.listed.also(rows) if shelf.listed.also is not None else rows).first()
    if row is None:
        raise nothing_here()
    return row, {}


def _words(asked: Asked) -> Words:
    """The words as a form would send them: yes is 1, what is null is left out, the source stands among them."""
    found: dict[str, str | list[str]] = {}
    for name, value in asked.words.items():
        if value is not None:
            found[name] = value if isinstance(value, list) else str(int(value) if isinstance(value, bool) else value)
    if asked.cite is not None:
        said = {"source": asked.cite.source, "source_place": asked.cite.place, "source_printed": asked.cite.printed}
        found |= said
    return found


def _unreadable(verb: Verb, words: Words) -> dict[str, list[str]]:
    """Words that the verb does not take, or that no text may hold."""
    wrong: dict[str, list[str]] = {}
    for name, value in words.items():
        if name not in known_words(verb):
            told = _("This is no word of %(verb)s. `/api/v1/acts` says which it takes.")
            wrong[name] = [told % {"verb": verb.name}]
        elif "\0" in (value if isinstance(value, str) else "".join(value)):
            wrong[name] = [_("This has a character that no text may hold.")]
    return wrong


def _seal(thing: Any, form: Any) -> str:
    """What an answer calls the state of a thing: its stamp, and when that was."""
    return f"{stamp(thing, form)}.{instant_text(clock.now())}" if thing is not None else ""


def _seen(text: str) -> tuple[str, datetime | None]:
    seen, _dot, at = text.partition(".")
    try:
        return seen, datetime.fromisoformat(at)
    except ValueError:
        return seen, None


def _lines(found: Answer) -> list[Line]:
    return [_line(line) for entered in in_words(found.told) for line in entered.lines]


def _line(told: Told) -> Line:
    return Line(told.subject, told.label, told.before, told.after)


def _entries(found: Answer) -> list[Entry]:
    return [
        Entry(e.entry.ref, e.entry.label, e.entry.actor, instant_text(e.entry.at), e.entry.reason,
              [_line(line) for line in e.lines])
        for e in in_words(found.others)
    ]  # fmt: skip


def _named(request: HttpRequest, row: Any) -> Named | None:
    """A row by its addresses; None for one without a list, or that is out of sight now."""
    shelf = by_model().get(type(row))
    if row is None or shelf is None or row.veiled:
        return None
    key = row.key if shelf.keyed else sealed(shelf.kind, row.pk)
    page_of = whole(row)
    web = request.build_absolute_uri(f"/{THINGS[type(page_of)]}/{page_of.key}") if page_of is not None else None
    return Named(f"{root_of(request)}{shelf.name}/{key}", key, shelf.listed.word, web)


def _undo(request: HttpRequest, ref: str) -> Contrary | None:
    contrary = undoing_of(ref)
    named = _named(request, contrary.row) if contrary is not None else None
    if contrary is None or named is None:
        return None
    return Contrary(f"{root_of(request)}{ACTS}/{contrary.verb}", contrary.verb, named.id, contrary.words)


def _refused(status: HTTPStatus, **words: Any) -> HttpResponse:
    detail = _("Nothing was done: see what is wrong with each word.")
    if status == HTTPStatus.CONFLICT:
        detail = _("Nothing was done: somebody else changed this after you had seen it.")
    told = NotDone("about:blank", status.phrase, int(status), detail, **words)
    return HttpResponse(msgspec.json.encode(told), status=status, content_type=MEDIA_TYPE)


def _json(told: Done, status: HTTPStatus, **headers: str) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(told), status=status, content_type=JSON, headers=headers)
