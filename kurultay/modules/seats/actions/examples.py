"""Accounts of an example database: one of each role, with one password that the sign-in page tells."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from kurultay.kit.reading import Reader, reading_as, system
from kurultay.modules.seats.models import Account
from kurultay.record.parties.models import MEMBERSHIP, Role

from .accounts import suspend
from .sitting import seat

PASSWORD = "lighthouse-keeper"  # noqa: S105  # told on the sign-in page; for example databases alone
DOMAIN = "example.org"


def example_cast(organisation: str) -> list[Account]:
    """One account of each role at an organisation; nothing where anybody has an account already."""
    by = system("example")
    if Account.objects.exists():
        return []
    with reading_as(by):
        members = Role.objects.filter(of__key=organisation, kind__in=MEMBERSHIP).order_by("holder__key")
        parties = list(dict.fromkeys(members.values_list("holder__key", flat=True)))[:2]
    hashed = make_password(PASSWORD)
    made = [_account("administrator", "Example administrator", hashed)]
    seat(made[0], role="administrator", by=by)
    for role in ("officer", "registrar"):
        made.append(_account(role, f"Example {role}", hashed))
        seat(made[-1], role=role, organisation=organisation, by=by)
    for role, some in (("focal-point", parties), ("delegate", parties[:1]), ("chair", parties[1:])):
        for party in some:
            made.append(_account(f"{role}.{party}", f"Example {role.replace('-', ' ')} of {party}", hashed))
            seat(made[-1], role=role, organisation=organisation, party=party, by=by)
    return made


def _account(mail: str, name: str, hashed: str) -> Account:
    made = Account(key=Account.free_key(mail), mail=f"{mail}@{DOMAIN}", name=name, password=hashed, example=True)
    made.save()
    EmailAddress(user=made, email=made.mail, verified=True, primary=True).save()
    return made


def example_accounts() -> list[Account]:
    """The example accounts that may sign in; none where anybody else has an account."""
    if Account.objects.filter(example=False).exists():
        return []
    return [account for account in Account.objects.filter(example=True).order_by("id") if account.is_active]


def close_examples(*, reason: str) -> int:
    """Suspend all example accounts, as the first account that is none asks; says how many."""
    by: Reader = system("invitation")
    open_ones = [account for account in Account.objects.filter(example=True) if account.is_active]
    for account in open_ones:
        suspend(account, by=by, reason=reason)
    return len(open_ones)
