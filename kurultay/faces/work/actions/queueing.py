"""Putting letters into the queue, each key once for ever."""

from collections.abc import Iterable

from django.db import transaction

from kurultay.kit import clock
from kurultay.kit.letters import Letter

from ..models import Mail
from .sending import send_mail


def queue(letters: Iterable[Letter]) -> int:
    """Queue the letters whose keys are new, all or none of them; returns how many."""
    by_key = {letter.key: letter for letter in letters}
    now = clock.now()
    with transaction.atomic():
        known = set(Mail.objects.filter(key__in=by_key).values_list("key", flat=True))
        new = [(letter, letter.write()) for letter in by_key.values() if letter.key not in known]
        rows = [
            Mail(
                key=letter.key, about=letter.about, organisation=letter.to.organisation, address=letter.to.address,
                subject=said[0], text=said[1], next_at=now, queued_at=now,
            )
            for letter, said in new
            if said is not None
        ]  # fmt: skip
        Mail.objects.bulk_create(rows, ignore_conflicts=True)
        for mail in Mail.objects.filter(key__in=[row.key for row in rows]):
            send_mail.enqueue(mail.pk)
    return len(rows)
