"""Documents in import files: every kind of row, twice, and what is wrong with one."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kurultay.kit.reading import public, reading_as
from kurultay.record.documents.models import Document, DocumentParty, Provision, Relation, Version

HEAD = """source: {key: T1, title: Test, grade: official, as_of: 2023-02-17}
keeper: ""
rows:
"""
ROWS = """
- {party: lakes, kind: organisation}
- {party: east, kind: state}
- {person: ada}
- {document: treaty, kind: treaty, of: lakes, signed: 2020-01-01, force_after: 3, force_days: 30, source_key: T1}
- {document: plan, kind: plan, stage: expected}
- {name: Treaty, document: treaty, kind: official, primary: true}
- {name: Traety, document: treaty, kind: printed}
- {text: Peace., document: treaty, about: purpose}
- {version: en, document: treaty, authority: authentic, sha256: DIGEST}
- {relation: implements, one: plan, other: treaty}
- {document_party: party, document: treaty, party: lakes}
- {document_party: party, document: treaty, party: east}
- {document_party: author, document: treaty, person: ada}
- {document_party: author, document: treaty, words: three authors}
- {provision: treaty-1, document: treaty, number: "1", operative: true}
- {provision: treaty-1-a, document: treaty, number: a, parent: treaty-1}
- {text: There is peace., provision: treaty-1}
- {action: treaty-east-signature, document: treaty, party: east, person: ada, kind: signature, on: 2020-01}
- {figure: pages, document: treaty, value: 12}
""".replace("DIGEST", "ab" * 32)


def load(folder: Path, rows: str) -> None:
    file = folder / "rows.yaml"
    file.write_text(HEAD + rows, encoding="utf-8")
    call_command("import", str(file), quiet=True)


@pytest.mark.django_db
def test_every_kind_of_row_twice_is_once(tmp_path: Path) -> None:
    for _ in range(2):
        load(tmp_path, ROWS)
        with reading_as(public()):
            treaty = Document.objects.prefetch_related("of", "source", "names", "actions").get(key="treaty")
            assert (treaty.of.key, treaty.source.key, treaty.stage) == ("lakes", "T1", "signed")
            assert [(n.text, n.kind) for n in treaty.names.all()] == [("Treaty", "official"), ("Traety", "printed")]
            assert [a.key for a in treaty.actions.all()] == ["treaty-east-signature"]
            tables = (Document, DocumentParty, Provision, Relation, Version)
            assert [table.objects.count() for table in tables] == [2, 4, 2, 1, 1]
            assert list(Provision.objects.order_by("position").values_list("key", flat=True)) == [
                "treaty-1", "treaty-1-a",
            ]  # fmt: skip
            assert Document.objects.get(key="plan").stage == "expected"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("- {version: en, document: plan, sha256: abc}", "64 figures"),
        ("- {document_party: author, document: plan}", "Say who"),
        ("- {document: other, kind: plan}\n- {provision: o-1, document: other, number: '1'}\n"
         "- {provision: p-1, document: plan, number: '1', parent: o-1}", "belongs to another document"),
        ("- {relation: likes, one: plan, other: treaty}", "likes"),
        ("- {provision: p-1, document: plan}", '"number"'),
        ("- {relation: amends, one: plan, other: plan}", "refuses"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, row: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises((CommandError, SystemExit)) as wrong:
        load(tmp_path, "- {document: plan, kind: plan}\n- {document: treaty, kind: treaty}\n" + row + "\n")
    told = capsys.readouterr()
    assert why in f"{wrong.value} {told.out} {told.err}"
