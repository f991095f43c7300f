"""What programs that find pages by themselves are told: robots.txt, the sitemap, and schema.org terms in pages."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from kurultay.faces.web.views import crawlers
from kurultay.kit.reading import reading_as, system
from kurultay.record.documents import actions as documents
from kurultay.record.meetings import actions as meetings
from kurultay.record.parties import actions as parties
from kurultay.record.people import actions as people

pytestmark = pytest.mark.django_db
SYSTEM = system("test")
NS = {"s": crawlers.NAMESPACE}


def told(page: str) -> dict[str, object]:
    """The schema.org block of a page."""
    body = Client().get(page).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL)
    return json.loads(block)


def places(address: str) -> list[str]:
    tree = ElementTree.fromstring(Client().get(address).content)
    return [found.text or "" for found in tree.iterfind(".//s:loc", NS)]


def test_robots_name_the_sitemap_and_nothing_is_closed_but_lists_without_end():
    said = Client().get("/robots.txt")
    assert said.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert said.content.decode().splitlines()[-1] == "Sitemap: http://testserver/sitemap.xml"
    assert b"Disallow: /\n" not in said.content


def test_the_sitemap_leads_to_every_thing_in_sight_and_to_nothing_else(scene):
    with reading_as(SYSTEM):
        parties.register("aa-secret", kind="state", name="Secret", keeper="lakes", marking="secretariat", by=SYSTEM)
    found = [place for file in places("/sitemap.xml") for place in places(file.removeprefix("http://testserver"))]
    assert "http://testserver/parties/lakes" in found
    assert not [place for place in found if "secret" in place]
    assert {Client().get(place.removeprefix("http://testserver")).status_code for place in found} == {200}


def test_the_addresses_are_those_of_the_things():
    found = {name: model(key="x").get_absolute_url() for name, model in crawlers.THINGS.items()}
    assert found == {name: f"/{name}/x" for name in crawlers.THINGS}


def test_a_long_register_is_cut_into_files_that_hold_each_thing_once(scene, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(crawlers, "CHUNK", 2)
    with reading_as(SYSTEM):
        for number in range(5):
            parties.register(f"zz-{number}", kind="state", name=f"State {number}", by=SYSTEM)
    files = [file for file in places("/sitemap.xml") if "/parties.xml" in file]
    found = [place for file in files for place in places(file.removeprefix("http://testserver"))]
    assert len(found) == len(set(found))
    assert {f"http://testserver/parties/zz-{number}" for number in range(5)} <= set(found)
    assert max(len(places(file.removeprefix("http://testserver"))) for file in files) == 2
    assert Client().get("/sitemap/nonsense.xml").status_code == 404


def test_a_party_names_its_members_of_the_day_and_its_names(scene):
    said = told("/parties/lakes?on=2015-01-01")
    assert said["@type"] == "Organization"
    assert said["@id"] == "http://testserver/parties/lakes"
    assert said["url"] == "http://testserver/parties/lakes?on=2015-01-01"
    assert {member["@id"].rpartition("/")[2] for member in said["member"]} == {"eastshore", "westshore"}


def test_a_name_cannot_leave_its_block(scene):
    with reading_as(SYSTEM):
        parties.register("evil", kind="state", name="</script><b>&amp; \u2028", by=SYSTEM)
    assert told("/parties/evil")["name"] == "</script><b>&amp; \u2028"


def test_meetings_people_and_documents_say_what_they_are(scene):
    with reading_as(SYSTEM):
        oak = parties.Party.objects.get(key="lakes")
        ada = people.introduce("ada", name="Ada", by=SYSTEM)
        people.appoint(ada, post="Secretary", at=oak, on="2014-01-01", until="..", by=SYSTEM)
        meetings.plan("lakes-9", kind="summit", name="Ninth summit", body=oak, on="2016-05", mode="online", by=SYSTEM)
        documents.register("lakes-pact", kind="treaty", title="Pact", of=oak, by=SYSTEM)
    meeting = told("/meetings/lakes-9")
    assert (meeting["@type"], meeting["startDate"]) == ("Event", "2016-05")
    assert meeting["eventStatus"] == "https://schema.org/EventScheduled"
    assert meeting["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert meeting["organizer"]["@id"] == "http://testserver/parties/lakes"
    assert told("/people/ada")["jobTitle"] == ["Secretary"]
    assert "jobTitle" not in told("/people/ada?on=2013-01-01")
    assert told("/documents/lakes-pact")["@type"] == "Legislation"


def test_a_veiled_tie_is_not_told(scene):
    with reading_as(SYSTEM):
        hidden = parties.register("hush", kind="body", name="Hush", keeper="lakes", marking="secretariat", by=SYSTEM)
        ada = people.introduce("ada", name="Ada", by=SYSTEM)
        people.appoint(ada, post="Adviser", at=hidden, on="2014-01-01", until="..", by=SYSTEM)
    assert b"Hush" not in Client().get("/people/ada").content
    assert b"hush" not in Client().get("/people/ada").content
