"""How an act is undone: the contrary verb, for which row, with which words."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from kurultay.kit.acting.models import Act, Change
from kurultay.kit.reading.models import Audience

from .fields import form_of


@dataclass(frozen=True)
class Undoing:
    """The act that would undo another."""

    verb: str
    row: Any
    words: dict[str, str] = field(default_factory=dict)


def undoing(act: Act) -> Undoing | None:
    """The contrary of an act, filled in: the trade's own verb where it has one, else the undoing of all that it wrote.

    None where nothing that it wrote is in sight.
    """
    changes = list(Change.objects.filter(act=act).order_by("n"))
    if not changes:
        return None
    change = changes[0]
    model: Any = apps.get_model(change.subject_type)
    row = model.everything.filter(pk=change.subject_id).first()
    if row is None:
        return None
    contrary, before = form_of(act.verb).undo, json.loads(change.before)
    whole = Undoing("kit.undo", row, {"act": str(act.ref)})
    if len(changes) > 1 and contrary != "kit.mark":
        return whole
    if not before:
        return Undoing("kit.withdraw", row)
    if contrary == "kit.correct":
        names = {f.attname: f for f in row._meta.concrete_fields if f.editable}
        changed = next((name for name in before if name in names), None)
        if changed is None:
            return whole
        return Undoing(contrary, row, {"field": names[changed].name, "value": _text(names[changed], before[changed])})
    if contrary == "kit.mark":
        held = Audience._base_manager.filter(pk=before.get("audience_id")).first()
        return (
            None if held is None else Undoing(contrary, row, {"marking": held.marking, "named": ", ".join(held.names)})
        )
    return Undoing(contrary, row) if contrary else whole


def _text(column: Any, value: Any) -> str:
    if value is None:
        return ""
    if column.is_relation:
        pointed = column.related_model.everything.filter(pk=value).first()
        return str(pointed.key) if pointed is not None else ""
    return str(value)


def undoing_of(ref: str) -> Undoing | None:
    """The same of the act with this public name, which its maker has just been given."""
    return undoing(Act._base_manager.get(ref=ref))
