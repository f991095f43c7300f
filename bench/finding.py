"""Search on a large record: 50,000 documents with texts, then a million meetings; the whole answer, facets included.

In processor time on SQLite, where all of it is this process; by the clock on PostgreSQL.
"""

import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from bench.actions import enter
from bench.figures import Figure, durations, percentile, say
from bench.generate import ORGANISATIONS, STATES, audience, fill, party_key, period, restricted
from kurultay.kit.acting.models import Act
from kurultay.kit.dates import FIRST, LAST
from kurultay.kit.finding.found import Narrowed, find
from kurultay.kit.finding.writing import rebuild
from kurultay.kit.reading import Reader, Seat, public, reading_as, system
from kurultay.kit.reading.models import intern
from kurultay.record.documents.models import Document, DocumentName, DocumentText
from kurultay.record.meetings.models import Meeting, MeetingName, Participation
from kurultay.record.parties.models import Party, PartyName

WORDS = 40_000  # different words of the texts
CONSONANTS, VOWELS, ENDS = "bcdfghjklmnpqrstvxyzçşğ", "aeiouöüıə", ["", "", "", *"lnrstkm"]
ENDINGS = ("lar", "da", "in", "ga", "s", "ed", "ing", "i")
EACH = 30  # questions of each kind
LIMITS = {"documents": 100.0, "meetings": 50.0}  # ms, p95
UNLIMITED = ("common", "one word without another")  # told only, among a million
BUILT = 300.0  # seconds in which the index of the documents is made
DAY = date(1992, 1, 1)


class Vocabulary:
    """Words as a language has them: few very often, most of them seldom (Zipf), every fifth a name."""

    def __init__(self, chance: random.Random) -> None:
        made: dict[str, None] = {}
        while len(made) < WORDS:
            stem = "".join(
                chance.choice(CONSONANTS) + chance.choice(VOWELS) + chance.choice(ENDS)
                for _ in range(chance.choice((1, 2, 2, 3)))
            )
            for word in (stem, *(stem + ending for ending in ENDINGS if chance.random() < 0.15)):
                made[word.capitalize() if len(made) % 5 == 0 else word] = None
        self.words = list(made)[:WORDS]
        chance.shuffle(self.words)
        total, self.until = 0.0, []
        for rank in range(1, WORDS + 1):
            total += 1 / (rank + 2.7)
            self.until.append(total)
        self.chance = chance

    def text(self, count: int) -> str:
        """So many words."""
        return " ".join(self.chance.choices(self.words, cum_weights=self.until, k=count))


def main(documents: str, meetings: str) -> None:
    """Fill an empty database, build the index, ask, and print the figures."""
    call_command("migrate", interactive=False, verbosity=0)
    enter([], by=system("bench"), reason="generated")
    with reading_as(system("bench")), transaction.atomic():
        act = Act.objects.values_list("pk", flat=True).get()
        audiences = ([intern("").pk], *restricted())
    chance = random.Random(20231103)
    vocabulary = Vocabulary(chance)
    _parties(vocabulary, audiences[0][0], act)
    parts: list[tuple[str, int, Callable[..., None]]] = [
        ("documents", int(documents), _documents),
        ("meetings", int(meetings), _meetings),
    ]
    for what, count, make in parts:
        if count:
            print(f"Generating {count:,} {what} in {connection.vendor} ...", file=sys.stderr)
            with transaction.atomic():
                if connection.vendor == "sqlite":
                    connection.cursor().execute("PRAGMA defer_foreign_keys=ON")
                make(vocabulary, count, audiences, act)
            say(_build(what))
            say(_asked(what, vocabulary, count))


def _build(what: str) -> Iterator[Figure]:
    begun, spent = time.perf_counter(), time.process_time()
    made = rebuild()
    took, spent = time.perf_counter() - begun, time.process_time() - spent
    if connection.vendor == "postgresql":
        connection.cursor().execute("VACUUM ANALYZE")
    most = BUILT if what == "documents" else None
    yield Figure(f"index of {made:,} things, {what} the last", took, "s", most, note=f"{spent:,.0f} s of processor")


def _parties(vocabulary: Vocabulary, open_to_all: int, act: int) -> None:
    """The organisations and states that everything concerns."""
    rows = range(ORGANISATIONS + STATES)
    shared = {"audience_id": open_to_all, "last_act_id": act, "sort_key": "", **period(None, None)}
    kinds = ["organisation" if n < ORGANISATIONS else "state" for n in rows]
    fill(Party, ({"id": n + 1, "key": party_key(n), "kind": kinds[n], "seat": "", **shared} for n in rows))
    names = (
        {"text": vocabulary.text(2), "lang": "en", "script": "Latn", "kind": "short", "primary": True} for _ in rows
    )
    fill(PartyName, ({"id": n + 1, "party_id": n + 1, **name, **shared} for n, name in enumerate(names)))
    _sequences(Party, PartyName)


def _documents(vocabulary: Vocabulary, count: int, audiences: Any, act: int) -> None:
    chance = vocabulary.chance
    read = [audience(chance, audiences) for _ in range(count)]
    fill(Document, (_document(chance, n, read[n], act) for n in range(count)))
    _named(DocumentName, "document_id", vocabulary, read, act)
    texts = (
        {"id": n + 1, "document_id": n + 1, "lang": "en", "status": "official", "text": vocabulary.text(200),
         "about": "description", "audience_id": read[n], "last_act_id": act}
        for n in range(count)
    )  # fmt: skip
    fill(DocumentText, texts)
    _sequences(Document, DocumentName, DocumentText)


