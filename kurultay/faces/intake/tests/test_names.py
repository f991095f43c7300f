"""`kurultay names`: the bars on the table of pairs, how figures are counted, and what is said of a name."""

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kurultay.faces.intake.management.commands.names import Pair, Unreadable, figures, read, recall_at, slices
from kurultay.kit.names.compare import SAME
from kurultay.kit.names.index import Entry, Found, Index
from kurultay.kit.names.register import EQUAL
from kurultay.kit.reading import system
from kurultay.record.people import actions as people

TABLE = Path(__file__).parent / "pairs.csv"
HEAD = "kind,tag_a,name_a,tag_b,name_b,same,category\n"


def test_the_bars_hold_on_the_table() -> None:
    pairs = read(TABLE)
    persons = [p for p in pairs if p.kind == "person" and p.category != "other-script"]
    places = [p for p in pairs if p.kind == "place" and p.category != "other-script"]
    assert len(persons) == 420
    assert recall_at(persons) >= 0.95
    assert recall_at(places) >= 0.90
    assert figures("persons", persons, SAME).precision >= 0.98
    assert figures("places", places, SAME).precision >= 0.98


def test_figures_are_counted_as_people_would() -> None:
    def pair(score: float, same: bool, category: str = "a") -> Pair:
        return Pair("person", category, ("", ""), same, score)

    pairs = [pair(0.9, True), pair(0.8, True, "b"), pair(0.8, False, "neg"), pair(0.2, True)]
    found = figures("all", pairs, 0.78)
    assert (found.precision, found.recall, found.f1) == (
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
    )
    assert found.recall_at == pytest.approx(1 / 3)  # 0.8 is one threshold for both pairs that have it
    assert recall_at(pairs, 0.7) == 1
    assert [(f.slice, f.pairs) for f in slices(pairs, 0.78)] == [("person", 4), ("person, a", 3), ("person, b", 2)]
    assert figures("none", [], 0.78).precision == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind,name_a\n", "lacks the columns tag_a, tag_b, name_b, same, category"),
        (HEAD + "person,en,A,en,B,yes,neg\n", "line 2: `same` is 0 or 1"),
        (HEAD + "person,en,A\n", "line 2: `same` is 0 or 1"),
        (None, "cannot be read"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(tmp_path: Path, text: str | None, said: str) -> None:
    table = tmp_path / "pairs.csv"
    if text is not None:
        table.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as told:
        read(table)
    assert said in str(told.value)


def test_a_name_left_out_of_the_register_leads_to_its_bearer_or_to_a_choice_and_to_nobody_else() -> None:
    """Each name in turn is asked of a register that holds all others: the figure that matters to an officer."""
    with TABLE.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "person"]
    names = sorted({(row[f"entity_{s}"], row[f"name_{s}"], row[f"tag_{s}"]) for row in rows for s in "ab"})
    bearers = sorted({bearer for bearer, _name, _tag in names})
    entries = [Entry("person", bearers.index(b), n, name, tag, 1) for n, (b, name, tag) in enumerate(names, 1)]
    index, counted = Index(entries), Counter[str]()
    for entry in entries:
        if sum(entry.bearer == other.bearer for other in entries) == 1:
            continue
        index.drop(entry.kind, entry.row)
        counted[outcome(index.look(entry.text, None, lang=entry.lang), entry.bearer)] += 1
        index.put(entry)
    assert counted["wrong"] == 0
    assert counted["choice"] == 0
    assert counted["right"] / counted.total() >= 0.93


def outcome(found: list[Found], bearer: int) -> str:
    """How the first proposal stands to who is meant."""
    matches = [f for f in found if f.score >= SAME]
    if not matches:
        return "none"
    if len(matches) > 1 and matches[1].score > matches[0].score - EQUAL:
        return "choice"
    return "right" if matches[0].entry.bearer == bearer else "wrong"


def said(*words: str) -> list[str]:
    """The lines that the command prints."""
    out = StringIO()
    call_command("names", *words, stdout=out)
    return out.getvalue().splitlines()


def test_a_table_is_measured_by_kind_and_category(tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text(
        HEAD
        + "person,en,Ilham Aliyev,ru,Ильхам Алиев,1,Latn-Cyrl\n"
        + "person,en,Hasanov,ru,Рамиль Гасанов,1,same-script\n"
        + "person,en,Ilham Aliyev,en,Heydar Aliyev,0,neg\n",
        encoding="utf-8",
    )
    assert [line.split() for line in said(str(table), "--wrong")] == [
        ["threshold", "0.78", "pairs", "P", "R", "F1", "R", "at", "P>=0.98"],
        ["person", "3", "1.000", "0.500", "0.667", "1.000"],
        ["person,", "Latn-Cyrl", "2", "1.000", "1.000", "1.000", "1.000"],
        ["person,", "same-script", "2", "1.000", "0.000", "0.000", "1.000"],
        ["missed", "at", "0.750:", "Hasanov", "|", "Рамиль", "Гасанов"],
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [((), "Name a table"), (("a.csv", "--look", "x"), "Name a table"), (("/nowhere.csv",), "cannot be read")],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        said(*words)


def test_a_name_is_looked_up(db: None) -> None:
    by = system("test")
    people.introduce("ada-lake", name="Ada Lake", by=by)
    people.introduce("ada-lake-2", name="Ada Lake", by=by)
    people.introduce("tam-holm", name="Tam Holm", by=by)
    assert said("--look", "Там Холм") == ["1.000  match      person  /people/tam-holm  Tam Holm"]
    assert said("--look", "Ada Lake", "--kind", "person") == [
        "A choice, which somebody who knows has to make:",
        "1.000  match      person  /people/ada-lake  Ada Lake",
        "1.000  match      person  /people/ada-lake-2  Ada Lake",
    ]
    assert said("--look", "Nobody") == ["No name in the record is like this one."]
    with pytest.raises(CommandError, match="the kinds are party, person, place"):
        said("--look", "Ada", "--kind", "ship")


def test_a_register_that_is_full_says_so(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kurultay.kit.names.index.HELD", 1)
    people.introduce("ada-lake", name="Ada Lake", by=system("test"))
    people.introduce("tam-holm", name="Tam Holm", by=system("test"))
    errors = StringIO()
    call_command("names", "--look", "Ada Lake", stdout=StringIO(), stderr=errors)
    assert "the others were not looked at" in errors.getvalue()
