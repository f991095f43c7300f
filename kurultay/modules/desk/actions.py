"""What a person does on their own desk: follow, stop following, call everything read. None of it is an act."""

from kurultay.kit import clock
from kurultay.kit.rows import Record

from .models import Follow, Seen


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
