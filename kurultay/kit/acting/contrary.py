"""What an act wrote, on its way back: rows it made are withdrawn, values it changed are what they were before."""

import json
import uuid
from typing import Any

from django.apps import apps

from .chain import values_of
from .models import Change


def changes_of(ref: str) -> list[Change]:
    """What the act with this public name wrote, the last first, as far as it is in sight; nothing for no such act."""
    try:
        return list(Change.objects.filter(act__ref=uuid.UUID(ref)).order_by("-n"))
    except ValueError:
        return []


def row_of(change: Change) -> Any:
    """The row that a change is of, in sight; None where it is no longer."""
    return apps.get_model(change.subject_type).everything.filter(pk=change.subject_id).first()


def put_back(row: Any, change: Change) -> bool:
    """Give a row, unsaved, what it held before a change; False where it was changed again since."""
    before, after = json.loads(change.before), json.loads(change.after)
    if not before:
        row.withdrawn = True
        return True
    now = values_of(row)
    if any(now.get(name) != value for name, value in after.items()):
        return False
    columns = {f.attname: f for f in row._meta.concrete_fields}
    for name, value in before.items():
        setattr(row, name, columns[name].to_python(value))
    return True
