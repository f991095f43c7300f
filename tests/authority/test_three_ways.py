"""Every verb that is asked for in words and every role: page, API and command line say what the table says."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from types import ModuleType
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kurultay.faces.api.views.shelves import by_model
from kurultay.kit import actions as kit
from kurultay.kit.acting.acts import Verb
from kurultay.kit.acting.models import Act
from kurultay.kit.acting.stamps import sealed
from kurultay.kit.asking.fields import asked_verbs, fields_of, thing_of
from kurultay.kit.pages import policy
from kurultay.kit.pages.acts.parts import NEW, address
from kurultay.kit.reading import Reader, reading_as, system
from kurultay.kit.reading.seats import KEEPING_ROLES
from kurultay.kit.sources.models import Citation
from kurultay.kit.sources.stating import Cite
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import AgendaItem, Participation
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party
from tests.authority.test_every_verb import authority_tool
from tests.house.test_docs import docs_tool
from tests.house.tree import hold

SYSTEM = system("test")
LEAGUE = "isles"
# Verbs whose rule asks for more than the thing: these words say that it is of the League, and the rest that is needed.
ABOUT_THE_LEAGUE: dict[str, dict[str, str]] = {
    "parties.accede": {"to": LEAGUE, "on": "2015"},
    "parties.admit": {"to": LEAGUE, "on": "2015"},
    "parties.take_chair": {"of": LEAGUE, "on": "2015"},
    "parties.coordinate": {"of": LEAGUE, "on": "2015", "area": "isles-water"},
    "parties.adopt": {"of": LEAGUE, "on": "2015", "title": "Catalogue"},
    "parties.include": {"catalogue": "isles-tides", "name": "Tides", "kind": "dimension"},
    "people.appoint": {"post": "Envoy", "keeper": LEAGUE},
    "people.distinguish": {"other": "ines-marsh", "reason": "Two people."},
    "rounds.prescribe": {"of": LEAGUE, "title": "Yearly", "every": "year"},
}
WITHOUT_KEYS = (AgendaItem, Citation, Participation)  # the command line names things by keys


@pytest.fixture
def tool(db: None) -> ModuleType:
    """The tool of the table, with one row of each table that the record of the League has none of."""
    call_command("demo", verbosity=0)
    with reading_as(SYSTEM):
        meeting = meetings.plan("isles-talks", kind="event", name="Talks", on="2027", keeper=LEAGUE, by=SYSTEM)
        meetings.put_on_agenda(meeting, title="Fish", by=SYSTEM)
        isles = Party.objects.get(key=LEAGUE)
        tides = parties.adopt("isles-tides", of=isles, title="Tides", on="2012", by=SYSTEM)
        parties.include("isles-water", catalogue=tides, kind="dimension", name="Water", by=SYSTEM)
        source = kit.register("isles-charter", title="Charter", grade="official", keeper=LEAGUE, by=SYSTEM)
        kit.cite(isles, field="kind", value="organisation", cite=Cite(source), by=SYSTEM)
    return authority_tool()


@contextmanager
def browser(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    with monkeypatch.context() as patch:
        patch.setattr(policy, "_reader_of", [lambda request: reader])
        yield Client()


def thing_for(tool: ModuleType, verb: Verb) -> Any:
    """The thing that the table asked about, from the database; None for verbs that enter something new."""
    if thing_of(verb)[1] is str:
        return None
    if thing_of(verb)[1] is Citation:
        isles = Party.objects.get(key=LEAGUE)
        return Citation.objects.filter(subject_type="parties.party", subject_id=isles.pk).order_by("-id")[0]
    return tool.thing_for(verb)


def words_for(verb: Verb) -> dict[str, str]:
    found = dict(ABOUT_THE_LEAGUE.get(verb.name, {}))
    if "keeper" in {each.name for each in fields_of(verb)}:
        found["keeper"] = LEAGUE
    return found


def elsewhere(reader: Reader) -> bool:
    """Whether somebody keeps records, and not the League's."""
    return any(seat.role in KEEPING_ROLES for seat in reader.seats) and not reader.keeps(LEAGUE)


def by_page(client: Client, url: str) -> bool:
    return client.get(url).status_code == 200


def by_api(client: Client, verb: str, thing: str, words: dict[str, str]) -> tuple[bool, str]:
    """Whether the API lets somebody rehearse it, and the sentence where it does not."""
    sent = json.dumps({"thing": thing, "words": words, "rehearse": True})
    got = client.post(f"/api/v1/acts/{verb}", sent, content_type="application/json")
    assert got.status_code in (200, 401, 403, 404, 422), got.content
    told = got.json()
    if "keeper" in told.get("errors", {}):
        return False, f"keeper: {told['errors']['keeper'][0]}"
    return got.status_code in (200, 422), told.get("detail", "")


def by_command(reader: Reader, verb: str, thing: str, words: dict[str, str], sentence: str) -> bool:
    """Whether the command line lets these seats rehearse it; a refusal has the sentence that the API has."""
    seats = [f"--seat={seat.role}:{seat.organisation}:{seat.party}".rstrip(":") for seat in reader.seats]
    said = [f"{name}={value}" for name, value in words.items()]
    try:
        call_command("act", verb, *([thing] if thing else []), *said, f"--as={reader.name}", *seats, "--rehearse",
                     stdout=StringIO())  # fmt: skip
    except CommandError as error:
        absent = str(error).startswith("There is no ") and str(error).endswith(" that you may read.")
        return not absent and sentence not in str(error).splitlines()
    return True


def test_page_api_and_command_line_say_what_the_table_says(tool, monkeypatch):
    table, _unasked = tool.asked(docs_tool().our_verbs())
    new, wrong, asked, commanded = dict(NEW.values()), [], 0, 0
    before = Act._base_manager.count()
    for verb in asked_verbs():
        with reading_as(SYSTEM):
            thing, words = thing_for(tool, verb), words_for(verb)
            assert thing is None or thing.pk, f"Teach this test where a thing for {verb.name} is."
            url = new.get(verb.name, "") if thing is None else address(thing, verb.name)
            named, keyed = _names(thing)
        for who, reader in tool.readers().items():
            said = {}
            with browser(reader, monkeypatch) as client:
                said["API"], sentence = by_api(client, verb.name, named, words)
                # Where a word says of whom it is, a form is open to whoever may do it for somebody else.
                if url and not (elsewhere(reader) and words):
                    said["page"] = by_page(client, url)
            if reader.seats and type(thing) not in WITHOUT_KEYS:
                said["command line"] = by_command(reader, verb.name, keyed, words, sentence)
                commanded += 1
            asked += len(said)
            wrong += [f"{verb.name} for {who} by {way}: {not may} in the table" for way, may in said.items()
                      if may != table[verb.name][who]]  # fmt: skip
    hold(wrong)
    assert asked > 2000
    assert commanded > 700
    assert Act._base_manager.count() == before


def _names(thing: Any) -> tuple[str, str]:
    """How the API and the command line name a thing."""
    if thing is None:
        return "", ""
    shelf = by_model()[type(thing)]
    key = thing.key if shelf.keyed else sealed(shelf.kind, thing.pk)
    return f"{shelf.name}/{key}", f"{thing.type_name()}:{key}"
