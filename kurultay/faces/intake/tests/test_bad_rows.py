"""What is wrong is named with file and line and says what to do, all of it at once; and nothing at all is changed."""

from collections.abc import Callable

import pytest

from kurultay.faces.intake.actions import NotImported, Report

Enter = Callable[..., list[Report]]
HEAD = "source: {key: S3, title: Third, grade: wiki}\nkeeper: lakes\nrows:\n"

ROWS = {
    "- {patry: x, kind: state}": 'A row begins with its kind; "patry" is none. Did you mean "party"?',
    "- {party: x, kind: stat}": '"stat" cannot be "kind". Did you mean "state"?',
    "- {party: x, knid: state}": 'A party row has no "knid". Did you mean "kind"?',
    "- {party: x}": 'The party "x" is not in the record yet; a new one needs "kind".',
    "- {party: x y, kind: state}": '"x y" is not a key. A key has letters, digits and hyphens, such as '
    "ots-chair-turkiye.",
    "- {party: x, kind: state, seat: }": '"seat" has no value. Give one or leave the key out.',
    "- {party: x, kind: state, seat: [a]}": '"seat" takes one value.',
    "- {party: x, kind: state, codes: AZ}": '"codes" pairs schemes with codes: codes: {iso2: TR, iso3: TUR}.',
    "- {party: x, kind: state, since: 2010-5}": 'since: "2010-5": month and day have two figures. Write 2010-05.',
    "- {party: x, kind: state, since: 2010, until: 2009}": "Since 2010 until 2009 has no day: until is the first day "
    "after and comes after since.",
    "- {party: x, kind: state, basis: derived}": 'A value that is derived needs its rule or reason: write "why".',
    "- {party: east, kind: body, accept: [kind]}": 'A value that is accepted over another needs a reason: write "why".',
    "- {party: east, kind: body, accept: [seat], why: x}": '"accept" speaks of "seat", which this row does not give. '
    "Known here: kind.",
    "- {party: east, facts: {seat: A-1}}": '"facts" speaks of "seat", which this row does not give. Known here: .',
    "- {party: east, kind: state, seat: x, printed: y}": 'Say which value is printed so: printed: {since: "in 2010"}.',
    "- {party: east, marking: secret}": '"secret" is not a marking. Choose public, members, restricted, secretariat.',
    "- {party: east, marking: restricted, named: [nobody]}": 'There is no party "nobody". Enter it before this row.',
    "- {name: Lakes}": (
        "A name row says whose it is by one of the keys area, commitment, document, meeting, party, person, place."
    ),
    "- {name: Lakes, party: lake}": 'There is no party "lake". Did you mean "lakes"? Enter it before this row.',
    "- {name: Lakes, party: lakes, primary: yes}": '"primary" is true or false, not "yes".',
    "- {role: r, holder: eats, of: lakes, as: member}": 'There is no party "eats". Enter it before this row.',
    "- {role: r, holder: east, of: lakes, as: member, term: first}": '"term" is a whole number, not "first".',
    "- {role: r, holder: east, of: east, as: member}": None,
    "- {figure: members, value: 2}": (
        "A figure row says of what by one of the keys action, area, catalogue, column_map, commitment, document, "
        "meeting, party, person, place, provision, rhythm, role, round, tenure."
    ),
    "- {figure: members, party: lakes}": 'A figure row needs the key of its row and "value", a whole number.',
    "- {figure: members, party: lakes, value: many}": '"value" is a whole number, not "many".',
    "- {claim: 2010, field: since}": "A claim says of which row it is: of: {role: KEY}.",
    "- {claim: 2010, of: {role: lakes-member-east}, field: sinse}": "A claim says of which value it is: field: one of "
    "area, as, holder, of, since, term, terms, until, within.",
    "- {claim: 2010, of: {name: handle}, field: since}": 'No row of these files has the id "handle". Say of: {name: '
    "TEXT, party: KEY, lang: en}.",
    "- {person: p, not_same_as: [q]}": 'Two persons are kept apart for a reason: write it as "why".',
    "- {person: p, not_same_as: [p], why: x}": "A person cannot be distinguished from themselves.",
    "- {tenure: t, person: p, post: x}": 'There is no person "p". Enter it before this row.',
}


@pytest.mark.parametrize("row", ROWS)
def test_a_bad_row_is_named_and_nothing_is_changed(
    first: object, enter: Enter, counts: Callable[[], dict[str, int]], row: str
) -> None:
    before = counts()
    with pytest.raises(NotImported) as refusal:
        enter(f"{HEAD}  - {{party: fine, kind: state}}\n  {row}\n")
    (problem,) = refusal.value.problems
    assert (problem.file, problem.line) == ("t.yaml", 5)
    assert problem.text == ROWS[row] or (ROWS[row] is None and problem.text.startswith("The database refuses this row"))
    assert counts() == before


