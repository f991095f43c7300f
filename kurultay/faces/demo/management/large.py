"""Four hundred commitments of the League over six years: reports, some unpublished, moves, disagreements and ends.

Everything follows from a fixed seed, and every act bears the day on which it would have been done.
"""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kurultay.kit import actions as kit
from kurultay.kit.clock import stopped_at
from kurultay.kit.reading import Reader
from kurultay.record.commitments import actions as commitments
from kurultay.record.meetings import actions as meetings
from kurultay.record.parties import actions as parties

NUMBER, FIRST, LAST = 400, date(2016, 1, 10), date(2021, 12, 20)
SUBJECTS = (
    "lighthouses",
    "buoys",
    "harbours",
    "ferries",
    "pilots",
    "charts",
    "signals",
    "quays",
    "nets",
    "storm warnings",
)
DEEDS = ("Survey the {}", "Repair the {}", "Common rules for {}", "A fund for {}", "Train keepers of {}",
         "A register of {}", "Renew the {}", "Report on {}")  # fmt: skip
PILLARS = (
    ("safety", "Safety at sea", ("lights", "rescue")),
    ("trade", "Trade between the isles", ("ports", "tariffs")),
    ("people", "People of the isles", ("schools", "health")),
)
WHY = ("Fog held the ships in harbour.", "The money came late.", "The shipyard was full.", "Two states disagree.")
Event = tuple[date, int, Callable[[], Any]]


class Years:
    """Six years of the League, laid out as events and then played in the order of their days."""

    def __init__(self, world: dict[str, Any], officer: Reader, focal: dict[str, Reader]) -> None:
        self.world, self.officer, self.focal = world, officer, focal
        self.chance = random.Random(20160110)  # noqa: S311 - the same League everywhere
        self.events: list[Event] = []
        self.things: dict[int, Any] = {}
        self.closed: set[int] = set()

    def at(self, day: date, play: Callable[[], Any]) -> None:
        """Something happens on a day."""
        self.events.append((day, len(self.events), play))

    def play(self) -> None:
        """Lay out everything and play it."""
        areas = self.strategy()
        councils = [self.council(year) for year in range(2016, 2022)]
        for n in range(NUMBER):
            self.commitment(n, councils, areas)
        for day, _place, act in sorted(self.events, key=lambda event: event[:2]):
            with stopped_at(datetime(day.year, day.month, day.day, 9, tzinfo=UTC)):
                act()

    def strategy(self) -> list[str]:
        """The strategy of 2016 with three pillars of two areas each; their keys."""
        league, areas = self.world["league"], []
        plan = parties.adopt("isles-strategy-2016", of=league, kind="strategy", title="Strategy of the Isles 2016-2021",
                             on="2016-01-05", by=self.officer)  # fmt: skip
        for key, name, parts in PILLARS:
            pillar = parties.include(f"isles-{key}", catalogue=plan, kind="pillar", name=name, by=self.officer)
            for part in parts:
                areas.append(f"isles-{part}")
                self.world[areas[-1]] = parties.include(
                    areas[-1], catalogue=plan, kind="area", name=part.capitalize(), parent=pillar, by=self.officer
                )
        return areas

    def council(self, year: int) -> tuple[date, str]:
        """The council of a year: its day and key."""
        key, day = f"isles-council-{year}", date(year, 6, 12)

        def hold() -> None:
            meeting = meetings.plan(key, kind="summit", name=f"Council of Isles {year}", body=self.world["council"],
                                    form="formal", on=day.isoformat(), by=self.officer)  # fmt: skip
            meetings.confirm(meeting, by=self.officer)
            self.world[key] = meetings.hold(meeting, on=day.isoformat(), by=self.officer)

        self.at(day, hold)
        return day, key

    def commitment(self, n: int, councils: list[tuple[date, str]], areas: list[str]) -> None:
        """One commitment with all that will become of it."""
        chance = self.chance
        made = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
        council = [key for day, key in councils if day <= made]
        name = chance.choice(DEEDS).format(chance.choice(SUBJECTS))
        due = "" if chance.random() < 0.15 else (made + timedelta(days=chance.randrange(120, 900))).isoformat()
        area, verb = chance.choice([*areas, ""]), chance.choice(("decides", "decides", "requests", "plans"))
        hidden = chance.random() < 0.06
        states = chance.sample(sorted(self.focal), chance.choice((1, 1, 1, 2)))

        def undertake() -> None:
            self.things[n] = commitments.undertake(
                f"isles-{n + 1:03}", verb=verb, name=name, of=self.world["league"],
                meeting=self.world[council[-1]] if council else None, document=self.world["plan"],
                area=self.world[area] if area else None, on=made.isoformat(), due=due, keeper="isles",
                marking="secretariat" if hidden else "public", by=self.officer,
            )  # fmt: skip
            for state in states:
                commitments.assign(self.things[n], party=self.world[state], by=self.officer)

        self.at(made, undertake)
        self.follow_up(n, made, due, states, hidden)

    def follow_up(self, n: int, made: date, due: str, states: list[str], hidden: bool) -> None:
        """Reports, a move, an end or none."""
        chance = self.chance
        for state in states:
            if chance.random() < 0.65:
                day = made + timedelta(days=chance.randrange(30, 500))
                self.at(day, self.report(n, day, state, chance.random() < 0.2 and not hidden, hidden))
        if due and chance.random() < 0.3:
            day = date.fromisoformat(due) - timedelta(days=chance.randrange(1, 90))
            later = (date.fromisoformat(due) + timedelta(days=chance.randrange(60, 400))).isoformat()
            why = chance.choice(WHY)
            self.at(day, self.unless_closed(n, lambda: commitments.move(
                self.things[n], on=day.isoformat(), to=later, reason=why, by=self.officer)))  # fmt: skip
        if chance.random() < 0.1:
            seen = made + timedelta(days=chance.randrange(200, 600))
            self.at(seen, lambda: commitments.assess(
                self.things[n], text="The secretariat sees no change.", on=seen.isoformat(), says="not-met",
                by=self.officer))  # fmt: skip
        if chance.random() < 0.62:
            self.end(n, made + timedelta(days=chance.randrange(150, 1100)))

    def report(self, n: int, day: date, state: str, unpublished: bool, hidden: bool) -> Callable[[], None]:
        """A state reports, where it may see the commitment; a report may wait to be published."""

        def play() -> None:
            by = self.officer if hidden else self.focal[state]
            step = commitments.report(self.things[n], text="Work goes on.", on=day.isoformat(), says="in-progress",
                                      party=self.world[state], by=by)  # fmt: skip
            if unpublished:
                kit.mark(step, marking="restricted", named=(state,), by=self.officer, reason="Not published yet.")

        return play

    def end(self, n: int, day: date) -> None:
        """It is met, met otherwise, met in part, missed or let lapse."""
        how = self.chance.choice(("meet", "meet", "meet", "meet", "meet_otherwise", "meet_partly", "miss", "lapse"))
        words: dict[str, Any] = {"on": day.isoformat(), "by": self.officer}
        if how == "meet":
            words["text"] = "It is done."
        else:
            words["reason"] = self.chance.choice(WHY)
        if how == "meet_otherwise":
            words["document"] = self.world["plan"]

        def play() -> None:
            getattr(commitments, how)(self.things[n], **words)
            self.closed.add(n)

        self.at(day, play)

    def unless_closed(self, n: int, play: Callable[[], Any]) -> Callable[[], None]:
        """What is done only while a commitment runs."""
        return lambda: None if n in self.closed else play()
