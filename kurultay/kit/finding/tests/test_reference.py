"""More than five hundred questions, asked of the database and of plain Python over the same rows: Python is the judge.

The same file runs on SQLite and on PostgreSQL, so that both give the same things in the same order with equal numbers.
"""

import random
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from kurultay.kit import actions as kit
from kurultay.kit.finding import found as finding
from kurultay.kit.finding import hearing, tokens
from kurultay.kit.finding.asking import Expr, all_of, any_unwanted, exactly, holds, of_names, read
from kurultay.kit.finding.days import tokens_of_date
from kurultay.kit.finding.found import Found, Narrowed, find
from kurultay.kit.finding.models import Heard
from kurultay.kit.finding.offered import searchables, tie_token
from kurultay.kit.finding.writing import number_of
from kurultay.kit.names import fold
from kurultay.kit.reading import Reader, reading_as, system
from kurultay.kit.reading.models import Audience
from kurultay.record.meetings import actions as meetings
from kurultay.record.parties.models import Party
from kurultay.record.people import actions as people
from tests.cast import FOCAL_POINT, OFFICER, STRANGER, SYSTEM, set_scene

GOLDEN = Path(__file__).parent / "found.tsv"  # what every database finds
NAMES = [
    ("tokayev", "Kassym-Jomart Tokayev", "Қасым-Жомарт Тоқаев", "Касым-Жомарт Токаев"),
    ("erdogan", "Recep Tayyip Erdoğan", "Реджеп Тайип Эрдоган", "رجب طیب اردوغان"),
    ("aliyev", "Ilham Aliyev", "İlham Əliyev", "Ильхам Алиев"),
    ("mirziyoyev", "Shavkat Mirziyoyev", "Шавкат Мирзиёев", "Shavkat Mirziyoyev"),
    ("yildirim", "Binali Yıldırım", "Бинали Йылдырым", "Binali Yildirim"),
    ("yolkin", "Ivan Yolkin", "Иван Ёлкин", "Иван Елкин"),
    ("xi", "Xi Jinping", "习近平", "Си Цзиньпин"),
    ("vasa", "László Vasa", "Ласло Ваша", "Laszlo Vasa"),
]
TITLES = [
    "Summit in Samarkand with Erdoğan’ın nutqı", "Тоқаевтың сапары: Ташкент саммиті", "Oʻzbekiston Respublikasi forumi",
    "Ozbekiston forum, informal", "Informal summit of 11 November 2022", "Formal summit of the Turkic Academy",
    "Саммит тюркских государств 20 мая 2014", "تهران نشست سران", "国家主席习近平访问撒马尔罕",
    "5th Turkic Business Forum",
    "Meeting 2040: Vision and Budget", "Budget of the Academy", "Mirziyoyevning tashrifi", "Eliyev’in Bakü ziyareti",
    "Ministers of transport, 3rd meeting", "Transport corridor talks 2022-11-11", "Élkin and Ёлкин sing",
    "Forum forum forum",
]  # fmt: skip
MARKINGS = ("public", "public", "members", "secretariat", "restricted")
READERS = (STRANGER, OFFICER, FOCAL_POINT, system("judge"))


def _given(marking: str) -> dict[str, Any]:
    return {"marking": marking, "named": ("eastshore",) if marking == "restricted" else ()}


