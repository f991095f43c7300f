"""Whom a name means among fifty thousand names: suggestions, the index they come from, and how it follows an act."""

import random
import tracemalloc
from collections.abc import Iterator
from time import perf_counter

from django.db import models

from bench.actions import enter
from bench.figures import Figure, durations, percentile, say
from kurultay.kit.acting.models import Act
from kurultay.kit.names import compare, fold, register
from kurultay.kit.reading import Reader, public, reading_as, system
from kurultay.kit.reading.models import intern
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person, PersonName

PERSONS, ASKED = 25_000, 300  # each person has two names, in Latin and in Cyrillic
LIMIT = 50  # ms, p95
STARTS = ("Ab", "Ak", "Ber", "Dan", "Er", "Fer", "Gul", "Il", "Kai", "Kan", "Mam", "Mur", "Nur", "Om", "Rash", "Sar",
          "Sult", "Tal", "Tem", "Umar", "Yer", "Zhan")  # fmt: skip
MIDDLES = ("a", "al", "am", "an", "ar", "at", "bek", "dil", "ger", "hat", "kan", "lan", "mad", "mir", "nis", "ol",
           "rat", "san", "tur", "zhan")  # fmt: skip
ENDS = ("ov", "ev", "ova", "eva", "zade", "oglu", "bekov", "tayev", "baev", "uly")
CYRILLIC = {
    "zh": "ж", "sh": "ш", "ya": "я", "ye": "е", "a": "а", "b": "б", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х",
    "i": "и", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в",
    "y": "ы", "z": "з",
}  # fmt: skip


def invented(chance: random.Random) -> Iterator[str]:
    """Names of persons; surnames are as unevenly spread as surnames are."""
    surnames = [f"{s}{m}{e}" for s in STARTS for m in MIDDLES for e in ENDS]
    chance.shuffle(surnames)
    spread = [1 / (place + 5) for place in range(len(surnames))]
    for surname in chance.choices(surnames, spread, k=PERSONS):
        yield f"{chance.choice(STARTS)}{chance.choice(MIDDLES)}{chance.choice(MIDDLES)} {surname}"


def in_cyrillic(name: str) -> str:
    """The name as Russian writes it, near enough."""
    small = name.lower()
    for letters in sorted(CYRILLIC, key=len, reverse=True):
        small = small.replace(letters, CYRILLIC[letters])
    return " ".join(word[:1].upper() + word[1:] for word in small.split())


def fill(texts: list[str], act: int, audience: int) -> None:
    """Persons with their names, past the acts: the bench's own database is thrown away."""
    held = {"audience_id": audience, "last_act_id": act}
    made = models.QuerySet(Person).bulk_create(Person(key=f"bench-{n}", **held) for n in range(len(texts)))
    rows = [
        PersonName(person=person, text=text, lang=lang, kind="short", **held)
        for person, latin in zip(made, texts, strict=True)
        for text, lang in ((latin, "en"), (in_cyrillic(latin), "ru"))
    ]
    for row in rows:
        row.settle()
    models.QuerySet(PersonName).bulk_create(rows)


def asked(texts: list[str], chance: random.Random) -> dict[str, list[str]]:
    """What is asked: names in the other script, names with a letter left out, surnames alone."""
    some = [chance.choice(texts) for _ in range(ASKED)]
    return {
        "whole names": [in_cyrillic(text) for text in some],
        "names with a letter left out": [text[:3] + text[4:] for text in some],
        "surnames alone": [text.split()[1] for text in some],
    }


def measure() -> Iterator[Figure]:
    """The index as it is made, then suggestions, then what an act costs the next suggestion."""
    by, chance = system("bench"), random.Random(7)
    texts = list(invented(chance))
    with reading_as(by):
        enter([], by=by)
        act, audience = Act.objects.order_by("-number").values_list("pk", flat=True)[0], intern("").pk
        fill(texts, act, audience)
    yield from made()
    for reader in (public(), by):
        yield from suggested(reader, asked(texts, chance))
    with reading_as(by):
        taken = []
        for n in range(20):
            people.introduce(f"late-{n}", name=f"Late Comer{n}", by=by)
            taken += durations([lambda: register.suggest("Late Comer")])
    yield Figure("suggestion after an act that named somebody, p95", percentile(taken, 95), "ms", most=LIMIT)


def made() -> Iterator[Figure]:
    """How long the index takes to make, and its memory."""
    with reading_as(public()):
        begun = perf_counter()
        register.suggest("Nobody")
        yield Figure("index of 50,000 names, made at the first question", perf_counter() - begun, "s")
        for cached in (fold._readings, compare.sounds, compare.alike):
            cached.cache_clear()
        register._held = None
        tracemalloc.start()
        register.suggest("Nobody")
        whole = tracemalloc.get_traced_memory()[0]
        for cached in (fold._readings, compare.sounds, compare.alike):
            cached.cache_clear()
        kept = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
    yield Figure("its memory", kept / 1e6, "MB", note=f"and {(whole - kept) / 1e6:.0f} MB of bounded caches")


def suggested(reader: Reader, questions: dict[str, list[str]]) -> Iterator[Figure]:
    """Suggestions with the posts of whoever is proposed, as a form asks for them."""
    who = "system" if reader.is_system else reader.kind
    for what, texts in questions.items():
        with reading_as(reader):
            taken = durations([lambda text=text: register.suggest(text) for text in texts])
        note = f"p50 {percentile(taken, 50):.1f} ms"
        yield Figure(f"suggestion, {what}, {who}, p95", percentile(taken, 95), "ms", most=LIMIT, note=note)


def main() -> None:
    """Print the figures."""
    say(measure())
