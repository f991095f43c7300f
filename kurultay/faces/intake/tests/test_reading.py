"""Files are read with lines: plain values stay text, and what is not as it should be is named."""

from pathlib import Path

import pytest

from kurultay.faces.intake.actions import Document, NotImported, Problem, documents_of, read_text

GOOD = "source: {key: S, title: T, grade: wiki}\nkeeper: lakes\nrows:\n  - {party: x, kind: state}\n"


def read(text: str) -> tuple[list[Document], list[str]]:
    problems: list[Problem] = []
    return read_text(text, "t.yaml", problems), list(map(str, problems))


def test_rows_know_their_lines_and_values_stay_text() -> None:
    (document,), problems = read(
        """\
# a comment
---
source:
  key: S
  as_of: 2010-05-01
keeper: ""
rows:
  - party: norway
    codes: {iso2: NO, m49: 031}
    since: 2010-05-01
    seat: "~"
    note: >-
      two
      lines
  - {figure: members, value: 26, primary: true}
"""
    )
    assert problems == []
    assert (document.line, document.keeper, document.marking, document.source) == (
        3, "", "public", {"key": "S", "as_of": "2010-05-01"},
    )  # fmt: skip
    one, two = document.rows
    assert (one.line, one.kind, one.value, two.line) == (8, "party", "norway", 15)
    assert one.given == {
        "codes": {"iso2": "NO", "m49": "031"}, "since": "2010-05-01", "seat": "~", "note": "two lines",
    }  # fmt: skip
    assert (one.lines["since"], one.lines["note"]) == (10, 12)
    assert two.given == {"value": "26", "primary": "true"}


def test_letters_are_composed() -> None:
    (document,), _ = read(GOOD.replace("title: T", "title: Tu\u0308rkiye"))
    assert document.source["title"] == "T\u00fcrkiye"


def test_a_source_known_already_is_named_by_its_key_alone() -> None:
    (document,), _ = read("source: F3\nkeeper: x\nrows: [{party: x}]\n")
    assert document.source == {"key": "F3"}


BAD = {
    "keeper: x\nrows: [{party: x}]": '1: The document has no "source:". Say what states the rows: source: {key: F1, '
    "title: ..., grade: official}.",
    "source: S\nrows: [{party: x}]": '1: The document has no "keeper:". Say who keeps the rows: keeper: KEY of an '
    'organisation, or keeper: "" for the installation.',
    "source: S\nkeeper: x": '1: The document has no "rows:". List what the source states under rows:.',
    "source: S\nkeeper: x\nrows:\n": "3: List what the source states under rows:.",
    "source: S\nkeeper: x\nrow: 1\nrows: [{party: x}]": '3: A document has no "row". Did you mean "rows"?',
    "source: S\nkeeper: x\nmarking: members\nnamed: [a]\nrows: [{party: x}]": "3: marking: restricted goes with "
    "named: and a list of keys; other markings name nobody.",
    "source: S\nkeeper: x\nrows:\n  - party": "4: A row is a mapping that begins with its kind: - party: turkiye.",
    "source: S\nkeeper: x\nrows:\n  - party:": '4: "party:" needs a value, such as the key of the row.',
    "source: S\nkeeper: x\nrows:\n  - party: x\n    kind: a\n    kind: b": '6: "kind" stands twice, here and on line '
    "5. Keep one.",
    "source: S\nkeeper: x\nrows:\n  - &a {party: x}\n  - *a": "5: Aliases (*x) and tags (!x) are not used here. Write "
    "the value out.",
    "- a": "1: A document is a mapping with source:, keeper: and rows:.",
    "": "1: The file has no document. Begin with source:, keeper: and rows:.",
}


@pytest.mark.parametrize("text", BAD)
def test_what_is_not_a_document_is_named(text: str) -> None:
    documents, problems = read(text)
    assert (documents, problems[0]) == ([], f"t.yaml:{BAD[text]}")


def test_text_that_is_not_yaml_is_named_with_its_line() -> None:
    documents, (problem,) = read(GOOD + "---\nsource: {key: a: b}\n")
    assert len(documents) == 1
    assert problem.startswith("t.yaml:6: ")


def test_folders_are_read_in_the_order_of_names_and_missing_files_are_named(tmp_path: Path) -> None:
    for name, key in (("20.yaml", "B"), ("10.yml", "A"), ("facts.csv", "C")):
        (tmp_path / name).write_text(GOOD.replace("key: S", f"key: {key}"), encoding="utf-8")
    assert [document.source["key"] for document in documents_of([str(tmp_path)])] == ["A", "B"]
    (tmp_path / "latin.yaml").write_bytes(b"source: S\nkeeper: \xfc\n")
    with pytest.raises(NotImported) as refusal:
        documents_of([str(tmp_path / "latin.yaml"), str(tmp_path / "none.yaml")])
    assert [str(p).rpartition("/")[2] for p in refusal.value.problems] == [
        "latin.yaml:2: This is not UTF-8. Save the file as UTF-8.",
        "none.yaml:1: The file cannot be read: No such file or directory. Check its name.",
    ]
