"""Every form of every thing: it opens for who keeps the thing, asks a stranger to sign in, and tells nobody else."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from kurultay.kit import actions as kit
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat, reading_as
from tests.leaks import test_no_trace as leaks

BOTH = Reader.person("A registrar", Seat("registrar", "lakes"), Seat("registrar", ""))
FIRST = {"role": "lakes-chair-eastshore"}  # of a table; the first by key for the others


@pytest.fixture
def record(db: None) -> None:
    with reading_as(leaks.SYSTEM):
        leaks._scene()
        kit.register("statute", title="The statute", grade="official", keeper="lakes", by=leaks.SYSTEM)


def patterns(urls: list[Any], before: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every address with its name and its view."""
    for each in urls:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, route)
        else:
            yield route, each.name or "", each.callback


def forms() -> list[str]:
    """The address of every form: one thing of each table, and what is entered new."""
    found = []
    for route, name, view in patterns(get_resolver().url_patterns):
        noun, _line, rest = name.partition("_")
        if name.startswith("new_"):
            found.append(f"/{route}")
        elif getattr(view, "asks", False) or rest in ("entry", "who"):
            with reading_as(leaks.SYSTEM):
                keys = leaks.TABLES[noun].objects.order_by("key").values_list("key", flat=True)
                found.append(f"/{route.replace('<slug:key>', FIRST.get(noun) or keys[0])}")
    return found


def answer(url: str, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Any:
    with monkeypatch.context() as patch:
        patch.setattr(policy, "_reader_of", [lambda request: reader])
        return Client().get(url)


def labelled(page: str) -> bool:
    """Whether every field that is not hidden has a label."""
    ids = re.findall(r'<(?:input type="(?:text|checkbox)"|select|textarea) id="([^"]+)"', page)
    return bool(ids) and all(f'for="{each}"' in page for each in ids)


def test_every_form_opens_for_who_keeps_the_thing(record: None, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = forms()
    found = {url: answer(url, BOTH, monkeypatch) for url in urls}
    of_parts = {url for url in urls if url.endswith(("/accept", "/conclude", "/defer", "/entry/decide"))}
    assert {url for url in urls if found[url].status_code != 200} == of_parts  # those are asked for of a row
    unlabelled = [u for u in set(urls) - of_parts if not labelled(found[u].content.decode())]
    assert [url for url in unlabelled if not url.endswith(("/entry", "/who-may-read"))] == []
    assert len(urls) > 130


def test_strangers_are_asked_to_sign_in_and_get_no_field(record: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for url in forms():
        page = answer(url, leaks.STRANGER, monkeypatch)
        assert page.status_code == 403, url
        assert b"<form method=" not in page.content, url


def test_an_officer_of_another_organisation_writes_nothing_here(record: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is entered new, and what parties do elsewhere, is open to an officer of the plains."""
    opened = {url for url in forms() if answer(url, leaks.ELSEWHERE, monkeypatch).status_code == 200}
    assert opened == {url for url in opened if url.endswith("/new") or url.startswith(("/parties/", "/people/"))}
    assert {url.rpartition("/")[2] for url in opened if not url.endswith("/new")} == {
        "accede", "admit", "take-chair", "coordinate", "appoint", "distinguish",
    }  # fmt: skip
