"""System checks: the guards of the database stand."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from kurultay.kit.databases import missing


def guards_stand(app_configs: Any, databases: Iterable[str] | None = None, **more: Any) -> Sequence[CheckMessage]:
    """An error for each missing guard of a database that exists and is migrated; nothing otherwise.

    Registered under the tag `database`, so that `check --database default` asks it and plain commands do not.
    """
    if connection.alias not in (databases or ()):
        return []
    try:
        plan = MigrationExecutor(connection)
        lost = [] if plan.migration_plan(plan.loader.graph.leaf_nodes()) else missing()
    except DatabaseError:  # there is no database yet, or nobody answers
        return []
    hint = "Run `kurultay migrate`, which puts it back."
    return [Error(f"The database lost its guard {name}.", hint=hint, id="kurultay.E001") for name in lost]
