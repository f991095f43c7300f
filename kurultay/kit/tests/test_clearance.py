"""What a process keeps of audiences is never older than the act before, and never what was undone."""

from contextlib import contextmanager

from django.db import connection, transaction

from kurultay.kit.reading import Reader, Seat, clearance, reading_as
from kurultay.kit.reading.models import MEMBERS, RESTRICTED, SECRETARIAT, intern
from kurultay.kit.reading.readers import Scope
from kurultay.kit.reading.seats import accounts_of, own_of
from tests.cast import (  # noqa: F401
    ADMINISTRATOR,
    FOCAL_POINT,
    OFFICER,
    OTHER_FOCAL_POINT,
    SYSTEM,
    scene,
    set_scene,
    stage,
    statements,
)


@contextmanager
def _fresh():
    clearance.forget()
    try:
        yield
    finally:
        clearance.forget()


def _made(*words):
    with reading_as(SYSTEM):
        return intern(*words).pk


def test_an_audience_made_meanwhile_is_seen_at_once(committed):
    with _fresh():
        assert Scope(OFFICER).audiences() == frozenset()
        one = _made("lakes", SECRETARIAT)
        assert Scope(OFFICER).audiences() == {one}
        assert Scope(ADMINISTRATOR).audiences() == frozenset()


def test_a_membership_that_begins_or_ends_is_seen_at_once(committed):
    from kurultay.record.parties import actions as parties

    with _fresh(), reading_as(SYSTEM):
        built = set_scene()
        members = _made("lakes", MEMBERS)
        assert members in Scope(FOCAL_POINT).audiences()
        parties.withdraw(built.east_joined, on="2020-01-01", by=SYSTEM)
        assert members not in Scope(FOCAL_POINT).audiences()
        assert members in Scope(OTHER_FOCAL_POINT).audiences()


def test_what_was_undone_is_not_kept(committed):
    with _fresh():
        with transaction.atomic():
            undone = _made("lakes", SECRETARIAT)
            assert Scope(OFFICER).audiences() == {undone}
            transaction.set_rollback(True)
        other = _made("plains", SECRETARIAT)
        assert Scope(OFFICER).audiences() == frozenset()
        assert Scope(Reader.person("x", Seat("officer", "plains"))).audiences() == {other}


def test_the_second_question_reads_no_audience_again(committed):
    with _fresh():
        _made("lakes", SECRETARIAT)
        Scope(OFFICER).audiences()
        with statements() as said:
            Scope(OFFICER).audiences()
        assert len(said) == 1
        assert "COUNT" in said[0]


def test_inside_a_transaction_and_outside_the_answer_is_the_same(committed):
    with _fresh(), reading_as(SYSTEM):
        set_scene()
        for words in (("lakes", MEMBERS), ("lakes", RESTRICTED, ("eastshore",)), ("plains", SECRETARIAT),
                      (accounts_of("lakes"), SECRETARIAT), (own_of("ada"), SECRETARIAT)):  # fmt: skip
            _made(*words)
        ada = Reader.person("Ada", account="ada/kur_x")
        for reader in (OFFICER, FOCAL_POINT, OTHER_FOCAL_POINT, ADMINISTRATOR, ada):
            outside = Scope(reader).audiences()
            with transaction.atomic():
                assert connection.in_atomic_block
                assert Scope(reader).audiences() == outside


def test_rows_about_accounts_are_read_by_administrators_and_their_owner(db):
    rows = {name: _made(keeper, SECRETARIAT) for name, keeper in
            (("lakes", accounts_of("lakes")), ("plains", accounts_of("plains")), ("all", accounts_of("")),
             ("ada", own_of("ada")), ("nobody", own_of("")))}  # fmt: skip
    readers = {
        "installation": Reader.person("x", Seat("administrator")),
        "lakes": ADMINISTRATOR,
        "officer": OFFICER,
        "registrar": Reader.person("x", Seat("registrar")),
        "ada": Reader.person("Ada", account="ada"),
        "ada's token": Reader.person("Ada", account="ada/kur_x"),
        "bo": Reader.person("Bo", account="bo"),
        "without an account": Reader.person("x"),
    }
    seen = {who: {name for name, pk in rows.items() if pk in Scope(by).audiences()} for who, by in readers.items()}
    assert seen == {
        "installation": {"lakes", "plains", "all", "ada", "nobody"}, "lakes": {"lakes"}, "officer": set(),
        "registrar": set(), "ada": {"ada"}, "ada's token": {"ada"}, "bo": set(), "without an account": set(),
    }  # fmt: skip


def test_a_delegation_sees_its_own_rows_about_seats_and_members_see_none(db):
    with reading_as(SYSTEM):
        set_scene()
    mine = _made(accounts_of("lakes"), RESTRICTED, ("eastshore",))
    body = _made(accounts_of("lakes"), RESTRICTED, ("lakes-council",))
    assert mine in Scope(FOCAL_POINT).audiences()
    assert mine not in Scope(OTHER_FOCAL_POINT).audiences()
    assert body not in Scope(OTHER_FOCAL_POINT).audiences()
