"""What stands in the way of an import: sentences with file and line, and the refusals that carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kurultay.kit.acting import Refused

MOST = 50  # problems told of one call; who has more corrects these first


@dataclass(frozen=True)
class Problem:
    """What is wrong at a line of a file, and what to do about it."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class NotImported(Refused):
    """Some rows are wrong, so nothing is entered; `problems` names them all, as far as MOST."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        told = list(dict.fromkeys(problems))[:MOST]
        files = list(dict.fromkeys(problem.file for problem in told))
        self.problems = sorted(told, key=lambda problem: (files.index(problem.file), problem.line))
        super().__init__("\n".join(map(str, self.problems)))


def nearest(word: str, known: Iterable[str]) -> str:
    """`Did you mean "since"?` for a word nearly known, else the words that are known."""
    words = sorted(known)
    if close := get_close_matches(word, words, n=1, cutoff=0.6):
        return f'Did you mean "{close[0]}"?'
    return f"Known here: {', '.join(words)}."