def _document(chance: random.Random, n: int, read: int, act: int) -> dict[str, Any]:
    day = DAY + timedelta(days=chance.randrange(12_000))
    nothing = {f"{name}_{side}": FIRST if side == "earliest" else LAST for name in
               ("adopted_on", "published_on", "in_force_on") for side in ("earliest", "latest")}  # fmt: skip
    return {
        "id": n + 1, "key": f"bench-document-{n:07d}", "kind": "report", "stage": "signed", "audience_id": read,
        "of_id": n % ORGANISATIONS + 1, "issued_by_id": ORGANISATIONS + n % STATES + 1, "last_act_id": act,
        "signed_on": day.isoformat(), "signed_on_earliest": day, "signed_on_latest": day, **nothing,
        **period(None, None),
    }  # fmt: skip


def _meetings(vocabulary: Vocabulary, count: int, audiences: Any, act: int) -> None:
    chance = vocabulary.chance
    read = [audience(chance, audiences) for _ in range(count)]
    fill(Meeting, (_meeting(chance, n, read[n], act) for n in range(count)))
    _named(MeetingName, "meeting_id", vocabulary, read, act)
    taken = (
        {"id": 2 * n + more + 1, "meeting_id": n + 1, "party_id": ORGANISATIONS + (n + 7 * more) % STATES + 1,
         "capacity": "participant", "audience_id": read[n], "last_act_id": act}
        for n in range(count) for more in (0, 1)
    )  # fmt: skip
    fill(Participation, taken)
    _sequences(Meeting, MeetingName, Participation)


def _meeting(chance: random.Random, n: int, read: int, act: int) -> dict[str, Any]:
    day = DAY + timedelta(days=chance.randrange(12_000))
    nothing = {f"{name}_{side}": FIRST if side == "earliest" else LAST for name in ("ends_on", "planned_for")
               for side in ("earliest", "latest")}  # fmt: skip
    return {
        "id": n + 1, "key": f"bench-meeting-{n:07d}", "kind": "committee", "status": "held", "audience_id": read,
        "body_id": n % ORGANISATIONS + 1, "last_act_id": act, "starts_on": day.isoformat(),
        "starts_on_earliest": day, "starts_on_latest": day, "sort_day": day, **nothing,
    }  # fmt: skip


def _named(model: Any, key: str, vocabulary: Vocabulary, read: list[int], act: int) -> None:
    """A name of eight words for each."""
    rows = (
        {"id": n + 1, key: n + 1, "text": vocabulary.text(8), "lang": "en", "script": "Latn", "kind": "short",
         "primary": True, "sort_key": "", "audience_id": one, "last_act_id": act, **period(None, None)}
        for n, one in enumerate(read)
    )  # fmt: skip
    fill(model, rows)


def _sequences(*tables: Any) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def _readers() -> Iterable[Reader]:
    state = party_key(ORGANISATIONS + 7)
    seats = [Seat("delegate", party_key(n), state) for n in range(ORGANISATIONS)]
    return public(), Reader.person("an officer", Seat("officer", party_key(0)), *seats)


def _questions(what: str, vocabulary: Vocabulary, count: int) -> dict[str, list[str]]:
    """Questions of each kind; a word's rank says how often it is met."""
    chance, words = random.Random(5), vocabulary.words

    def some(first: int, last: int) -> list[str]:
        return [words[n] for n in chance.sample(range(first, last), EACH)]

    rare, common = some(20_000, WORDS), [*words[:10]] * 3
    middle = some(400, 3000) if what == "documents" else some(20, 200)
    return {
        "rare word": rare,
        "middle word": middle,
        "common": common,
        "two words": [f"{one} {other}" for one, other in zip(some(100, 2000), middle, strict=True)],
        "beginning of a word": [f"{word[:5]}*" for word in some(2000, 20_000)],
        "phrase": [f'"{one} {other}"' for one, other in zip(common, middle, strict=True)],
        "one word without another": [f"{one} -{other}" for one, other in zip(middle, common, strict=True)],
        "nothing": ["zzqqy", "бwпщ"] * (EACH // 2),
    }


def _asked(what: str, vocabulary: Vocabulary, count: int) -> Iterator[Figure]:
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    for reader in _readers():
        with reading_as(reader) as held:
            held.audiences()
            every: list[float] = []
            for kind, questions in _questions(what, vocabulary, count).items():
                asking = [lambda q=q: find(q, Narrowed()) for q in questions]
                hits = sorted(find(q, Narrowed()).total for q in questions)
                taken = durations(asking, 2 if kind != "common" else 1, clock)
                every += taken
                most = LIMITS[what] if what == "documents" or kind not in UNLIMITED else None
                note = (
                    f"p50 {percentile(taken, 50):.1f} ms, {hits[len(hits) // 2]:,} found (median), {hits[-1]:,} at most"
                )
                yield Figure(
                    f"{count:,} {what}, {kind}, {reader.name}", percentile(taken, 95), "ms p95", most, note=note
                )
            most = LIMITS[what] if what == "documents" else None
            yield Figure(f"{count:,} {what}, all of these, {reader.name}", percentile(every, 95), "ms p95", most)
