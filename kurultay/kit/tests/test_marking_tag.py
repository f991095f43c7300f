"""The marking beside the heading of what not everybody reads, and who can see it one step away."""

import pytest
from django.test import Client

from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader
from kurultay.record.parties import actions as parties
from tests.cast import FOCAL_POINT, OFFICER, OTHER_FOCAL_POINT, STRANGER, Scene

WHO = "/parties/talks/who-may-read"


def page(monkeypatch: pytest.MonkeyPatch, by: Reader, url: str) -> tuple[int, str]:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: by])
    answer = Client().get(url)
    return answer.status_code, " ".join(answer.content.decode().split())


@pytest.fixture
def talks(scene: Scene) -> None:
    words = {"marking": "restricted", "named": ("eastshore",), "keeper": "lakes"}
    parties.register("talks", kind="body", name="Talks", by=OFFICER, **words)


def test_those_who_see_it_see_its_marking_in_words(talks: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for by in (OFFICER, FOCAL_POINT):
        for url in ("/parties/talks", "/parties/talks/history", "/parties/talks/sources"):
            status, text = page(monkeypatch, by, url)
            assert (status, '<span class="tag accent">Restricted</span>' in text, WHO in text) == (200, True, True)


def test_what_everybody_reads_has_none(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    for by in (OFFICER, STRANGER):
        assert 'class="marking"' not in page(monkeypatch, by, "/parties/lakes")[1]


def test_who_reads_it_without_keeping_it_is_told_why_and_no_other_name(
    talks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, text = page(monkeypatch, FOCAL_POINT, WHO)
    assert (status, "Why you see it" in text, "<dd>Eastshore <small>named</small></dd>" in text) == (200, True, True)
    assert "/entry/mark" not in text
    assert page(monkeypatch, OTHER_FOCAL_POINT, WHO)[0] == page(monkeypatch, STRANGER, WHO)[0] == 404


def test_the_form_of_a_marking_has_it_in_the_open(talks: None, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page(monkeypatch, OFFICER, "/parties/talks/entry/mark")[1]
    form = text[text.index('<form method="post"') :]
    assert form.index('name="marking"') < form.index('name="named"') < form.index("<details>")
