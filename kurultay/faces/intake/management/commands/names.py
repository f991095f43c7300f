"""`kurultay names`: how well names are compared, on a table of pairs; or whom a name may mean in the record."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurultay.kit.names import register
from kurultay.kit.names.compare import SAME, similarity
from kurultay.kit.names.index import HELD
from kurultay.kit.reading import reading_as, system

COLUMNS = ("kind", "tag_a", "name_a", "tag_b", "name_b", "same", "category")
OTHERS = "neg"  # the category of pairs that are not the same; they stand beside each other category of their kind
OTHER_SCRIPT = "other-script"  # the category of pairs of which one is neither Latin nor Cyrillic
PRECISION = 0.98  # at which recall is asked for: of fifty names joined one may be wrong


class Unreadable(ValueError):
    """A table of pairs that cannot be read, as a sentence for people."""


@dataclass(frozen=True)
class Pair:
    """Two names, whether they are the same person, place or party, and how alike they are found to be."""

    kind: str
    category: str
    names: tuple[str, str]
    same: bool
    score: float


@dataclass(frozen=True)
class Figures:
    """What a threshold gives on some pairs: precision, recall, their harmonic mean, recall at PRECISION or more."""

    slice: str
    pairs: int
    precision: float
    recall: float
    f1: float
    recall_at: float


def read(path: Path) -> list[Pair]:
    """The pairs of a CSV file with COLUMNS, each compared. Raises Unreadable."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if lacking := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
                raise Unreadable(f"{path.name} lacks the columns {', '.join(lacking)}.")
            return [_pair(path, rows.line_num, row) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"{path.name} cannot be read: {error}.") from error


def _pair(path: Path, line: int, row: dict[str, str]) -> Pair:
    if row["same"] not in ("0", "1") or None in row.values():
        raise Unreadable(f"{path.name}, line {line}: `same` is 0 or 1, and every column is filled.")
    score = similarity(row["name_a"], row["name_b"], row["tag_a"] or None, row["tag_b"] or None)
    return Pair(row["kind"], row["category"], (row["name_a"], row["name_b"]), row["same"] == "1", score)


def figures(name: str, pairs: Sequence[Pair], threshold: float) -> Figures:
    """Precision and recall of these pairs at a threshold; nothing found is precise."""
    found = sum(pair.score >= threshold for pair in pairs)
    right = sum(pair.score >= threshold and pair.same for pair in pairs)
    all_same = sum(pair.same for pair in pairs)
    precision, recall = right / found if found else 1.0, right / all_same if all_same else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figures(name, len(pairs), precision, recall, f1, recall_at(pairs))


def recall_at(pairs: Iterable[Pair], precision: float = PRECISION) -> float:
    """The best recall of any threshold that is as precise as this."""
    ranked = sorted(pairs, key=lambda pair: -pair.score)
    right, best, all_same = 0, 0, sum(pair.same for pair in ranked)
    for place, pair in enumerate(ranked, 1):
        right += pair.same
        last_of_score = place == len(ranked) or ranked[place].score < pair.score
        if last_of_score and right >= precision * place:
            best = right
    return best / all_same if all_same else 1.0


def slices(pairs: Sequence[Pair], threshold: float) -> Iterator[Figures]:
    """Figures of each kind, and of each category beside the pairs of its kind that are not the same."""
    for kind in dict.fromkeys(pair.kind for pair in pairs):
        of_kind = [pair for pair in pairs if pair.kind == kind]
        yield figures(kind, of_kind, threshold)
        categories = sorted({pair.category for pair in of_kind} - {OTHERS})
        for category in categories if len(categories) > 1 else ():
            beside = [pair for pair in of_kind if pair.category in (category, OTHERS)]
            yield figures(f"{kind}, {category}", beside, threshold)
        if OTHER_SCRIPT in categories:
            beside = [pair for pair in of_kind if pair.category != OTHER_SCRIPT]
            yield figures(f"{kind}, Latin and Cyrillic", beside, threshold)


class Command(BaseCommand):
    """Measures or looks up, and changes nothing."""

    help = "Compare a table of pairs of names and tell precision and recall, or look a name up in the record."

    def add_arguments(self, parser: ArgumentParser) -> None:
        columns = ", ".join(COLUMNS)
        parser.add_argument("table", nargs="?", type=Path, metavar="FILE.csv", help=f"pairs, in the columns {columns}")
        parser.add_argument("--look", metavar="NAME", help="propose whom or what in the record this name may mean")
        parser.add_argument("--kind", action="append", default=[], help="propose things of this kind only")
        parser.add_argument("--threshold", type=float, default=SAME, help=f"likeness of a match (default {SAME})")
        parser.add_argument("--wrong", action="store_true", help="list the pairs that are taken wrongly, too")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["table"]) == (options["look"] is not None):
            raise CommandError("Name a table of pairs, or a name after --look.")
        if options["table"]:
            self._measure(options["table"], options["threshold"], options["wrong"])
        else:
            self._look(options["look"], options["kind"])

    def _measure(self, table: Path, threshold: float, wrong: bool) -> None:
        try:
            pairs = read(table)
        except Unreadable as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"threshold {threshold:.2f}{'':26} pairs      P      R     F1   R at P>={PRECISION}")
        for line in slices(pairs, threshold):
            rates = f"{line.precision:6.3f} {line.recall:6.3f} {line.f1:6.3f} {line.recall_at:14.3f}"
            self.stdout.write(f"{line.slice:40} {line.pairs:5} {rates}")
        for pair in sorted(pairs, key=lambda pair: pair.score) if wrong else ():
            if (pair.score >= threshold) != pair.same:
                what = "missed" if pair.same else "joined"
                self.stdout.write(f"{what} at {pair.score:.3f}: {pair.names[0]} | {pair.names[1]}")

    def _look(self, name: str, wanted: list[str]) -> None:
        if unknown := set(wanted) - set(register.kinds()):
            kinds = ", ".join(register.kinds())
            raise CommandError(f"No names are kept of the kind {', '.join(sorted(unknown))}; the kinds are {kinds}.")
        with reading_as(system("names")):
            suggestion = register.suggest(name, kinds=wanted)
            whole = register.holds_all()
        if not whole:
            self.stderr.write(
                f"The register holds {HELD:,} names, and the record has more; the others were not looked at."
            )
        if not suggestion.proposals:
            self.stdout.write("No name in the record is like this one.")
        elif suggestion.choice:
            self.stdout.write("A choice, which somebody who knows has to make:")
        for proposal in suggestion.proposals:
            match = "match" if proposal.is_match else "candidate"
            address = f"{proposal.bearer.get_absolute_url()}  {proposal.text}"
            self.stdout.write(
                f"{proposal.score:.3f}  {match:9}  {proposal.kind:6}  {address}  {proposal.apart}".rstrip()
            )
