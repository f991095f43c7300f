"""Putting letters into the queue, each key once for ever."""

from collections.abc import Iterable

from django.db import transaction

from kurultay.kit import clock
from kurultay.kit.letters import Letter, written

from ..models import Mail
from .sending import send_mail


def queue(letters: Iterable[Letter]) -> int:
    """Queue the letters whose keys are new and that have something to say, all or none of them; returns how many.

    What they say is asked here only so that an empty mail is never queued; it is written again when it is sent.
    """
    by_key = {letter.key: letter for letter in letters}
    now = clock.now()
    with transaction.atomic():
        known = set(Mail.objects.filter(key__in=by_key).values_list("key", flat=True))
        new = [letter for letter in by_key.values() if letter.key not in known]
        rows = [
            Mail(
                key=letter.key, about=letter.about, organisation=to.organisation, address=to.address, role=to.role,
                party=to.party, account=to.account, writer=letter.writer, thing=letter.thing, next_at=now,
                queued_at=now,
            )
            for letter in new
            if written(letter.writer, letter.thing, to := letter.to) is not None
        ]  # fmt: skip
        Mail.objects.bulk_create(rows, ignore_conflicts=True)
        for mail in Mail.objects.filter(key__in=[row.key for row in rows]):
            send_mail.enqueue(mail.pk)
            if noted := by_key[mail.key].noted:
                noted()
    return len(rows)
