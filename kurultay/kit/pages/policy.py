"""Every URL says who may ask; a view without a policy is refused at start-up and by the house tests."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from kurultay.kit import registry
from kurultay.kit.acting.once import key_of, sent_once
from kurultay.kit.reading import Reader, public, reading_as
from kurultay.kit.reading.readers import reading_as_nobody

RECORD = "record"  # anybody may ask; the reader's sight decides what is there
PLAIN = "plain"  # no record row is read: health, robots, errors

View = Callable[..., HttpResponse]
_reader_of: list[Callable[[HttpRequest], Reader]] = []


def page(policy: str) -> Callable[[View], View]:
    """Declare the policy of a view; a plain view reads nothing, and a query in it fails."""
    if policy not in (RECORD, PLAIN):
        raise ImproperlyConfigured(f"{policy!r} is not a policy; choose {RECORD!r} or {PLAIN!r}.")

    def mark(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if policy == PLAIN:
                with reading_as_nobody():
                    return view(request, *args, **kwargs)
            return view(request, *args, **kwargs)

        answer.policy = policy  # type: ignore[attr-defined]
        return answer

    return mark


class NotRecognised(Exception):  # a sentence that whoever asks is shown
    """A request says who asks, and that is wrong or no longer true; it is answered with 401, never as the public."""


def reader_of(request: HttpRequest) -> Reader:
    """Who asks: what an app's `sign_in.py` established, or the public. Raises NotRecognised."""
    if _reader_of:
        return _reader_of[-1](request)
    for door in registry.offers("sign_in"):
        reader: Reader | None = door.reader_of(request)
        if reader is not None:
            return reader
    return public()


class ReaderMiddleware:
    """Puts the reader's scope around the view of a record page, its template and its error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            reader = reader_of(request)
        except NotRecognised as why:
            return _not_recognised(str(why))
        request.reader = reader  # type: ignore[attr-defined]
        with reading_as(reader), sent_once(_form_key(request, reader)):
            response = self.get_response(request)
        if reader.kind == "person":  # nobody's cache keeps what one person was shown
            response.headers.setdefault("Cache-Control", "private, no-store")
            patch_vary_headers(response, ["Authorization" if by_token(request) else "Cookie"])
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        """Refuse a view that does not say who may ask."""
        if not hasattr(view, "policy"):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} declares no policy: mark it @page(...).")


def _form_key(request: HttpRequest, reader: Reader) -> str:
    """The key of a form that is sent by a person and says with which word it was opened; "" for anything else."""
    if request.method != "POST" or reader.kind != "person" or by_token(request):
        return ""
    typed = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return key_of(str(request.POST.get("once", "")), reader, request.path, typed)


def _not_recognised(why: str) -> JsonResponse:
    """Problem details (RFC 9457) for a token that is wrong, expired or revoked."""
    told = {"type": "about:blank", "title": _("Not recognised"), "status": 401, "detail": why}
    response = JsonResponse(told, status=401, content_type="application/problem+json")
    response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    response.headers["Cache-Control"] = "no-store"
    return response


def by_token(request: HttpRequest) -> bool:
    """Whether the request says by a token who asks; its cookie then counts for nothing."""
    return request.headers.get("Authorization", "").partition(" ")[0].casefold() == "bearer"


class CsrfForCookies(CsrfViewMiddleware):
    """Where a session's cookie comes along, nothing is written without a form of ours: no view is exempt from it.

    A token is never sent by a browser on its own, so a request that carries one needs no such proof.
    """

    def process_view(self, request: HttpRequest, callback: Any, *words: Any) -> Any:
        if by_token(request):
            return None
        if getattr(callback, "csrf_exempt", False) and settings.SESSION_COOKIE_NAME in request.COOKIES:
            return super().process_view(request, _as_any_other, *words)
        return super().process_view(request, callback, *words)


def _as_any_other(request: HttpRequest) -> HttpResponse:
    """Stands for a view that claims to be exempt, and is not."""
    raise NotImplementedError
