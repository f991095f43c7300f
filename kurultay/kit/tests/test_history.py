"""The history of a row in words, in the reader's own sight."""

from datetime import UTC, datetime

from kurultay.kit import actions as kit
from kurultay.kit import clock
from kurultay.kit.acting.history import Entry, Line, history
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, Role
from tests.cast import OFFICER, STRANGER, SYSTEM, Scene, statements, written


def test_who_did_what_when_and_why_newest_first(scene: Scene) -> None:
    with clock.stopped_at(datetime(2026, 1, 2, tzinfo=UTC)):
        parties.withdraw(scene.west_joined, on="2020-05", by=OFFICER, reason="By its letter.")
    with reading_as(STRANGER):
        newest, oldest = history([Role.objects.get(pk=scene.west_joined.pk)])
    assert (newest.label, newest.actor, newest.reason, newest.new) == (
        "ended a role",
        "An officer",
        "By its letter.",
        False,
    )
    assert newest.at == datetime(2026, 1, 2, tzinfo=UTC)
    key = "lakes-member-westshore"
    assert newest.lines == (Line(key, "until", "..", "2020-05"),)
    assert (oldest.label, oldest.new, oldest.lines) == ("acceded", True, (
        Line(key, "holder", None, "westshore"), Line(key, "key", None, key), Line(key, "kind", None, "member"),
        Line(key, "of", None, "lakes"), Line(key, "since", None, "2011-05"),
    ))  # fmt: skip


def test_keys_of_hidden_rows_are_not_told(scene: Scene) -> None:
    ghost = parties.register("ghost", kind="state", name="Ghost", keeper="lakes", marking="secretariat", by=OFFICER)
    with written():
        scene.east.state = ghost
        scene.east.save()
    with reading_as(STRANGER):
        assert history([scene.east])[0].lines == (Line("eastshore", "state", None, None),)
    with reading_as(OFFICER):
        assert history([scene.east])[0].lines == (Line("eastshore", "state", None, "ghost"),)


def test_what_a_row_was_before_it_became_hidden_is_not_told_of_a_veiled_row(scene: Scene) -> None:
    with written():
        role = Role(key="open", kind="guest", holder=scene.north, of=scene.plains)
        role.save()
        scene.north.audience = parties.intern("lakes", "secretariat")
        scene.north.save()
    with reading_as(STRANGER):
        veiled = Role.objects.get(key="open").holder
        assert (veiled.veiled, history([veiled])) == (True, [])
    with reading_as(OFFICER):
        assert len(history([Party.objects.get(key="northbank")])) >= 1


def test_acts_that_a_reader_sees_only_in_part(scene: Scene) -> None:
    with written("Both at once") as act:
        scene.east.seat = "Harbour"
        scene.east.save()
        secret = parties.intern("lakes", "secretariat")
        Role(key="hidden", kind="guest", holder=scene.east, of=scene.plains, audience=secret).save()
    assert act.count == 2
    with reading_as(SYSTEM):
        rows = [scene.east, Role.objects.get(key="hidden")]
        assert len(history(rows)[0].lines) == 5
    with reading_as(STRANGER):
        [entry] = [e for e in history(rows) if e.reason == "Both at once"]
        assert entry.lines == (Line("eastshore", "seat", "", "Harbour"),)


def test_few_statements_for_many_rows_and_a_limit(scene: Scene) -> None:
    for n in range(12):
        parties.name(scene.lakes, text=f"Name {n}", kind="alias", by=OFFICER)
    kit.withdraw(scene.chair, by=OFFICER, reason="x")
    with reading_as(STRANGER):
        names = list(scene.lakes.names.all())
        counted = {}
        for many in (1, 3, len(names)):
            with statements() as said:
                entries: list[Entry] = history(names[:many], limit=5)
            counted[many] = (len(said), len(entries))
    assert counted == {1: (3, 1), 3: (3, 3), 13: (3, 5)}  # changes, acts, the parties that names point at
