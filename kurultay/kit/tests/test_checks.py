"""Guards that a database lost are noticed by `check`, and `migrate` puts them back."""

from collections.abc import Iterator

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import connection

from kurultay.kit import databases
from kurultay.kit.checks import guards_stand
from kurultay.record.parties.models import Party


@pytest.fixture
def lost(committed: None) -> Iterator[None]:
    """SQLite drops the triggers of a table that is altered; PostgreSQL keeps them, so there one is dropped by hand."""
    with connection.schema_editor() as editor:
        field = Party._meta.get_field("seat")
        if connection.vendor == "sqlite":
            editor._remake_table(Party, alter_fields=[(field, field)])
        else:
            name = next(n for n, table in databases._present().items() if n.startswith("parties_party_keep"))
            editor.execute(f'DROP TRIGGER "{name}" ON parties_party')
    yield
    databases.install()


def test_lost_guards_are_noticed_and_migrate_puts_them_back(lost: None) -> None:
    assert databases.missing() == ["parties_party_keep"]
    [error] = run_checks(tags=[Tags.database], databases=["default"])
    assert (error.id, error.msg) == ("kurultay.E001", "The database lost its guard parties_party_keep.")
    assert guards_stand(None, databases=None) == []
    call_command("migrate", verbosity=0)
    assert (databases.missing(), guards_stand(None, databases=["default"])) == ([], [])
