"""What the database itself refuses, and that lost guards are noticed and put back."""

import pytest
from django.db import DatabaseError, connection, transaction

from kurultay.kit import databases
from kurultay.kit.acting import chain
from kurultay.kit.checks import guards_stand
from kurultay.kit.reading import reading_as
from kurultay.kit.sources.stating import Cite, claim
from tests.cast import SYSTEM, Scene, drop_guards, written

REFUSED = [
    ("DELETE FROM kit_change", "kit_change is append-only"),
    ("UPDATE kit_change SET n = 99", "kit_change is append-only"),
    ("DELETE FROM kit_act", "kit_act is append-only"),
    ("UPDATE kit_act SET verb = 'x'", "kit_act is append-only"),
    ("UPDATE kit_act SET hash = ''", "kit_act is append-only"),
    ("UPDATE kit_audience SET marking = 'public'", "kit_audience is append-only"),
    ("DELETE FROM kit_audience", "kit_audience is append-only"),
    ("DELETE FROM parties_role", "parties_role rows are withdrawn, not deleted"),
    ("DELETE FROM parties_party", "parties_party rows are withdrawn, not deleted"),
    ("DELETE FROM kit_citation", "kit_citation rows are withdrawn, not deleted"),
    ("DELETE FROM kit_source", "kit_source rows are withdrawn, not deleted"),
]


@pytest.mark.parametrize(("statement", "said"), REFUSED, ids=[s for s, _ in REFUSED])
def test_sql_past_the_acts_is_refused(scene: Scene, statement: str, said: str) -> None:
    with written():
        claim(scene.east, "seat", "x", Cite(scene.source))
    with pytest.raises(DatabaseError, match=said), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_table_of_rows_is_guarded(db: None) -> None:
    names = {g.name for g in databases.guards()}
    assert databases.missing() == []
    assert {"kit_act_append", "kit_change_append", "kit_audience_append", "parties_role_keep"} <= names
    assert {"people_tenure_keep", "parties_role_one_chair", "people_personname_one_primary"} <= names
    assert databases.install() == 0


def test_a_database_that_is_not_migrated_yet_is_not_complained_of(db: None) -> None:
    with transaction.atomic():
        drop_guards()
        assert len(guards_stand(None, databases=["default"])) == len(databases.guards())
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'parties'")
        assert guards_stand(None, databases=["default"]) == []
        transaction.set_rollback(True)
    assert databases.missing() == []


def test_an_outdated_guard_is_replaced(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    old = databases.Guard("parties_role_keep", "parties_role", ("x",), ("y",))
    wanted = databases.guards()
    assert old.installed_name not in databases._present()
    newer = databases.no_delete("parties_role")
    changed = databases.Guard(
        newer.name, newer.table,
        tuple(s.replace("not deleted", "never deleted") for s in newer.sqlite),
        tuple(s.replace("not deleted", "never deleted") for s in newer.postgresql),
    )  # fmt: skip
    monkeypatch.setattr(databases, "guards", lambda: [changed if g.name == changed.name else g for g in wanted])
    assert databases.missing() == ["parties_role_keep"]
    connection.check_constraints()  # PostgreSQL alters no table whose keys are still to be checked
    assert (databases.install(), databases.missing()) == (1, [])
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM parties_role")
    with reading_as(SYSTEM):
        assert chain.verify_rows() is None
