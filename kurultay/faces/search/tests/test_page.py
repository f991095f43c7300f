"""The search page, suggestions and reindex: numbers, narrowing, days, errors, escaping, statements."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kurultay.kit import actions as kit
from kurultay.kit.finding.models import IndexMade
from kurultay.record.meetings import actions as meetings
from kurultay.record.parties import actions as parties
from kurultay.record.people import actions as people
from tests.cast import OFFICER, SYSTEM, Scene, statements

pytestmark = pytest.mark.django_db


def page(**asked: Any) -> str:
    answer = Client().get("/search", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def plain(found: str) -> str:
    """A page without marks."""
    return found.replace("<mark>", "").replace("</mark>", "")


def plan(scene: Scene, key: str, name: str, on: str) -> None:
    meetings.plan(key, kind="event", name=name, body=scene.lakes, on=on, by=OFFICER)


def test_it_says_how_many_and_narrows_by_what_there_is(scene: Scene) -> None:
    for n in range(3):
        plan(scene, f"fair-{n}", "Spring fair", f"201{n}-05-01")
    found = page(q="fair")
    assert "<strong>3</strong> found" in found
    assert "q=fair&amp;year=2011" in found
    narrowed = page(q="fair", year="2011")
    assert "<strong>1</strong> found" in narrowed
    assert "/meetings/fair-1" in narrowed
    assert "/meetings/fair-0" not in narrowed
    assert "<strong>3</strong> found" in page(q="fair", of="lakes", kind="meeting", party="lakes")


def test_filters_that_name_nothing_say_so(scene: Scene) -> None:
    kit.mark(scene.council, marking="secretariat", by=OFFICER)
    absent = page(q="council", of="nowhere")
    hidden = page(q="council", of="lakes-council")
    assert absent.replace("nowhere", "lakes-council") == hidden
    assert "There is no party “lakes-council” that you may read." in hidden
    assert "is not a year" in page(q="council", year="soon")
    assert "There is no kind “ship”" in page(q="council", kind="ship")
    assert "Nothing found" in page(q="zzqq")
    assert "only what not to find" in page(q="-council")
    assert "neither a letter nor a figure" in page(q="!!!")
    assert Client().get("/search", {"q": "council", "after": "x"}).status_code in (200, 404)


def test_a_day_leaves_out_what_begins_later_and_uses_its_names(scene: Scene) -> None:
    plan(scene, "fair-1", "Spring fair", "2014-05-01")
    plan(scene, "fair-2", "Spring fair", "2015")
    parties.rename(scene.lakes, text="Union of the Lakes", on="2014-01-01", by=SYSTEM)
    early = page(q="fair", on="2014-12-31")
    assert "/meetings/fair-1?on=2014-12-31" in early
    assert "/meetings/fair-2" not in early
    assert "not determinable whether it was there by then" in page(q="fair", on="2015-05-01")
    assert "Assembly of the Lakes" in plain(page(q="lakes assembly", on="2013-01-01"))
    assert "Union of the Lakes" in plain(page(q="lakes assembly"))


def test_whoever_bears_the_name_comes_first_and_two_are_a_choice(scene: Scene) -> None:
    first = people.introduce("ada-lake", name="Ada Lake", by=SYSTEM)
    people.appoint(first, post="Envoy", at=scene.east, on="2012-01-01", until="..", by=SYSTEM)
    assert "bear this name" not in page(q="Ada Lake")
    assert page(q="Ada Lake").count('class="card"') == 1
    people.introduce("ada-lake-2", name="Ada Lake", by=SYSTEM)
    both = page(q="ada lake")
    assert "2 bear this name" in both
    assert both.count('class="card"') == 2
    assert "Envoy" in both


def test_what_is_shown_is_escaped(scene: Scene) -> None:
    plan(scene, "fair-1", "Fair <script>alert(1)</script> & more", "2014")
    for found in (page(q="fair alert"), page(q="<script>alert(1)</script> fair")):
        assert "<script>alert" not in found
    assert "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt; &amp; more" in page(q="alert").replace(
        "<mark>script</mark>", "script"
    )


def test_three_are_shown_with_the_statements_of_one(scene: Scene) -> None:
    counts = []
    for n in range(3):
        plan(scene, f"fair-{n}", "Spring fair", f"201{n}-05-01")
        if n in (0, 2):
            with statements() as said:
                page(q="fair")
            counts.append(len(said))
    assert counts[0] == counts[1]


def test_suggestions_begin_as_what_is_typed(scene: Scene) -> None:
    people.introduce("zoltan", name="Zoltán Lake", by=SYSTEM)
    answer = Client().get("/search/suggest", {"q": "zol"}).json()
    assert answer == {
        "q": "zol",
        "suggestions": [
            {"name": "Zoltán Lake", "lang": "en", "kind": "person", "label": "Person", "key": "zoltan",
             "url": "/people/zoltan"}
        ],
    }  # fmt: skip
    assert [s["key"] for s in Client().get("/search/suggest?q=zoltan+la").json()["suggestions"]] == ["zoltan"]
    assert Client().get("/search/suggest?q=zol&kind=party").json()["suggestions"] == []
    assert Client().get("/search/suggest?q=z").json()["suggestions"] == []
    assert Client().get("/search/suggest?q=zol&kind=ship").status_code == 400
    assert 'data-key="zoltan"' in Client().get("/search/suggest?q=zol&as=html").content.decode()


def test_reindex_says_what_it_makes_and_whether_it_is_needed(scene: Scene) -> None:
    said = io.StringIO()
    call_command("reindex", check=True, stdout=said)
    assert said.getvalue() == "The search index is in step with the record.\n"
    IndexMade._base_manager.update(version="of old")
    with pytest.raises(CommandError, match="made by other rules"):
        call_command("reindex", check=True)
    said = io.StringIO()
    call_command("reindex", stdout=said)
    assert said.getvalue().startswith("The search index has ")
    call_command("reindex", check=True, stdout=io.StringIO())
    assert "<strong>" in page(q="lakes")


def test_the_box_stands_on_every_page_and_keeps_the_day(scene: Scene) -> None:
    assert 'action="/search"' in Client().get("/parties/lakes").content.decode()
    other = Client().get("/parties/lakes?on=2013").content.decode()
    box = other[other.index('action="/search"') :].partition("</form>")[0]
    assert '<input type="hidden" name="on" value="2013">' in box
