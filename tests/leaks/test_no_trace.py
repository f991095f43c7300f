"""Non-interference: adding rows that a reader may not see changes no byte of any page for that reader.

Every address of the installation takes part by itself: a route whose parameter this test cannot fill fails it.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kurultay.faces.intake.actions import load_all, read_text
from kurultay.faces.intake.actions.problems import Problem
from kurultay.faces.web.views.crawlers import THINGS
from kurultay.kit import actions as kit
from kurultay.kit import files
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat, public, reading_as, system
from kurultay.kit.reading.models import intern
from kurultay.kit.sources.models import Source, StatedFigure
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.actions import Answer
from kurultay.modules.rounds.models import Reminder, Round, RoundItem
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.actions import Drawn, Point
from kurultay.record.commitments.models import Commitment, Step
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document, Provision, Version
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting, Place
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Area, Catalogue, Party, Role
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person, Tenure
from tests.cast import written
from tests.leaks import api

SYSTEM = system("test")
STRANGER = public()
UNNAMED = Reader.person("A focal point of another party", Seat("focal-point", "lakes", "westshore"))
ELSEWHERE = Reader.person("An officer of another organisation", Seat("officer", "plains"))
ADMINISTRATOR = Reader.person("An administrator", Seat("administrator", "lakes"))
NAMED = Reader.person("A focal point of the named party", Seat("focal-point", "lakes", "eastshore"))
OFFICER = Reader.person("An officer", Seat("officer", "lakes"))

TABLES = {"party": Party, "role": Role, "catalogue": Catalogue, "person": Person, "tenure": Tenure, "source": Source,
          "meeting": Meeting, "place": Place, "series": Party, "document": Document,
          "provision": Provision, "commitment": Commitment, "round": Round, "area": Area}  # fmt: skip
BUSY = (
    "lakes",
    "eastshore",
    "lakes-1",
    "lakes-treaty",
    "lakes-promise",
    "spring-2016",
    "lakes-2012",
    "lakes-2012-water",
)  # asked as of a day too: most hangs on them
BOARD_QUERIES = ("?format=json", "?format=xlsx", "?on=2015-06-30&then=2014-06-30", "?on=2014-12-31&format=json",
                 "?then=2014-06-30&format=xlsx", "?then=nonsense", "?format=nonsense")  # fmt: skip
YEARS = ("2013", "2014", "2015")  # those of the calendar
# Addresses that hold no key of the record's rows: what they may hold instead. Whoever is not signed in by a cookie, as
# nobody is here, gets the way to sign in, whatever the key.
ABOUT_ACCOUNTS = ("account/", "seats/", "^account/")
KEYS_OF_ACCOUNTS = re.compile(r"<\w+:\w+>|\(\?P<\w+>[^)]*\)")
PICKED = tuple(f"/pick?of={table}&q={text}" for table in ("parties.party", "people.person", "meetings.meeting",
               "documents.document", "kit.source") for text in ("aaa", "ghost", "Hayalet", "e"))  # fmt: skip
WORKBOOKS = tuple(
    f"/spreadsheets/commitments.xlsx?round={key}&party=eastshore" for key in ("spring-2016", "ghost-round")
)
QUERIES = ("", "?on=2015-12-31", "?on=2015", "?lang=tr", "?kind=state", "?state=eastshore", "?on=nonsense")
# Asked of the search and of its suggestions: words of what is hidden, of what is open, of both, and every filter.
SEARCHES = (
    "?q=lakes", "?q=aaa", "?q=ghost", "?q=Aaa+Ghost", "?q=hayalet", "?q=lakes+-aaa", "?q=summit", "?q=clean*",
    "?q=2014", "?q=May+2014", "?q=east&kind=party", "?q=lakes&of=ghost", "?q=lakes&party=ghost", "?q=summit&year=2014",
    "?q=lakes&of=lakes&on=2013", "?q=a*", "?q=gh", "?q=spy", "?q=eastshore&as=html",
)  # fmt: skip


def _scene() -> None:
    lakes = parties.register("lakes", kind="organisation", name="Assembly of the Lakes", keeper="lakes", by=SYSTEM)
    east = parties.register("eastshore", kind="state", name="Eastshore", by=SYSTEM)
    west = parties.register("westshore", kind="state", name="Westshore", by=SYSTEM)
    parties.register("lakes-council", kind="body", name="Council", parent=lakes, keeper="lakes", by=SYSTEM)
    for state in (east, west):
        parties.accede(state, to=lakes, on="2010-01-01", founding=True, by=SYSTEM)
    parties.take_chair(east, of=lakes, on="2014-01-01", until="2016-01-01", terms=1, by=SYSTEM)
    listing = parties.adopt("lakes-2012", of=lakes, title="Catalogue 2012", on="2012-05-01", by=SYSTEM)
    area = parties.include("lakes-2012-water", catalogue=listing, kind="dimension", name="Water", by=SYSTEM)
    parties.coordinate(west, of=lakes, area=area, on="2013", by=SYSTEM)
    ada = people.introduce("ada-lake", name="Ada Lake", state=east, keeper="lakes", by=SYSTEM)
    people.appoint(ada, post="Secretary", at=lakes, on="2013-01-01", until="..", keeper="lakes", by=SYSTEM)
    parties.describe(lakes, about="mandate", text="Keeps the lakes clean.", by=SYSTEM)
    harbour = meetings.locate("harbour", name="Harbour", state=east, by=SYSTEM)
    meeting = meetings.plan(
        "lakes-1", kind="summit", name="Summit", body=lakes, ordinal=1, host=east, place=harbour, on="2014", by=SYSTEM
    )
    meetings.hold(meetings.confirm(meeting, by=SYSTEM), on="2014-05-20", by=SYSTEM)
    meetings.attend(meeting, party=east, person=ada, by=SYSTEM)
    treaty = documents.register(
        "lakes-treaty", kind="treaty", title="Treaty", of=lakes, stage="tabled", force_after=1, force_days=30, by=SYSTEM
    )
    documents.sign(treaty, party=east, person=ada, on="2014-05-20", at=meeting, by=SYSTEM)
    documents.set_out(treaty, number="1", text="We request Eastshore to clean the lakes in 2015.", by=SYSTEM)
    coming = meetings.plan("lakes-next", kind="summit", name="Next", body=lakes, ordinal=3, on="2016", by=SYSTEM)
    meetings.defer(meetings.put_on_agenda(meeting, title="Fish", by=SYSTEM), by=SYSTEM)
    meetings.put_on_agenda(coming, title="Opening", by=SYSTEM)
    promise = commitments.undertake(
        "lakes-promise", verb="decides", name="Clean the lakes", of=lakes, document=treaty, meeting=meeting,
        area=area, due="2015-06-01", keeper="lakes", by=SYSTEM,
    )  # fmt: skip
    commitments.assign(promise, party=east, by=SYSTEM)
    commitments.report(promise, text="Half of them.", on="2015-01-01", party=east, marking="public", by=SYSTEM)
    commitments.assign(promise, party=west, capacity="contributing", by=SYSTEM)
    rounds.prescribe("yearly", of=lakes, title="Yearly", every="year", month=3, since="2014", by=SYSTEM)
    rounds.open_round("spring-2016", of=lakes, title="Spring", opens="2016-03-01", due="2016-03-31", by=SYSTEM)


def _hidden(marking: str, named: tuple[str, ...]) -> None:
    """One of everything the reader may not see, tied to what they may see."""
    lakes, east = Party.objects.get(key="lakes"), Party.objects.get(key="eastshore")
    kept = {"keeper": "lakes", "marking": marking, "named": named}
    ghost = parties.register("ghost", kind="state", name="Aaa Ghost", state=east, parent=lakes, **kept, by=SYSTEM)
    parties.name(ghost, text="Hayalet", kind="official", lang="tr", by=SYSTEM)
    parties.describe(ghost, about="purpose", text="Not to be known.", by=SYSTEM)
    parties.accede(ghost, to=lakes, on="2011-01-01", by=SYSTEM)
    parties.accede(east, to=ghost, on="2011-01-01", by=SYSTEM)
    chair = parties.take_chair(ghost, of=lakes, on="2012-01-01", until="2013-01-01", by=SYSTEM)
    listing = parties.adopt("ghost-2013", of=ghost, title="Aaa hidden", on="2013-01-01", by=SYSTEM)
    area = parties.include("ghost-area", catalogue=listing, kind="area", name="Aaa area", by=SYSTEM)
    parties.coordinate(east, of=ghost, area=area, on="2013", by=SYSTEM)
    nobody = people.introduce("a-ghost", name="Aaa Nobody", state=east, **kept, by=SYSTEM)
    people.appoint(nobody, post="Spy", at=lakes, on="2014-01-01", keeper="lakes", marking="secretariat", by=SYSTEM)
    ada = Person.objects.get(key="ada-lake")
    people.distinguish(nobody, other=ada, reason="Two people.", by=SYSTEM)
    _hidden_meetings(ghost, nobody, kept)
    _hidden_documents(ghost, nobody)
    _hidden_commitments(ghost, kept)
    _hidden_rounds(kept)
    _cite_in_secret(chair, marking, named)
    kit.withdraw(chair, by=SYSTEM, reason="A mistake.")


def _hidden_meetings(ghost: Party, nobody: Person, kept: dict[str, Any]) -> None:
    """A hidden meeting tied to an open one, and hidden people at the open one."""
    first, lakes = Meeting.objects.get(key="lakes-1"), Party.objects.get(key="lakes")
    meetings.plan(
        "ghost-meeting", kind="summit", name="Aaa", body=ghost, host=Party.objects.get(key="eastshore"), on="2014-05",
        margins_of=first, part_of=first, place=Place.objects.get(key="harbour"), by=SYSTEM,
    )  # fmt: skip
    meetings.plan("ghost-summit", kind="summit", name="Aaa", body=lakes, ordinal=2, on="2015", marking=kept["marking"],
                  named=kept["named"], by=SYSTEM)  # fmt: skip
    meetings.attend(first, party=ghost, by=SYSTEM)
    meetings.attend(first, person=nobody, by=SYSTEM)


def _hidden_commitments(ghost: Party, kept: dict[str, Any]) -> None:
    """A hidden commitment in the chain of an open one, a hidden party to the open one and hidden evidence."""
    promise, lakes = Commitment.objects.get(key="lakes-promise"), Party.objects.get(key="lakes")
    plan = Document.objects.get(key="ghost-plan")
    hidden = commitments.undertake(
        "ghost-promise", verb="decides", name="Aaa", of=lakes, document=plan, follows=promise, on="2014-06-01",
        marking=kept["marking"], named=kept["named"], keeper=kept["keeper"], by=SYSTEM,
    )  # fmt: skip
    commitments.assign(hidden, party=Party.objects.get(key="eastshore"), by=SYSTEM)
    commitments.assign(promise, party=ghost, capacity="contributing", by=SYSTEM)
    coming = Meeting.objects.get(key="lakes-next")
    commitments.take_up(coming, points=[Point("Aaa hidden matter", commitment=hidden)], by=SYSTEM)
    secret = Meeting.objects.get(key="ghost-summit")
    put_off = meetings.put_on_agenda(secret, title="Aaa put off", by=SYSTEM)
    meetings.defer(put_off, to=coming, by=SYSTEM)
    drawn = Drawn("Aaa drawn", "decides", due_at=secret, responsible=(ghost,))
    commitments.draw(Document.objects.get(key="ghost-plan").provisions.get(), drawn=[drawn], by=SYSTEM)
    east = Party.objects.get(key="eastshore")
    with written():  # from its first moment each of these is read by no more than those
        audience = intern("lakes", kept["marking"], kept["named"])
        Step(commitment=promise, kind="started", on="2014-07-01", by_party=east, text="Aaa", audience=audience).save()
        Step(
            commitment=promise, kind="moved", on="2014-08-01", due_on="2016-01-01", text="Aaa", audience=audience
        ).save()
        Step(commitment=promise, kind="met", on="2015-03-01", text="Aaa", audience=audience).save()


def _hidden_rounds(kept: dict[str, Any]) -> None:
    """A hidden report and a reminder in an open round, a hidden round and a hidden rhythm."""
    spring, east = Round.objects.get(key="spring-2016"), Party.objects.get(key="eastshore")
    words = {"marking": kept["marking"], "named": kept["named"]}
    answers = (
        Answer(
            Commitment.objects.get(key="lakes-promise"), "Aaa, not to be known.", "met", evidence="https://aaa.example/"
        ),
    )
    rounds.respond(spring, party=east, answers=answers, on="2016-03-10", **words, by=SYSTEM)
    lakes = Party.objects.get(key="lakes")
    with written():
        audience = intern("lakes", kept["marking"], kept["named"])
        Reminder(round=spring, party=east, kind="asked", on="2016-03-05", audience=audience).save()
    rhythm = rounds.prescribe("ghost-rhythm", of=lakes, title="Aaa", every="year", month=3, **words, by=SYSTEM)
    given = {"of": lakes, "title": "Aaa", "opens": "2016-04-01", "due": "2016-05-01", "rhythm": rhythm}
    rounds.open_round("ghost-round", **given, **words, by=SYSTEM)


def _hidden_documents(ghost: Party, nobody: Person) -> None:
    """A hidden document tied to an open one, and what a hidden party did to the open one."""
    treaty, first = Document.objects.get(key="lakes-treaty"), Meeting.objects.get(key="lakes-1")
    hidden = documents.register("ghost-plan", kind="plan", title="Aaa", of=ghost, stage="tabled", by=SYSTEM)
    documents.adopt(hidden, on="2014-05-20", at=first, by=SYSTEM)
    for thing in (hidden, treaty):  # a file of a hidden document, and a hidden version of an open one
        digest = files.hold(thing.key, b"Aaa, not to be known.")
        files.keep(thing.key, digest)
        with written():
            Version(document=thing, lang="aaa", sha256=digest, audience_id=hidden.audience_id).save()
    documents.set_out(hidden, number="1", text="Not to be known.", by=SYSTEM)
    documents.involve(hidden, capacity="party", party=Party.objects.get(key="eastshore"), by=SYSTEM)
    documents.relate(hidden, kind="implements", other=treaty, by=SYSTEM)
    documents.involve(treaty, capacity="author", person=nobody, by=SYSTEM)
    documents.sign(treaty, party=ghost, on="2014-06-01", by=SYSTEM)
    documents.ratify(treaty, party=ghost, on="2014-07-01", by=SYSTEM)


def _cite_in_secret(chair: Role, marking: str, named: tuple[str, ...]) -> None:
    """A hidden source with its claims and its figure on what everybody sees, as an import brings them."""
    problems: list[Problem] = []
    told = f"""