@pytest.fixture(scope="module")
def corpus(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """People in three scripts and meetings of every marking, with parts that fewer may read."""
    with django_db_blocker.unblock(), transaction.atomic():
        with reading_as(SYSTEM):
            scene = set_scene()
            known = []
            for n, (key, first, *others) in enumerate(NAMES):
                person = people.introduce(key, name=first, keeper="lakes", **_given(MARKINGS[n % 5]), by=SYSTEM)
                for other in others:
                    people.name(person, text=other, kind="alias", lang="ru", by=SYSTEM)
                known.append(person)
            for n in range(36):
                meeting = meetings.plan(
                    f"m-{n}", kind="event", name=TITLES[n % len(TITLES)], body=(scene.lakes, scene.council)[n % 2],
                    on=f"{2012 + n % 5}-0{n % 9 + 1}-1{n % 10}", subject=TITLES[n * 5 % len(TITLES)],
                    **_given(MARKINGS[n * 3 % 5]), by=SYSTEM,
                )  # fmt: skip
                point = meetings.put_on_agenda(meeting, title=TITLES[n * 7 % len(TITLES)], by=SYSTEM)
                if meeting.audience.marking == "public":
                    kit.mark(point, **_given(MARKINGS[2 + n % 3]), by=SYSTEM)
                held = meetings.hold(meetings.confirm(meeting, by=SYSTEM), on=meeting.planned_for, by=SYSTEM)
                meetings.attend(held, person=known[n % len(known)], by=SYSTEM)
                meetings.attend(held, party=(scene.east, scene.west)[n % 2], by=SYSTEM)
        yield
        transaction.set_rollback(True)


class Judge:
    """What each reader finds, by reading every row and comparing sets of tokens."""

    def __init__(self, reader: Reader) -> None:
        self.things: list[tuple[Any, Any, Any, list[set[str]], set[int]]] = []
        with reading_as(reader) as held:
            seen = held.audiences()
        with reading_as(system("judge")):
            public = {a for a in (seen or ()) if _is_public(a)}
            for thing in searchables():
                for row in thing.model.objects.order_by("pk").prefetch_related(*thing.prefetch):
                    if seen is None or row.audience_id in seen:
                        sets, parties = self._sets(thing, row, seen, public)
                        self.things.append((thing, row, thing.facts(row), sets, parties))

    def _sets(self, thing: Any, row: Any, seen: Any, public: set[int]) -> tuple[list[set[str]], set[int]]:
        """The whole, then each part that narrower audiences read together with the whole."""
        own = row.audience_id
        by: dict[int, set[str]] = {own: {tie_token(thing.type_name, row.pk)}}
        by[own] |= {token for day in thing.facts(row).dates for token in tokens_of_date(day)}
        parties: dict[int, set[int]] = {}

        def place(audience: int) -> int:
            return own if audience == own or _is_public(audience) else audience

        for piece in thing.pieces(row):
            said = {token.text for token in tokens.stream(piece.text, piece.lang)}
            kept = by.setdefault(place(piece.row.audience_id), set())
            kept |= said
            if piece.is_name:
                kept |= {f"q{token}" for token in said} | {tokens.run_together(piece.text)}
        for tie in thing.ties(row):
            at = place(tie.row.audience_id)
            by.setdefault(at, set()).add(tie_token(*tie.to))
            if tie.to[0] == "parties.party":
                parties.setdefault(at, set()).add(tie.to[1])
        visible = [own, *(a for a in by if a != own and (seen is None or a in seen))]
        return [by[own] | by[a] for a in visible], {p for a in {own, *visible} for p in parties.get(a, ())}

    def judge(self, question: str, narrowed: Narrowed) -> dict[str, Any]:
        """Total, facets and the first page, in order."""
        clauses = list(hearing.understood(question).clauses)
        bearers = set(hearing.understood(question).bearers)
        wanted, unwanted = all_of(clauses), any_unwanted(clauses)
        hits = []
        for thing, row, facts, sets, parties in self.things:
            if wanted is None or not any(holds(wanted, words) for words in sets):
                continue
            if unwanted is not None and any(holds(unwanted, words) for words in sets):
                continue
            year = 0 if facts.day == date.min else facts.day.year
            if narrowed.kind not in (None, thing.place) or narrowed.of not in (None, facts.of):
                continue
            if narrowed.year not in (None, year) or (narrowed.party is not None and narrowed.party not in parties):
                continue
            if narrowed.until is not None and facts.begins[0] > narrowed.until:
                continue
            number = number_of(facts.day, thing.place, row.pk, 0)
            rank = _rank(wanted, sets)
            if thing.beside:
                rank = max(rank, finding.WORDS)
            elif hearing.Thing(thing.place, row.pk) in bearers:
                rank = finding.NAMED
            hits.append((rank, -number, thing.place, row.pk, facts.of, year, parties))
        hits.sort(key=lambda hit: hit[:2])
        return {
            "total": len(hits),
            "kinds": Counter(hit[2] for hit in hits),
            "of": Counter(hit[4] for hit in hits if hit[4] is not None),
            "years": Counter(hit[5] for hit in hits if hit[5]),
            "parties": Counter(party for hit in hits for party in hit[6]),
            "page": [(hit[2], hit[3], hit[0]) for hit in hits[: finding.PAGE]],
        }


@cache
def _is_public(audience: int) -> bool:
    with reading_as(system("judge")):
        return Audience.objects.get(pk=audience).marking == "public"


def _rank(wanted: Expr, sets: list[set[str]]) -> int:
    named = of_names(wanted)
    for rank, expr in (
        (finding.NAME_WORDS, exactly(named)),
        (finding.IN_NAME, named),
        (finding.WORDS, exactly(wanted)),
    ):
        if expr is not None and any(holds(expr, words) for words in sets):
            return rank
    return finding.NEAR


def said(found: Found) -> dict[str, Any]:
    return {
        "total": found.total,
        "kinds": found.kinds,
        "of": found.organisations,
        "years": found.years,
        "parties": found.parties or Counter(),
        "page": [(hit.thing.place, hit.thing.number, hit.rank) for hit in found.hits],
    }


def questions() -> list[tuple[str, Narrowed]]:
    """Words, pairs, phrases, beginnings, without a word, dates, names whole and in part, with and without filters."""
    chance = random.Random(7)
    texts = [*TITLES, *(name for _key, *names in NAMES for name in names)]
    words = list(dict.fromkeys(word.text for text in texts for word in fold.words(text)))
    made = [*words, *texts]
    made += [f"{a} {b}" for a, b in (chance.sample(words, 2) for _ in range(90))]
    made += [f"{a} -{b}" for a, b in (chance.sample(words, 2) for _ in range(90))]
    for text in TITLES:
        held = [word.text for word in fold.words(text)]
        made += [f'"{one} {other}"' for one, other in pairwise(held)]
        made += [f'{held[0]} -"{" ".join(held[1:3])}"', " ".join(held[:2]), f"{held[-1]} {held[0]}"]
    made += [f"{word[: chance.randrange(2, 6)]}*" for word in words]
    made += [
        "11.11.2022",
        "November 2022",
        "2014",
        "2014-05-20",
        "мая 2014",
        "3",
        "20*",
        "zzqq",
        "",
        "-forum",
        "近",
        "習",
    ]
    narrow = [Narrowed(), Narrowed(year=2014), Narrowed(until=date(2013, 6, 1)), Narrowed(kind=0), Narrowed()]
    return [(question, narrow[n % len(narrow)]) for n, question in enumerate(made)]


@pytest.mark.django_db
def test_the_database_finds_what_python_finds(corpus: None) -> None:
    asked = questions()
    assert len(asked) >= 500
    judges = {reader: Judge(reader) for reader in READERS}
    with reading_as(system("judge")):
        lakes, east = (Party.objects.get(key=key).pk for key in ("lakes", "eastshore"))
    known = {(thing.place, row.pk): row.key for thing, row, *_rest in judges[READERS[-1]].things}
    found_any, wrong, told = 0, [], []
    for n, (question, narrowed) in enumerate(asked):
        reader = READERS[n % len(READERS)]
        narrowed = (narrowed, Narrowed(of=lakes), Narrowed(party=east))[n % 3 if n % 11 == 0 else 0]
        with reading_as(reader):
            got, expected = said(find(question, narrowed)), judges[reader].judge(question, narrowed)
        found_any += got["total"] > 0
        told.append(_line(question, reader, got, known))
        if got != expected:
            wrong.append((question, reader.name, narrowed, got, expected))
    assert wrong[:3] == []
    assert found_any > 300
    if not GOLDEN.exists():
        GOLDEN.write_text("\n".join(told) + "\n", encoding="utf-8")
        pytest.fail(f"{GOLDEN.name} is written anew: see what changed in it.")
    assert told == GOLDEN.read_text(encoding="utf-8").splitlines()


def _line(question: str, reader: Reader, got: dict[str, Any], known: dict[tuple[int, int], str]) -> str:
    """What is found, by names that do not depend on the database; facets as sums, as their numbers are of rows."""
    keys = [f"{known[place, number]}:{rank}" for place, number, rank in got["page"]]
    sums = [got[facet].total() for facet in ("kinds", "of", "years", "parties")]
    mark = f"{zlib.crc32(' '.join(keys).encode()):08x}"
    return "\t".join(map(str, (question, reader.name, got["total"], sums, mark, " ".join(keys[:3]))))


@pytest.mark.django_db
def test_very_many_are_counted_as_few_are(corpus: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted inside the database where hits are too many to be looked at is what Python counts."""
    monkeypatch.setattr(finding, "RANKED", 0)
    judges = {reader: Judge(reader) for reader in READERS}
    for n, (question, narrowed) in enumerate(questions()):
        reader = READERS[n // 5 % len(READERS)]
        with reading_as(reader):
            got, expected = said(find(question, narrowed)), judges[reader].judge(question, narrowed)
        assert {**got, "page": []} == {**expected, "page": []}, f"{question}, {reader.name}"


@pytest.mark.django_db
def test_every_page_of_both_orders_is_whole(corpus: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paging by key meets every hit once, ranked or by day, also where several audiences read one thing."""
    for ranked in (finding.RANKED, 0):
        monkeypatch.setattr(finding, "RANKED", ranked)
        with reading_as(OFFICER):
            whole = [hit.thing for hit in find("forum", Narrowed(), size=500).hits]
            paged, after = [], ""
            while True:
                page = find("forum", Narrowed(), after, size=3)
                paged += [hit.thing for hit in page.hits]
                if not (after := page.next):
                    break
            assert paged == whole
            assert len(set(whole)) == len(whole) == find("forum", Narrowed()).total > 6


@pytest.mark.django_db
def test_a_cursor_that_is_none_is_refused(corpus: None) -> None:
    with reading_as(STRANGER), pytest.raises(ValueError, match="is not a place"):
        find("forum", Narrowed(), "n0-1; drop")


@pytest.mark.django_db
def test_names_are_heard_as_if_each_were_compared(corpus: None) -> None:
    """The look-up by consonants finds just those readings that comparing every one would."""
    with reading_as(system("judge")):
        known = list(Heard.objects.values_list("reading", flat=True))
        for word in ("Tokayev", "Toqaev", "Eliyev", "Erdogan", "Mirziyoyev", "Mirziyoyevning", "Тоқаевтың", "Vasa"):
            heard = {term.token[1:] for term in hearing.heard(read(word)).get(0, [])}
            readings = fold.readings(word)
            alike = {
                r for r in known if r not in readings and hearing._alike(readings, r, fold.key_of(r), hearing.SAME)
            }
            assert heard <= alike
            assert {r for r in alike if fold.key_of(r) in fold.keys(word)} <= heard
