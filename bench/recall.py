"""How often search finds one writing of a name by another, over the table of pairs of names that stands in the tests.

Each name of the table is the title of a document that has no other words, beside the example record; each is asked as
it stands. No register helps: the writings are not known to be names of one person.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.db import models

from bench.actions import enter
from bench.figures import Figure, durations, percentile, say
from kurultay.kit.acting.models import Act
from kurultay.kit.finding.found import Narrowed, find
from kurultay.kit.finding.offered import by_kind
from kurultay.kit.finding.writing import reindex
from kurultay.kit.reading import public, reading_as, system
from kurultay.kit.reading.models import intern
from kurultay.record.documents.models import Document, DocumentName

TABLE = Path(__file__).resolve().parents[1] / "kurultay" / "faces" / "intake" / "tests" / "pairs.csv"
OTHERS = "neg"  # category of pairs of different things
MOST = 1000  # documents looked at of those found


def fill(names: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """A document for each name with its language, past the acts; the number of each."""
    by = system("bench")
    with reading_as(by):
        enter([], by=by)
        act, audience = Act.objects.order_by("-number").values_list("pk", flat=True)[0], intern("").pk
        held = {"audience_id": audience, "last_act_id": act}
        documents = models.QuerySet(Document).bulk_create(
            Document(key=f"bench-{n}", kind="report", stage="published", **held) for n in range(len(names))
        )
        rows = [
            DocumentName(document=document, text=text, lang=lang, kind="short", **held)
            for document, (text, lang) in zip(documents, names, strict=True)
        ]
        for row in rows:
            row.settle()
        models.QuerySet(DocumentName).bulk_create(rows)
        reindex({"documents.document": {document.pk for document in documents}})
    return {name: document.pk for name, document in zip(names, documents, strict=True)}


def measure() -> Iterator[Figure]:
    """Recall of each kind of pair, both ways; how much of all that is found is right; what a question takes."""
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        pairs = list(csv.DictReader(file))
    sides = [tuple((pair[f"name_{side}"], pair[f"tag_{side}"]) for side in "ab") for pair in pairs]
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pair, both in zip(pairs, sides, strict=True):
        for side, name in zip("ab", both, strict=True):
            bearers[name].add(pair[f"entity_{side}"])
    number = fill(sorted(bearers))
    narrowed = Narrowed(kind=by_kind()["document"].place)
    with reading_as(public()):
        found = {name: {hit.thing.number for hit in find(name[0], narrowed, size=MOST).hits} for name in number}
        taken = durations([lambda text=text: find(text, narrowed) for text, _lang in number])
    asked: dict[str, list[bool]] = defaultdict(list)
    for pair, (one, other) in zip(pairs, sides, strict=True):
        slice_ = f"{pair['kind']}, {'different' if pair['category'] == OTHERS else pair['category']}"
        asked[slice_] += (number[to] in found[of] for of, to in ((one, other), (other, one)))
    for name, answers in sorted(asked.items()):
        share = sum(answers) / len(answers)
        yield Figure(f"{name}: one finds the other", share, "", note=f"{sum(answers)} of {len(answers)} questions")
    owner = {document: bearers[name] for name, document in number.items()}
    right = [bool(bearers[name] & owner[of]) for name, many in found.items() for of in many & owner.keys()]
    share = sum(right) / len(right)
    yield Figure(
        "of all names found, those of the same", share, "", note=f"{len(right) - sum(right)} of {len(right)} are not"
    )
    yield Figure("a question, p95", percentile(taken, 95), "ms")


def main() -> None:
    """Say the figures."""
    say(measure())
