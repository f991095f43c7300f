"""How often what is proposed from a text is right: precision and recall on paragraphs marked by hand."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.figures import Figure, say
from kurultay.kit.dates import PartialDate
from kurultay.kit.names.case import fold
from kurultay.modules.papers.forms.addressees import Known
from kurultay.modules.papers.forms.drafts import Setting, read
from kurultay.record.parties.models import Party

GOLD = Path(__file__).resolve().parents[1] / "kurultay" / "modules" / "papers" / "tests" / "gold.toml"
PARTS = ("tuning", "held back")
ASKED = ("operative or not", "addressee", "due")
NAMES = {"eastshore": "Eastshore", "westshore": "Westshore", "northbank": "Northbank"}
Counts = dict[str, tuple[int, int, int]]  # of each: right, proposed, marked by hand


def paragraphs(part: str) -> list[dict[str, Any]]:
    """The paragraphs of one part of the gold set."""
    return [each for each in tomllib.loads(GOLD.read_text(encoding="utf-8"))["paragraph"] if each["part"] == part]


def setting() -> Setting:
    """A declaration of 8 May 2015, and three parties that the record knows."""
    known = {fold(name): Party(pk=at, key=key) for at, (key, name) in enumerate(NAMES.items(), start=1)}
    return Setting(PartialDate.parse("2015-05-08"), Known(known))


def _word(text: str) -> str:
    """An addressee without its article, in one case."""
    said = text.casefold()
    return said.removeprefix("the ")


def proposed(text: str, where: Setting) -> dict[str, set[str]]:
    """What is proposed of one paragraph."""
    found = read(text, "en", where)
    who = {each.value.key for draft in found.drafts for each in draft.responsible}
    who |= {_word(draft.words.value) for draft in found.drafts if draft.words is not None}
    due = {draft.due_on.value for draft in found.drafts if draft.due_on is not None}
    due |= {f"at:{draft.due_at.value}" for draft in found.drafts if draft.due_at is not None}
    operative = found.mark is not None and found.mark.value
    return {"operative or not": {"operative"} if operative else set(), "addressee": who, "due": due}


def marked(each: dict[str, Any]) -> dict[str, set[str]]:
    """What somebody marked in the paragraph by hand."""
    who = {_word(one) for one in each["who"]}
    return {
        "operative or not": {"operative"} if each["operative"] else set(),
        "addressee": who,
        "due": set(each["due"]),
    }


def counted(rows: Iterable[dict[str, Any]]) -> tuple[Counts, list[str]]:
    """The counts, and a line for each paragraph that is read in another way than marked."""
    where, counts, wrong = setting(), dict.fromkeys(ASKED, (0, 0, 0)), []
    for each in rows:
        said, gold = proposed(each["text"], where), marked(each)
        for name in ASKED:
            right, some, all_ = counts[name]
            counts[name] = (right + len(said[name] & gold[name]), some + len(said[name]), all_ + len(gold[name]))
            if said[name] != gold[name]:
                wrong.append(f"{name}: {sorted(said[name])} for {sorted(gold[name])}: {each['text']}")
    return counts, wrong


def main(*_arguments: str) -> None:
    """Say precision and recall of both parts."""
    for part in PARTS:
        rows = paragraphs(part)
        counts, wrong = counted(rows)
        for name, (right, some, all_) in counts.items():
            for what, of in (("precision", some), ("recall", all_)):
                share = 100 * right / of if of else 100.0
                say([Figure(f"{name}, {what}, {part}", share, "%", note=f"{right} of {of}, {len(rows)} paragraphs")])
        for line in wrong:
            print(f"[{part}] {line}")


if __name__ == "__main__":
    main()