def test_all_bad_rows_of_all_documents_are_named_at_once_but_not_what_follows_from_them(
    first: object, enter: Enter, counts: Callable[[], dict[str, int]]
) -> None:
    before = counts()
    with pytest.raises(NotImported) as refusal:
        enter(
            HEAD
            + """\
  - {party: new, kind: stat}
  - {name: New, party: new}
  - {role: new-member, holder: new, of: lakes, as: member}
  - role: other-member
    holder: east
    of: lakes
    as: membre
---
source: {key: S4, title: Fourth, grade: wiki}
keeper: lakes
rows:
  - {claim: 2010, of: {role: new-member}, field: since}
  - {party: fine, kind: state}
  - {party: fine, kind: state, sate: x}
"""
        )
    assert [str(problem).split(". ")[0] for problem in refusal.value.problems] == [
        't.yaml:4: "stat" cannot be "kind"',
        't.yaml:10: "membre" cannot be "as"',
        't.yaml:17: A party row has no "sate"',
    ]
    assert counts() == before


def test_two_certain_chairs_of_one_day_are_told_at_the_row_that_comes_second(first: object, enter: Enter) -> None:
    chair = "  - {{role: {key}, holder: {holder}, of: lakes, as: chair, since: {since}, until: {until}}}\n"
    with pytest.raises(NotImported) as refusal:
        enter(
            HEAD
            + chair.format(key="one", holder="east", since="2010-01-01", until="2012-01-01")
            + chair.format(key="two", holder="west", since="2011-01-01", until="2013-01-01")
            + chair.format(key="three", holder="east", since="2013-01-01", until="2014-01-01")
        )
    assert list(map(str, refusal.value.problems)) == [
        "t.yaml:5: Two certain chairs of one body on one day. Correct the dates of one of the two rows."
    ]


def test_a_value_that_makes_a_standing_row_overlap_is_told(first: object, enter: Enter) -> None:
    enter(
        HEAD
        + "  - {role: one, holder: east, of: lakes, as: chair, since: 2010-01-01, until: 2012-01-01}\n"
        + "  - {role: two, holder: west, of: lakes, as: chair, since: 2012-01-01, until: 2013-01-01}\n"
    )
    with pytest.raises(NotImported) as refusal:
        enter(HEAD.replace("S3", "S4") + "  - {role: one, until: 2012-06-01, accept: [until], why: A slip.}\n")
    assert list(map(str, refusal.value.problems)) == [
        "t.yaml:4: Two certain chairs of one body on one day. Correct the dates of one of the two rows."
    ]


def test_no_more_than_fifty_are_told(first: object, enter: Enter) -> None:
    with pytest.raises(NotImported) as refusal:
        enter(HEAD + "".join(f"  - {{party: p{n}, kind: x}}\n" for n in range(60)))
    assert len(refusal.value.problems) == 50


def test_a_keeper_that_is_nobody_is_told(first: object, enter: Enter) -> None:
    with pytest.raises(NotImported) as refusal:
        enter(HEAD.replace("keeper: lakes", "keeper: lake") + "  - {party: p, kind: state}\n")
    assert list(map(str, refusal.value.problems)) == [
        't.yaml:2: There is no party "lake" in the record or in this document.'
    ]


SOURCES = {
    "{key: S3, title: T, grade: wiki, date: 2010}": 'A source has no "date". ',
    "{title: T, grade: wiki}": "A source needs a key, by which it is known ever after: key: F1.",
    "{key: S3, title: T}": 'The source "S3" is new and needs grade.',
    "{key: S3, title: T, grade: good}": '"good" cannot be "grade". ',
    "{key: S3, title: T, grade: wiki, as_of: soon}": 'as_of: "soon" is not a date. ',
    "{key: S3, title: T, grade: wiki, url: here}": "url: Enter a valid URL.",
}


@pytest.mark.parametrize("source", SOURCES)
def test_a_bad_source_is_told(first: object, enter: Enter, source: str) -> None:
    with pytest.raises(NotImported) as refusal:
        enter(f"source: {source}\nkeeper: lakes\nrows: [{{party: p, kind: state}}]\n")
    (problem,) = refusal.value.problems
    assert str(problem).startswith(f"t.yaml:1: {SOURCES[source]}")
