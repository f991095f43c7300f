"""Every URL declares its policy, is human, and its view says in a sentence what it shows."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from kurultay.kit.pages.policy import PLAIN, RECORD, page
from tests.house.tree import Source, code, hold


def routes(patterns: Iterable[URLPattern | URLResolver], before: str = "/") -> list[tuple[str, Any]]:
    """Every URL pattern with its view."""
    found: list[tuple[str, Any]] = []
    for pattern in patterns:
        here = before + str(pattern.pattern).lstrip("^").rstrip("$")
        if isinstance(pattern, URLResolver):
            found += routes(pattern.url_patterns, here)
        else:
            found.append((here, pattern.callback))
    return found


def undeclared(found: Iterable[tuple[str, Any]]) -> list[str]:
    """URLs whose view does not say who may ask."""
    return [url for url, view in found if getattr(view, "policy", None) not in (RECORD, PLAIN)]


def numbered(found: Iterable[tuple[str, Any]]) -> list[str]:
    """URLs that name a thing by a bare integer."""
    return [url for url, _view in found if "<int:" in url]


def unsaid(found: Iterable[tuple[str, Any]]) -> list[str]:
    """URLs whose view has no sentence."""
    return [url for url, view in found if not (view.__doc__ or "").strip()]


def outside_urls(files: Iterable[Source]) -> list[str]:
    """URL patterns written anywhere but in urls.py."""
    return [s.path for s in files if "django.urls" in s.text and "urlpatterns" in s.text and s.parts[-1] != "urls.py"]


def test_every_url_declares_its_policy_and_what_it_shows() -> None:
    found = routes(get_resolver().url_patterns)
    hold(undeclared(found))
    hold(unsaid(found))


def test_urls_are_human_and_written_in_urls_py() -> None:
    hold(numbered(routes(get_resolver().url_patterns)))
    hold(outside_urls(code()))
    made_up = Source("kurultay/faces/web/views.py", "from django.urls import path\nurlpatterns = []")
    assert outside_urls([made_up]) == ["kurultay/faces/web/views.py"]


def test_a_view_without_a_policy_or_a_sentence_is_named() -> None:
    def open_door(request: HttpRequest, n: int) -> HttpResponse:
        return HttpResponse(n)

    @page(PLAIN)
    def health(request: HttpRequest) -> HttpResponse:
        """Whether the installation answers."""
        return HttpResponse("well")

    found = routes([path("things/<int:n>", open_door), path("healthz", health)])
    assert undeclared(found) == ["/things/<int:n>"]
    assert unsaid(found) == ["/things/<int:n>"]
    assert numbered(found) == ["/things/<int:n>"]
