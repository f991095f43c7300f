"""What others did between the opening of a form and its act, to any of the rows that the act changes."""

import secrets

from django.db.models import Q

from kurultay.kit.acting.history import Entry, told
from kurultay.kit.acting.models import ChainHead, Change
from kurultay.kit.acting.stamps import sealed, unsealed


def opening() -> str:
    """A word for how far history has come, which only the installation can read. One statement.

    It is another one each time: two that were alike would tell that nothing happened between, hidden or not.
    """
    head = ChainHead._base_manager.filter(pk=1).values_list("number", flat=True).first() or 0
    salt = secrets.token_hex(8)
    return f"{salt}.{sealed(f'opening {salt}', head + 1)}"


def changed_since(opened: str, act: int) -> list[Entry]:
    """Acts of others, after a form was opened, on rows that the act in hand (its number) changed; in sight.

    Two statements, and those that tell where there are any. Nothing is said where `opened` is no word of `opening`.
    """
    salt, _dot, word = opened.partition(".")
    number = unsealed(f"opening {salt}", word)
    if number is None:
        return []
    rows = Change.objects.filter(act_id=act).exclude(before="{}").values_list("subject_type", "subject_id")
    touched = Q(pk__in=[])
    for kind, row in rows:
        touched |= Q(subject_type=kind, subject_id=row)
    since = Change.objects.filter(touched, act__number__gte=number).exclude(act_id=act)
    return told(since.order_by("-act__number", "n")) if touched.children else []
