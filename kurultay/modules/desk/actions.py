"""What a person does on their own desk: follow, stop following, call it read, wish for mail. None of it is an act."""

from datetime import datetime

from django.core import signing

from kurultay.kit import clock
from kurultay.kit.rows import Record

from .models import Follow, Seen, Wish

STOPS = "desk.mail.stop"


def follow(account: str, thing: Record) -> None:
    """Hear of a thing from now on; nothing happens where it is followed already."""
    Follow.objects.get_or_create(
        account=account, subject_type=thing.type_name(), subject_id=thing.pk, defaults={"since_at": clock.now()}
    )


def unfollow(account: str, thing: Record) -> None:
    """Hear of a thing no more."""
    Follow.objects.filter(account=account, subject_type=thing.type_name(), subject_id=thing.pk).delete()


def call_read(account: str) -> None:
    """What is in the record now counts as read."""
    Seen.objects.update_or_create(account=account, defaults={"at": clock.now()})


def wish(account: str, *, every: str, lang: str = "") -> Wish:
    """Say how often the day comes by mail, "day", "week" or "never", and in which language ("" leaves that)."""
    changed = {"every": every} | ({"lang": lang} if lang else {})
    return Wish.objects.update_or_create(account=account, defaults=changed)[0]


def note_told(account: str, *, at: datetime, digest: str) -> None:
    """Note up to which instant a mail told the news, and what it said there is to do."""
    Wish.objects.update_or_create(account=account, defaults={"told_at": at, "told": digest})


def pass_for(account: str) -> str:
    """What a mail carries so that one click ends such mail, without signing in: it opens nothing else."""
    return signing.dumps(account, salt=STOPS)


def stopped_by(text: str) -> str:
    """The account whose mail this pass ends; "" for one that is none."""
    try:
        return str(signing.loads(text, salt=STOPS))
    except signing.BadSignature:
        return ""
