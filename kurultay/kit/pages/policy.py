"""Every URL says who may ask; a view without a policy is refused at start-up and by the house tests."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

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


def reader_of(request: HttpRequest) -> Reader:
    """Who asks: what sign-in established, or the public."""
    return _reader_of[-1](request) if _reader_of else public()


class ReaderMiddleware:
    """Puts the reader's scope around the view of a record page, its template and its error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reading_as(reader_of(request)):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        """Refuse a view that does not say who may ask."""
        if not hasattr(view, "policy"):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} declares no policy: mark it @page(...).")
