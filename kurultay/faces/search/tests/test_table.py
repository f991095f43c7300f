"""The table of hard names: typed one way, written another way, found all the same, and marked where it stands."""

import pytest
from django.test import Client

from kurultay.record.meetings import actions as meetings
from tests.cast import SYSTEM, Scene

TABLE = [
    ("yildirim", "Binali Yıldırım spoke", "Yıldırım"),
    ("YILDIRIM", "Binali Yıldırım spoke", "Yıldırım"),
    ("Əliyev", "Talks with Eliyev", "Eliyev"),
    ("Eliyev", "Talks with Əliyev", "Əliyev"),
    ("Aliyev", "Talks with Əliyev", "Əliyev"),
    ("Ozbekiston", "Oʻzbekiston Respublikasi", "Oʻzbekiston"),
    ("Ozbekiston", "O'zbekiston Respublikasi", "O&#x27;zbekiston"),
    ("Ozbekiston", "O’zbekiston Respublikasi", "O’zbekiston"),
    ("Ozbekiston", "O`zbekiston Respublikasi", "O`zbekiston"),
    ("Oʻzbekiston", "Ozbekiston Respublikasi", "Ozbekiston"),
    ("Tokayev", "Тоқаевтың сапары", "Тоқаевтың"),
    ("Тоқаевтың", "The visit of Tokayev", "Tokayev"),
    ("Токаев", "Tokaýew geldi", "Tokaýew"),
    ("Erdogan", "Erdoğan’ın nutku", "Erdoğan’ın"),
    ("Erdoğan’ın", "A speech by Erdogan", "Erdogan"),
    ("习近平", "国家主席习近平访问", "习近平"),
    ("تهران", "نشست سران در تهران", "تهران"),
    ("Елкин", "Иван Ёлкин", "Ёлкин"),
    ("Ёлкин", "Иван Елкин", "Елкин"),
    ("istanbul", "İSTANBUL’da toplantı", "İSTANBUL’da"),
    ("Омуралиев", "Өмүралиев келди", "Өмүралиев"),
    ("cavusoglu", "Mevlüt Çavuşoğlu", "Çavuşoğlu"),
    ("Mirziyoyev", "Mirziyoyevning tashrifi", "Mirziyoyevning"),
]


@pytest.mark.parametrize(("typed", "title", "marked"), TABLE)
@pytest.mark.django_db
def test_a_name_is_found_however_it_is_written(scene: Scene, typed: str, title: str, marked: str) -> None:
    meetings.plan("the-one", kind="event", name=title, on="2014-05-01", by=SYSTEM)
    meetings.plan("another", kind="event", name="Ashgabat budget hearing", on="2014-05-02", by=SYSTEM)
    page = Client().get("/search", {"q": typed}).content.decode()
    assert "/meetings/the-one" in page
    assert "/meetings/another" not in page
    assert f"<mark>{marked}</mark>" in page or f"<mark>{marked[:-1]}" in page


@pytest.mark.parametrize(("typed", "name"), [("Токаев", "Kassym-Jomart Tokayev"), ("Eliyev", "İlham Əliyev")])
@pytest.mark.django_db
def test_a_whole_name_in_another_writing_is_suggested(scene: Scene, typed: str, name: str) -> None:
    meetings.plan("the-one", kind="event", name=name, on="2014-05-01", by=SYSTEM)
    assert [thing["key"] for thing in Client().get("/search/suggest", {"q": typed}).json()["suggestions"]] == [
        "the-one"
    ]
