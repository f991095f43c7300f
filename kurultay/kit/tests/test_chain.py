"""The chain over history: it holds after many acts, and names the first place that was damaged."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection

from kurultay.kit.acting import chain
from kurultay.kit.acting.models import Act, Change
from kurultay.kit.reading import NobodyReads, reading_as
from kurultay.record.parties import actions as parties
from tests.cast import OFFICER, SYSTEM, Scene, drop_guards, written


@pytest.fixture
def _unguarded(scene: Scene) -> Iterator[None]:
    """The guards of history step aside, so that a test can do the damage that they prevent."""
    drop_guards()
    with reading_as(SYSTEM):
        yield


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0


def _finding() -> str:
    finding = chain.verify()[2]
    return finding.sentence if finding else ""


def _act(verb: str) -> Act:
    return Act.objects.filter(verb=verb).order_by("number").first()


def test_it_holds_after_many_acts(scene: Scene) -> None:
    for n in range(30):
        parties.name(scene.lakes, text=f"Name {n}", kind="alias", by=OFFICER)
    with reading_as(SYSTEM):
        acts, changes, finding = chain.verify()
        assert (finding, acts, changes) == (None, Act.objects.count(), Change.objects.count())
        assert acts > 40
        assert list(Act.objects.order_by("number").values_list("number", flat=True)) == list(range(1, acts + 1))
        assert chain.verify_rows() is None
        assert sum(Act.objects.values_list("changes_count", flat=True)) == changes


def test_it_is_walked_by_the_system_only(scene: Scene) -> None:
    with reading_as(OFFICER), pytest.raises(NobodyReads):
        chain.verify()


@pytest.mark.usefixtures("_unguarded")
class TestDamage:
    """Each sort of damage to history, and what is said of it."""

    def test_a_change_altered(self) -> None:
        act = _act("parties.take_chair")
        change = Change.objects.filter(act=act, subject_type="parties.role").first()
        for column, value in (
            ("after", change.after.replace("2016", "2017")),
            ("before", '{"a":1}'),
            ("subject_id", 1),
        ):
            old = getattr(change, column)
            _sql(f"UPDATE kit_change SET {column} = %s WHERE id = %s", value, change.pk)
            assert _finding().startswith(f"Change {change.n} of act {act.number} (parties.take_chair by scene, ")
            assert "does not match its digest: parties.role " in _finding()
            _sql(f"UPDATE kit_change SET {column} = %s WHERE id = %s", old, change.pk)
        assert _finding() == ""

    def test_the_readers_of_a_change_altered(self) -> None:
        change = Change.objects.order_by("-pk").first()
        audience = Change.objects.exclude(audience=change.audience_id).first().audience_id
        _sql("UPDATE kit_change SET audience_id = %s WHERE id = %s", audience, change.pk)
        assert f"Change {change.n} of act {change.act.number} " in _finding()

    def test_a_change_removed(self) -> None:
        act = _act("parties.include")
        assert Change.objects.filter(act=act).count() == 2
        _sql("DELETE FROM kit_change WHERE act_id = %s AND n = 1", act.pk)
        assert _finding().startswith(f"Change 2 of act {act.number} (parties.include")

    def test_the_last_change_removed(self) -> None:
        act = _act("parties.include")
        _sql("DELETE FROM kit_change WHERE act_id = %s AND n = 2", act.pk)
        assert _finding().startswith(f"act {act.number} (parties.include")
        assert _finding().endswith("wrote 2 rows; history holds 1.")

    def test_a_change_inserted(self) -> None:
        act = _act("parties.include")
        _sql(
            "INSERT INTO kit_change (act_id, n, subject_type, subject_id, audience_id, before, after, digest) "
            "SELECT act_id, 3, subject_type, subject_id, audience_id, before, after, digest FROM kit_change "
            "WHERE act_id = %s AND n = 2", act.pk,
        )  # fmt: skip
        assert _finding().startswith(f"Change 3 of act {act.number} (parties.include")

    def test_changes_reordered(self) -> None:
        act = _act("parties.include")
        for old, new in ((1, 9), (2, 1), (9, 2)):
            _sql("UPDATE kit_change SET n = %s WHERE act_id = %s AND n = %s", new, act.pk, old)
        assert _finding().startswith(f"Change 1 of act {act.number} (parties.include")

    @pytest.mark.parametrize(
        ("column", "value"),
        [("verb", "parties.admit"), ("actor", "Nobody"), ("reason", "Another"), ("actor_kind", "person"),
         ("account", "x"),
         ("at", "2001-01-01 00:00:00+00:00")],
    )  # fmt: skip
    def test_an_act_altered(self, column: str, value: str) -> None:
        act = _act("parties.take_chair")
        _sql(f"UPDATE kit_act SET {column} = %s WHERE id = %s", value, act.pk)
        assert f"act {act.number} (" in _finding()

    def test_an_act_without_changes_altered(self) -> None:
        with written("nothing to do") as opened:
            pass
        _sql("UPDATE kit_act SET reason = 'x' WHERE id = %s", opened.row.pk)
        assert _finding().startswith(f"The seal of act {opened.row.number} ")

    def test_an_act_removed(self) -> None:
        act = _act("parties.adopt")
        _sql("DELETE FROM kit_change WHERE act_id = %s", act.pk)
        _sql("UPDATE parties_catalogue SET last_act_id = %s", _act("parties.include").pk)
        _sql("DELETE FROM kit_act WHERE id = %s", act.pk)
        assert _finding().startswith(f"Act {act.number} is missing before act {act.number + 1} (")

    def test_the_tail_cut(self) -> None:
        last = Act.objects.order_by("-number").first()
        _sql("DELETE FROM kit_change WHERE act_id = %s", last.pk)
        first = Act.objects.get(number=1).pk
        for table in ("parties_area", "parties_areaname", "parties_role", "kit_source", "parties_catalogue"):
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET last_act_id = %s WHERE last_act_id = %s", [first, last.pk])
        _sql("DELETE FROM kit_act WHERE id = %s", last.pk)
        assert _finding() == f"History ends at act {last.number - 1}, but {last.number} acts were sealed."

    def test_an_act_smuggled_in_unsealed(self) -> None:
        _sql(
            "INSERT INTO kit_act (ref, verb, actor, actor_kind, account, reason, at, changes_count, previous, hash, "
            "seat) SELECT %s, 'x.y', 'Nobody', 'person', '', '', at, 0, '', '', '' FROM kit_act WHERE number = 1",
            "00000000000000000000000000000001",
        )
        smuggled = Act.objects.get(verb="x.y")
        assert _finding() == "An act was never sealed: x.y by Nobody."
        _sql("UPDATE kit_change SET act_id = %s WHERE act_id = %s AND n = 2", smuggled.pk, _act("parties.include").pk)
        assert _finding().endswith("wrote 2 rows; history holds 1.")

    def test_a_row_altered(self) -> None:
        _sql("UPDATE parties_role SET term = 7 WHERE key = 'lakes-chair-eastshore'")
        assert _finding() == ""
        assert chain.verify_rows().sentence.endswith(" was changed outside an act: term.")
        assert chain.verify_rows().sentence.startswith("parties.role ")

    def test_a_column_younger_than_the_history_holds_what_a_new_row_would(self) -> None:
        change = Change.objects.filter(subject_type="parties.role").order_by("pk").first()
        told = json.loads(change.after)
        assert told.pop("term") is None
        _sql("UPDATE kit_change SET after = %s WHERE id = %s", json.dumps(told), change.pk)
        assert chain.verify_rows() is None
        _sql("UPDATE parties_role SET term = 7 WHERE id = %s", change.subject_id)
        assert chain.verify_rows().sentence.endswith(" was changed outside an act: term.")

    def test_a_row_given_to_another_act(self, scene: Scene) -> None:
        _sql("UPDATE parties_party SET last_act_id = %s WHERE key = 'eastshore'", _act("parties.include").pk)
        assert chain.verify_rows().sentence == f"parties.party {scene.east.pk} was changed outside an act: last_act_id."

    def test_rows_opened_to_everybody(self, scene: Scene) -> None:
        ghost = parties.register("ghost", kind="state", name="G", keeper="lakes", marking="secretariat", by=SYSTEM)
        _sql("UPDATE parties_party SET audience_id = %s WHERE id = %s", scene.lakes.audience_id, ghost.pk)
        assert chain.verify_rows().sentence == f"parties.party {ghost.pk} was changed outside an act: audience_id."

    def test_a_row_removed_and_a_row_inserted(self, scene: Scene) -> None:
        _sql("DELETE FROM parties_role WHERE id = %s", scene.west_joined.pk)
        missing = f"parties.role {scene.west_joined.pk}: the row and its history do not go together."
        assert chain.verify_rows().sentence == missing

    def test_a_row_inserted(self, scene: Scene) -> None:
        _sql(
            "INSERT INTO parties_partycode (audience_id, withdrawn, last_act_id, party_id, scheme, value, since, "
            "since_earliest, since_latest, until, until_earliest, until_latest) "
            "SELECT audience_id, withdrawn, last_act_id, "
            "id, 'iso2', 'XX', since, since_earliest, since_latest, until, until_earliest, until_latest "
            "FROM parties_party WHERE key = 'eastshore'"
        )
        assert chain.verify_rows().sentence.endswith(": the row and its history do not go together.")


def test_canonical_has_one_spelling() -> None:
    value = {"b": "ş", "a": [1, None, True]}
    assert chain.canonical(value) == '{"a":[1,null,true],"b":"ş"}'
    assert json.loads(chain.canonical(value)) == value
