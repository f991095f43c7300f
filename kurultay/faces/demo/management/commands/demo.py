"""`kurultay demo`: the League of Isles, an invented organisation with a life of its own, act by act on its own days."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kurultay.kit import registry
from kurultay.kit.clock import stopped_at
from kurultay.kit.reading import Reader, Seat, reading_as, system
from kurultay.record.commitments import actions as commitments
from kurultay.record.documents import actions as documents
from kurultay.record.meetings import actions as meetings
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party
from kurultay.record.people import actions as people

LEAGUE = "isles"
STATES = {"norrey": "Norrey", "palewater": "Palewater", "sundmark": "Sundmark"}
# The cast: who acts in the League's record. The focal points sit for their states.
OFFICER = Reader.person("Ines Marsh, officer of the League", Seat("officer", LEAGUE))
NORREY = Reader.person("Odo Fell, focal point of Norrey", Seat("focal-point", LEAGUE, "norrey"))
PALEWATER = Reader.person("Runa Skerry, focal point of Palewater", Seat("focal-point", LEAGUE, "palewater"))
SUNDMARK = Reader.person("Tam Holm, focal point of Sundmark", Seat("focal-point", LEAGUE, "sundmark"))

World = dict[str, Any]
Scene = Callable[[World], None]
_scenes: list[tuple[str, Scene]] = []


def scene(day: str) -> Callable[[Scene], Scene]:
    """Mark a function as what was done on a day; scenes are played in the order of their days."""

    def mark(play: Scene) -> Scene:
        _scenes.append((day, play))
        return play

    return mark


@scene("2011-03-01")
def founded(w: World) -> None:
    """Three states found the League; it has a council and a secretariat."""
    installation = system("demo")
    w["league"] = parties.register(
        LEAGUE, kind="organisation", name="League of Isles", seat="Norrey Harbour", since="2011-03-01", keeper=LEAGUE,
        by=installation,
    )  # fmt: skip
    for key, name in STATES.items():
        w[key] = parties.register(key, kind="state", name=name, by=installation)
        parties.accede(w[key], to=w["league"], on="2011-03-01", founding=True, by=OFFICER)
    for key, name in (("council", "Council of Isles"), ("secretariat", "Secretariat of the League")):
        w[key] = parties.register(
            f"{LEAGUE}-{key}", kind="body", name=name, parent=w["league"], keeper=LEAGUE, by=OFFICER
        )
    parties.describe(w["council"], about="norm", text="The council meets once a year.", by=OFFICER)
    parties.take_chair(w["norrey"], of=w["league"], on="2011-03-01", until="2013-03-01", terms=1, by=OFFICER)
    w["ines"] = people.introduce("ines-marsh", name="Ines Marsh", state=w["norrey"], keeper=LEAGUE, by=OFFICER)
    people.appoint(
        w["ines"], post="Secretary of the League", at=w["secretariat"], on="2011-03-01", until="..", keeper=LEAGUE,
        by=OFFICER,
    )  # fmt: skip
    w["harbour"] = meetings.locate("norrey-harbour", name="Norrey Harbour", state=w["norrey"], by=installation)


@scene("2012-06-10")
def first_council(w: World) -> None:
    """The first council adopts a plan of five promises and signs a convention."""
    first = meetings.plan(
        "isles-council-1", kind="summit", name="First Council of Isles", body=w["council"], ordinal=1, form="formal",
        mode="in-person", host=w["norrey"], place=w["harbour"], on="2012-06-10", by=OFFICER,
    )  # fmt: skip
    meetings.confirm(first, by=OFFICER)
    meetings.convene(first, by=OFFICER)
    meetings.hold(first, on="2012-06-10", until="2012-06-11", by=OFFICER)
    for key in STATES:
        meetings.attend(first, party=w[key], capacity="delegate", by=OFFICER)
    w["first"] = meetings.close(first, by=OFFICER)
    plan = documents.register("isles-plan-2012", kind="plan", title="Plan of the Isles", of=w["league"], by=OFFICER)
    documents.set_out(plan, number="1", text="The lighthouses are to be lit again.", by=OFFICER)
    documents.table(plan, by=OFFICER)
    w["plan"] = documents.adopt(plan, on="2012-06-11", at=first, by=OFFICER)
    treaty = documents.register(
        "isles-convention", kind="convention", title="Convention on Lighthouses", of=w["league"], force_after=2,
        force_days=30, by=OFFICER,
    )  # fmt: skip
    documents.table(treaty, by=OFFICER)
    for key in STATES:
        documents.sign(treaty, party=w[key], on="2012-06-11", at=first, by=OFFICER)
    w["treaty"] = treaty
    for key, name, who, due in (
        ("isles-lighthouses", "Light the lighthouses again", "norrey", "2014-12-31"),
        ("isles-ferry", "A ferry between the isles", "palewater", "2013-12-31"),
        ("isles-charts", "New charts of the sound", "sundmark", "2013-06-30"),
        ("isles-school", "A school of pilots", "norrey", "2030"),
        ("isles-census", "A count of seals", "palewater", ""),
        ("isles-bridge", "A bridge to Sundmark", "sundmark", "2015"),
        ("isles-flag", "A flag for the League", "norrey", "2013"),
    ):
        w[key] = commitments.undertake(
            key, verb="decides", name=name, of=w["league"], document=plan, meeting=first, on="2012-06-11", due=due,
            keeper=LEAGUE, by=OFFICER,
        )  # fmt: skip
        commitments.assign(w[key], party=w[who], by=OFFICER)


@scene("2013-01-20")
def ratified(w: World) -> None:
    """Two ratifications bring the convention into force thirty days after the second; Palewater takes the chair."""
    documents.ratify(w["treaty"], party=w["norrey"], on="2012-11-01", by=OFFICER)
    documents.ratify(w["treaty"], party=w["sundmark"], on="2013-01-20", by=OFFICER)
    parties.take_chair(w["palewater"], of=w["league"], on="2013-03-01", until="2015-03-01", terms=1, by=OFFICER)


@scene("2013-07-05")
def reported(w: World) -> None:
    """The states report: lighthouses begun, charts done, the ferry put off."""
    commitments.report(
        w["isles-lighthouses"], text="Two of five are lit.", on="2013-07-01", started=True, marking="public", by=NORREY
    )
    commitments.meet(w["isles-charts"], on="2013-06-20", text="The charts are printed.", by=OFFICER)
    commitments.move(w["isles-ferry"], on="2013-07-05", to="2014-12-31", reason="The shipyard burnt down.", by=OFFICER)
    commitments.report(
        w["isles-ferry"], text="The keel is laid.", on="2013-07-04", started=True, marking="public", by=PALEWATER
    )


@scene("2014-02-02")
def security(w: World) -> None:
    """A restricted consultation between two states; councils planned, postponed and cancelled."""
    meetings.plan(
        "isles-security-2014", kind="consultation", name="Consultation on the sound", body=w["council"],
        on="2014-02-02", host=w["palewater"], marking="restricted", named=("palewater", "sundmark"), by=OFFICER,
    )  # fmt: skip
    second = meetings.plan(
        "isles-council-2", kind="summit", name="Second Council of Isles", body=w["council"], ordinal=2, on="2014-06",
        by=OFFICER,
    )  # fmt: skip
    meetings.postpone(second, reason="Fog.", by=OFFICER)
    regatta = meetings.plan("isles-regatta", kind="event", name="Regatta", body=w["council"], on="2014-08", by=OFFICER)
    meetings.cancel(regatta, reason="No wind was expected.", by=OFFICER)


@scene("2015-01-15")
def accounted(w: World) -> None:
    """What came of the promises: met, met otherwise, in part, superseded, lapsed, and one broken."""
    commitments.meet_otherwise(
        w["isles-ferry"], on="2014-12-01", meeting=w["first"], reason="A mail boat takes passengers now.", by=OFFICER
    )
    commitments.miss(w["isles-bridge"], on="2015-01-15", reason="Nobody paid for it.", by=OFFICER)
    commitments.meet_partly(w["isles-lighthouses"], on="2014-12-31", reason="Four of five are lit.", by=OFFICER)
    commitments.lapse(w["isles-flag"], on="2014-01-01", reason="The contest had no entries.", by=OFFICER)
    rowing = commitments.undertake(
        "isles-rowing", verb="intends", name="A rowing school", of=w["league"], follows=w["isles-school"],
        on="2015-01-15", keeper=LEAGUE, by=OFFICER,
    )  # fmt: skip
    commitments.assign(rowing, party=w["sundmark"], by=OFFICER)


def build() -> World:
    """Play every scene on its own day, in one transaction; the acts bear the days of their scenes."""
    world: World = {}
    with transaction.atomic():
        for day, play in sorted(_scenes, key=lambda item: item[0]):
            with stopped_at(datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC)), reading_as(OFFICER):
                play(world)
    return world


class Command(BaseCommand):
    """Builds the League of Isles once; an installation that has it keeps it as it is."""

    help = "Add an invented organisation, the League of Isles, with meetings, documents and promises at every stage."

    def handle(self, *args: Any, **options: Any) -> None:
        with reading_as(system("demo")):
            if Party.everything.filter(key__in=[LEAGUE, *STATES]).exists():
                raise CommandError("The League of Isles stands in this record already: see /parties/isles.")
            was_empty = not Party.everything.exists()
        build()
        self.stdout.write("The League of Isles is in the record: /parties/isles. States and people in it are invented.")
        for offer in registry.offers("demo") if was_empty else ():
            if said := offer.populate(LEAGUE):
                self.stdout.write(said)
