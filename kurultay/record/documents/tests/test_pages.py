"""Pages of documents: what they say as of a day, what they hide, and that statements do not grow with rows."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kurultay.kit.dates import PartialDate
from kurultay.kit.pages.asked import Asked
from kurultay.kit.reading import reading_as
from kurultay.kit.sources.models import Citation, Source
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from kurultay.record.documents.panels import of_meeting, of_party, of_person
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties import actions as parties
from kurultay.record.people import actions as people
from tests.cast import OFFICER, STRANGER, SYSTEM, Scene, written


def text(address: str) -> str:
    got = Client().get(address)
    assert got.status_code == 200, address
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", got.content.decode())))


def test_a_treaty_with_its_working(scene: Scene, signed: Document, meeting: Meeting) -> None:
    documents.ratify(signed, party=scene.east, on="2013-02-01", reference="Law 7", by=OFFICER)
    page = text("/documents/lakes-treaty")
    assert "1 of 2 known" in page
    documents.ratify(signed, party=scene.west, on="2013-03-01", by=OFFICER)
    page = text("/documents/lakes-treaty")
    for words in (
        "Treaty of the Lakes", "Signature , 1 May 2012", "Ratification , 1 February 2013, Law 7",
        "The rule: 2 instruments, plus 30 days", "completes the number", "Plus 30 days: 31 March 2013",
        "In force today yes",
    ):  # fmt: skip
        assert words in page
    assert "In force at that time no" in text("/documents/lakes-treaty?on=2013-03-30")
    documents.enter_into_force(signed, on="2013-04-15", by=OFFICER)
    page = text("/documents/lakes-treaty")
    assert "The stated day, 15 April 2013, is not the one the rule gives, 31 March 2013. The stated day stands." in page


def test_expected_then_although_adopted_later(scene: Scene, expected: Document) -> None:
    with written():
        source = Source(key="F9", title="Chapter", grade="official", as_of="2023-02-17")
        source.save()
        Citation(
            subject_type="documents.document", subject_id=expected.pk, field="stage", value="expected", source=source,
            audience_id=expected.audience_id,
        ).save()  # fmt: skip
    documents.adopt(documents.table(expected, by=OFFICER), on="2023-03-06", by=OFFICER)
    assert "Stage at that time Expected 17 February 2023" in text("/documents/lakes-plan?on=2023-02-17")
    assert "Stage Adopted Adopted 6 March 2023" in text("/documents/lakes-plan")
    assert "Expected" in text("/documents/?of=lakes&on=2023-02-17").split("Plan of the Lakes")[1]
    assert "disagree" not in text("/documents/lakes-plan")


def test_the_day_derived_from_the_chairmanship(scene: Scene, treaty: Document) -> None:
    documents.adopt(treaty, under=scene.chair, by=OFFICER)
    words = "under the chairmanship of Eastshore, 1 January 2014 to 1 January 2016"
    for address in ("/documents/lakes-treaty", "/documents/"):
        page = text(address)
        assert words in page
        assert "derived:" in page


def test_titles_versions_relations_parties_provisions(scene: Scene, signed: Document, expected: Document) -> None:
    documents.name(signed, text="Traety", kind="printed", by=OFFICER)
    documents.publish(signed, on="2012-07", lang="tr", authority="courtesy", sha256="ab" * 32, by=OFFICER)
    documents.relate(expected, kind="implements", other=signed, by=OFFICER)
    documents.involve(signed, capacity="author", words="three authors", by=OFFICER)
    article = documents.set_out(signed, number="Article 1", text="There is peace.", operative=True, by=OFFICER)
    documents.set_out(signed, number="1.a", text="On all shores.", parent=article, by=OFFICER)
    page = text("/documents/lakes-treaty")
    for words in (
        "Traety unsourced en as printed", "SHA-256 abababab", "courtesy", "implemented by", "three authors",
        "There is peace. operative", "On all shores.",
    ):  # fmt: skip
        assert words.replace(" unsourced", "") in page.replace(" No source states this: unsourced", "")
    assert "implements" in text("/documents/lakes-plan")
    assert f'id="{article.key}"' in Client().get("/documents/lakes-treaty").content.decode()
    own = text(f"/provisions/{article.key}")
    assert "There is peace." in own
    assert "On all shores." in own
    assert "Treaty of the Lakes" in own
    for more in ("sources", "history"):
        assert "Treaty of the Lakes" in text(f"/documents/lakes-treaty/{more}")
    assert "set out a provision of" in text("/documents/lakes-treaty/history")


def test_a_document_that_is_a_source_says_how_many_values_stand_on_it(scene: Scene, treaty: Document) -> None:
    with written():
        treaty.source = scene.source
        treaty.save()
        Citation(
            subject_type="parties.party", subject_id=scene.lakes.pk, field="kind", value="organisation",
            source=scene.source, audience_id=scene.lakes.audience_id,
        ).save()  # fmt: skip
    assert "statute : 1 value of the record stands on this document" in text("/documents/lakes-treaty")


def test_the_list_newest_first_with_filters_and_pages(scene: Scene, signed: Document, expected: Document) -> None:
    for n in range(101):
        made = documents.register(f"pr-{n}", kind="press-release", title=f"Release {n}.", of=scene.plains, by=SYSTEM)
        documents.publish(made, on=2000 + n // 12, by=SYSTEM)
    first = Client().get("/documents/").content.decode()
    assert first.index("Treaty of the Lakes") < first.index("Release 100.") < first.index("Release 50.")
    after = re.search(r'href="\?after=([^"&]+)"', first)
    assert after is not None
    second = text(f"/documents/?after={after[1]}")
    assert "Plan of the Lakes" in second
    assert "Treaty of the Lakes" not in second
    for query, there, gone in (
        ("kind=treaty", "Treaty of the Lakes", "Release"), ("of=plains", "Release 100.", "Treaty of the Lakes"),
        ("stage=expected", "Plan of the Lakes", "Treaty of the Lakes"),
    ):  # fmt: skip
        page = text(f"/documents/?{query}")
        assert there in page
        assert gone not in page
    assert "No document here" in text("/documents/?kind=news")


def test_nothing_hidden_shows(scene: Scene, signed: Document, meeting: Meeting) -> None:
    addresses = ["/documents/", "/documents/lakes-treaty", "/documents/lakes-treaty/sources", "/parties/eastshore"]
    addresses += ["/documents/lakes-treaty/history", "/documents/?of=lakes"]
    before = [text(address) for address in addresses]
    kept = {"keeper": "lakes", "marking": "secretariat"}
    ghost = parties.register("ghost", kind="state", name="Ghost", **kept, by=SYSTEM)
    secret = documents.register(
        "secret", kind="plan", title="Secret", of=scene.lakes, stage="tabled", marking="secretariat", by=SYSTEM
    )
    documents.sign(signed, party=ghost, on="2012-06-01", by=SYSTEM)
    documents.ratify(signed, party=ghost, on="2012-07-01", by=SYSTEM)
    documents.involve(signed, capacity="party", party=ghost, by=SYSTEM)
    documents.involve(secret, capacity="party", party=scene.east, by=SYSTEM)
    documents.adopt(secret, on="2013", by=SYSTEM)
    documents.relate(secret, kind="implements", other=signed, by=SYSTEM)
    provision = documents.set_out(secret, number="1", text="Secret", by=SYSTEM)
    assert [text(address) for address in addresses] == before
    for address in ("/documents/secret", f"/provisions/{provision.key}", "/documents/nothing", "/provisions/nothing"):
        assert Client().get(address).status_code == 404


def test_panels_of_a_party_a_meeting_and_a_person(scene: Scene, treaty: Document, meeting: Meeting) -> None:
    ada = people.introduce("ada-lake", name="Ada Lake", keeper="lakes", by=OFFICER)
    documents.sign(treaty, party=scene.east, person=ada, on="2012-05-01", at=meeting, by=OFFICER)
    question = Asked(PartialDate.parse("2020"), "2020", False, "", "en")
    with reading_as(STRANGER):
        for panels in (of_party(scene.lakes, question), of_party(scene.east, question)):
            assert [line.document.key for line in panels[0].lines] == ["lakes-treaty"]
        assert [line.stage.words for line in of_meeting(meeting, question)[0].lines] == ["Signed"]
        assert [row.key for row in of_person(ada, question)[0].rows] == ["lakes-treaty"]
        assert of_party(scene.north, question) == []
    assert "Treaty of the Lakes" in text("/parties/eastshore")


PAGES = ["/documents/", "/documents/?kind=treaty", "/documents/lakes-treaty", "/documents/lakes-treaty/sources"]
PAGES += ["/documents/lakes-treaty/history", "/provisions/lakes-treaty-0", "/parties/lakes", "/parties/eastshore"]


def _grow(scene: Scene, treaty: Document, start: int, stop: int) -> None:
    """One more of each: a party's actions, a provision, a document of the organisation that implements the treaty."""
    for n in range(start, stop):
        state = parties.register(f"state-{n}", kind="state", name=f"State {n}", by=SYSTEM)
        documents.sign(treaty, party=state, on="2012-05-01", by=SYSTEM)
        documents.ratify(treaty, party=state, on="2013-05-01", by=SYSTEM)
        documents.involve(treaty, capacity="party", party=state, by=SYSTEM)
        documents.set_out(treaty, number=str(n), text=f"Text {n}", by=SYSTEM)
        made = documents.register(
            f"plan-{n}", kind="treaty", title=f"Plan {n}", of=scene.lakes, stage="tabled", by=SYSTEM
        )
        documents.adopt(made, under=scene.chair, by=SYSTEM)
        documents.involve(made, capacity="party", party=scene.east, by=SYSTEM)
        documents.relate(made, kind="implements", other=treaty, by=SYSTEM)
        newer = documents.register(f"new-{n}", kind="plan", title=f"New {n}", of=scene.lakes, stage="tabled", by=SYSTEM)
        documents.adopt(newer, under=scene.chair, by=SYSTEM)
        documents.supersede(newer, old=made, by=SYSTEM)


def _counts() -> dict[str, int]:
    found = {}
    for address in PAGES:
        with CaptureQueriesContext(connection) as held:
            assert Client().get(address).status_code == 200
        found[address] = len(held)
    return found


@pytest.mark.thorough
def test_one_three_and_three_hundred_rows_cost_the_same(scene: Scene, signed: Document) -> None:
    with written():
        _grow(scene, signed, 0, 1)
    one = _counts()
    for start, stop in ((1, 3), (3, 300)):
        with written():
            _grow(scene, signed, start, stop)
        # An act that fills a page of history leaves no place for older ones, nor for the names of their seats.
        assert {url: n for url, n in _counts().items() if n > one[url]} == {}
    assert max(one.values()) <= 70, one
