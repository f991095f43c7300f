"""A journalist's questions, answered by the pages of the example record as of any day."""

import pytest
from django.test import Client

DOZEN = 12


@pytest.fixture(autouse=True, scope="module")
def _record(load):
    load("")


def test_who_chaired_cica(ask):
    """With the outside sources, the day before Türkiye's chairmanship is Kazakhstan's; the mark names the source."""
    assert "In the chair Turkey" in ask("/parties/cica?on=2012-05-01")
    page = ask("/parties/cica?on=2010-02-01")
    assert "In the chair Kazakhstan" in page
    assert "In the chair Turkey" in ask("/parties/cica?on=2010-06-08")


def test_which_source_decides_stands_on_the_role(ask):
    """The accepted start of Türkiye's chairmanship is an outside one; the founding document's year stays beside."""
    page = ask("/roles/cica-chair-turkiye/sources")
    start = page[page.index("since: 8 June 2010") :].partition("until")[0]
    assert "8 June 2010 accepted mfa-turkiye-berlin" in start
    assert "2010 F3 CICA Secretariat line 11" in start


def test_what_the_organisation_was_called(ask):
    assert ask("/parties/ots?on=2015-12-31").count("Turkic Council") > 0
    assert "<h1>Turkic Council" in Client().get("/parties/ots?on=2015-12-31").content.decode()
    assert "<h1>Organization of Turkic States" in Client().get("/parties/ots?on=2023-02-17").content.decode()
    assert "<h1>Turkic Council" in Client().get("/parties/ots?on=2021-11-11").content.decode()
    assert "<h1>Organization of Turkic States" in Client().get("/parties/ots?on=2021-11-12").content.decode()


def test_one_person_two_posts(ask):
    first = ask("/people/laszlo-vasa?on=2015-05-08")
    assert "Post at that time Deputy Director General" in first
    assert "Institute for Foreign Relations and Trade of Hungary" in first
    second = ask("/people/laszlo-vasa?on=2023-02-17")
    assert "Post at that time Chief Adviser" in second
    assert "Institute for Foreign Affairs and Trade" in second


@pytest.mark.parametrize(("one", "other"), [("farhad-mammadov", "novruz-mammadov"), ("ramil-hasanov", "hasan-hasanov")])
def test_namesakes_are_two(ask, one, other):
    """Each of the two names the other as not to be confused with."""
    for key, namesake in ((one, other), (other, one)):
        page = Client().get(f"/people/{key}?on=2015-05-08").content.decode()
        assert "Not to be confused with" in page
        assert f'href="/people/{namesake}?on=2015-05-08"' in page


def test_three_roles_in_may_2022(ask):
    """Türkiye's roles in confidence building as of the month in which the document speaks."""
    page = ask("/parties/turkiye?on=2022-05")
    certain = page.partition("Not determinable")[0]
    assert "Coordinator : New Challenges and Threats" in certain.replace("Coordinator:", "Coordinator :")
    assert "Co-coordinator : Military-Political Dimension" in certain.replace("Co-coordinator:", "Co-coordinator :")
    assert "Development of Small and Medium Enterprises" in certain


def test_who_was_secretary_general(ask):
    """Kairat Sarybay on 17 February 2023."""
    page = ask("/people/kairat-sarybay?on=2023-02-17")
    assert "Post at that time Secretary General" in page


def test_names_follow_day_and_language(ask):
    assert "<h1>Turkey" in Client().get("/parties/turkiye?on=2015-12-31").content.decode()
    assert "<h1>Türkiye" in Client().get("/parties/turkiye?on=2023-01-01").content.decode()
    assert "Қазақстан" in Client().get("/parties/kazakhstan?lang=kk").content.decode().partition("</h1>")[0]


def test_contradictions_are_visible(ask):
    """Both sides of a contradiction stand on the page: when Thailand joined."""
    page = ask("/parties/cica")
    assert "Where sources disagree" in page
    assert "Thailand, member: since" in page
    claims = ask("/roles/cica-member-thailand/sources")
    assert "22 October 2004" in claims
    assert "2006" in claims
    assert "another claim" in claims


def test_links_keep_the_day(ask):
    page = Client().get("/parties/ots?on=2015-12-31").content.decode()
    assert 'href="/parties/kazakhstan?on=2015-12-31"' in page


@pytest.mark.parametrize("wrong", ["yesterday", "2015-13", "2015-02-30", "9999-12-31", "[..2015]", "2015~"])
def test_a_wrong_day_is_said_and_nothing_is_lost(wrong):
    """The page stays, with what was typed and what to write instead."""
    got = Client().get("/parties/ots", {"on": wrong})
    page = got.content.decode()
    assert got.status_code == 200
    assert "There is a problem" in page
    assert "aria-invalid" in page
    assert f'value="{wrong}"' in page


@pytest.mark.thorough
def test_every_link_leads_somewhere():
    """Links of every kind of page answer: a dozen of each kind, and every link on those."""
    import re
    from collections import Counter
    from html import unescape

    client, seen, waiting, kinds = Client(), set(), ["/"], Counter()
    while waiting:
        address = waiting.pop(0)
        got = client.get(address, follow=True)
        assert got.status_code == 200, address
        if got.streaming:
            assert b"".join(got.streaming_content), address
            continue
        for found in re.findall(r'href="(/[^"#]*)', got.content.decode()):
            link = unescape(found)
            kind = re.sub(r"[^/]+(?=/(sources|history|matrix)?$)|[^/]+$", "*", link.partition("?")[0])
            if link not in seen and not link.startswith("/static/") and "lang=" not in link and kinds[kind] < DOZEN:
                kinds[kind] += 1
                seen.add(link)
                waiting.append(link)
    assert len(kinds) > 20


def test_three_clicks_from_the_publication():
    """From the special publication to the decision, to the meeting, to the memorandum signed after it."""
    client = Client()
    for address, link in (
        ("/documents/fifth-summit-publication", "/commitments/special-publication"),
        ("/commitments/special-publication", "/meetings/fprc-1"),
        ("/meetings/fprc-1", "/documents/fprc-mou"),
    ):
        assert f'href="{link}"' in client.get(address).content.decode(), address


def test_from_what_was_expected_to_what_came_instead(ask):
    """The protocol expected in 2023 was met otherwise; its commitment says by what."""
    assert 'href="/commitments/eprc-protocol-2023"' in Client().get("/documents/eprc-protocol").content.decode()
    page = ask("/commitments/eprc-protocol-2023")
    assert "met otherwise" in page.lower()
    assert "ERCNET" in page or "network" in page.lower()