source: {{key: ghost-source, title: Aaa, grade: invented, kind: note, publisher: Ghost}}
keeper: lakes
marking: {marking}
named: [{", ".join(named)}]
rows:
  - {{claim: body, of: {{party: lakes}}, field: kind, at: p. 1}}
  - {{claim: "2011", of: {{role: {chair.key}}}, field: since, at: p. 2}}
  - {{figure: members, party: lakes, value: 99, as_of: "2015"}}
"""
    load_all(read_text(told if named else told.replace("named: []\n", ""), "secret.yaml", problems), by=SYSTEM)
    assert problems == []
    assert StatedFigure.objects.filter(value=99).count() == 1


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    """Files go to a folder of the test."""
    settings.KURULTAY_DATA = tmp_path


def _routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route, pattern.name or ""


def addresses() -> list[str]:
    """Every address there is for the rows that the system sees; a route with an unknown parameter is an error."""
    found = api.addresses()
    for route, name in _routes(get_resolver().url_patterns):
        if route.startswith(api.HEAD):
            continue  # every one of them is in there, by the list it belongs to
        if "<" not in route:
            found += [f"/{route}{query}" for query in (*QUERIES, *(SEARCHES if route.startswith("search") else ()))]
            found += [f"/{route}{query}" for query in BOARD_QUERIES] if route == "boards/" else []
            continue
        if "<slug:party>" in route:
            found += [f"/{one}{query}" for one in _of_parties(route) for query in QUERIES[:3]]
            continue
        if "<slug:digest>" in route:
            found += [f"/{one}" for one in _of_files(route)]
            continue
        if route.startswith(ABOUT_ACCOUNTS):
            found.append("/" + KEYS_OF_ACCOUNTS.sub("x", route).strip("^$"))
            continue
        assert route.count("<") == route.count("<slug:key>") == 1, f"Teach this test to fill the address {route}."
        keys: Iterable[str] = {"calendar": YEARS, "sitemap_of": THINGS}.get(name, ())
        if not keys:
            keys = TABLES[name.partition("_")[0]].everything.order_by("key").values_list("key", flat=True)
        for place, key in enumerate(keys):
            asked = [*QUERIES[: 3 if not place else 1]]
            asked += BOARD_QUERIES if route.startswith("boards/") and key in BUSY else ()
            found += [f"/{route.replace('<slug:key>', key)}{query}" for query in asked]
        found += [f"/{route.replace('<slug:key>', key)}{QUERIES[1]}" for key in BUSY if key in set(keys)]
    return [*found, *PICKED, *WORKBOOKS, "/history?by=test", "/history?verb=parties.accede&since=2010"]


def _of_parties(route: str) -> list[str]:
    """The address of a round and a party, for each party that it asks."""
    asks = RoundItem.everything.order_by("id").values_list("round__key", "party__key").distinct()
    return [route.replace("<slug:key>", key).replace("<slug:party>", party) for key, party in asks]


def _of_files(route: str) -> list[str]:
    """The address of the file of each version."""
    kept = Version.everything.exclude(sha256="").order_by("id").values_list("document__key", "sha256")
    return [route.replace("<slug:key>", key).replace("<slug:digest>", digest) for key, digest in kept]


TOKEN = re.compile(rb'name="(csrfmiddlewaretoken|since|once|opened)" value="[^"]*"')  # made afresh for each answer


@contextmanager
def asked_by(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    with monkeypatch.context() as patch:
        patch.setattr(policy, "_reader_of", [lambda request: reader])
        # A form's token is new for each answer; two answers are compared here but for that.
        patch.setattr("django.middleware.csrf.get_random_string", lambda length, allowed_chars: "a" * length)
        yield Client()


def answers(urls: list[str], reader: Reader, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[object, ...]]:
    """Status, headers and body of each address, as this reader gets them."""
    with asked_by(reader, monkeypatch) as client:
        found = {}
        for url in urls:
            got = client.get(url)
            body = b"".join(got.streaming_content) if got.streaming else got.content
            private = "no-store" in got.headers.get("Cache-Control", "") or TOKEN.search(body)
            headers = sorted(h for h in got.headers.items() if not private or h[0] not in ("ETag", "Expires"))
            found[url] = (got.status_code, headers, TOKEN.sub(b"", body) + api.pages_behind(client, url, body))
        return found


CASES = [
    (STRANGER, "restricted", ("eastshore",)),
    (STRANGER, "members", ()),
    (STRANGER, "secretariat", ()),
    (UNNAMED, "restricted", ("eastshore",)),
    (ELSEWHERE, "members", ()),
    (ADMINISTRATOR, "secretariat", ()),
    (NAMED, "secretariat", ()),
]


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.parametrize(("reader", "marking", "named"), CASES, ids=lambda value: str(getattr(value, "name", value)))
def test_hidden_rows_leave_no_trace(reader, marking, named, monkeypatch):
    with reading_as(SYSTEM):
        _scene()
        kit.correct(Party.objects.get(key="lakes"), field="seat", value="Lakeside", by=SYSTEM, reason="The statute.")
        before = answers(addresses(), reader, monkeypatch)
        _hidden(marking, named)
        hidden = set(addresses()) - set(before)
    after = answers(list(before), reader, monkeypatch)
    changed = {url for url in before if before[url] != after[url]}
    assert changed == set()
    # What is hidden answers exactly as what does not exist, but for the address itself.
    nowhere = answers([url.replace("ghost", "gh0st") for url in sorted(hidden)], reader, monkeypatch)
    refused = answers(sorted(hidden), reader, monkeypatch)
    assert len(hidden) > 20
    for url in sorted(hidden):
        status, headers, body = refused[url]
        other = nowhere[url.replace("ghost", "gh0st")]
        assert (status, body.replace(b"ghost", b"gh0st")) == (404, other[2]), url
        assert [h for h in headers if h[0] != "ETag"] == [h for h in other[1] if h[0] != "ETag"], url


@pytest.mark.django_db
def test_hidden_commitments_and_steps_leave_no_trace_on_boards(monkeypatch):
    """The boards alone, in every format and on several days, so that the quick tests say it too."""
    with reading_as(SYSTEM):
        _scene()
        asked = [url for url in addresses() if url.startswith("/boards/")]
        before = answers(asked, STRANGER, monkeypatch)
        seen_by_all = answers(asked, SYSTEM, monkeypatch)
        _hidden("restricted", ("eastshore",))
    assert answers(asked, STRANGER, monkeypatch) == before
    after = answers(asked, SYSTEM, monkeypatch)
    assert after["/boards/organisation/lakes?format=json"] != seen_by_all["/boards/organisation/lakes?format=json"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reader", "sees"), [(OFFICER, True), (NAMED, True), (UNNAMED, False), (STRANGER, False), (ADMINISTRATOR, False)],
    ids=lambda value: str(getattr(value, "name", value)),
)  # fmt: skip
def test_who_may_see_does_see(reader, sees, monkeypatch):
    """The same rows are there for the officer who keeps them and for the party named: the test above can fail."""
    with reading_as(SYSTEM):
        _scene()
        _hidden("restricted", ("eastshore",))
    with asked_by(reader, monkeypatch) as client:
        assert (client.get("/parties/ghost").status_code == 200) is sees
        assert (b"Aaa Ghost" in client.get("/parties/").content) is sees
        assert (b"Aaa Ghost" in client.get("/parties/lakes").content) is sees
        assert (b"/parties/ghost" in client.get("/search?q=aaa").content) is sees
        assert (b"Aaa Ghost" in client.get("/search/suggest?q=aaa+gh").content) is sees
