"""The people of seats: each with an account, a password and the seats that the story needs."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from kurultay.kit.reading import reading_as
from kurultay.modules.seats import actions
from kurultay.modules.seats.models import Account, Invitation, Seat
from tests.cast import SYSTEM, Scene, scene, stage
from tests.conftest import committed

__all__ = ["committed", "scene", "stage"]

PASSWORD = "seven herons stand still"
Maker = Callable[..., Account]


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    """Hashes that cost nothing, letters in memory, and nothing counted from the test before."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.KURULTAY_SECOND_STEP = []  # test_second_step is about it
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def account(scene: Scene) -> Maker:
    """Makes an account with seats: (role, organisation, party) each."""

    def make(name: str, *seats: tuple[str, ...]) -> Account:
        made = Account(key=name, mail=f"{name}@example.org", name=name.replace("-", " "))
        made.set_password(PASSWORD)
        made.save()
        EmailAddress(user=made, email=made.mail, verified=True, primary=True).save()
        for role, organisation, party in ((*seat, "", "")[:3] for seat in seats):
            actions.seat(made, role=role, organisation=organisation, party=party, by=SYSTEM)
        return made

    return make


@pytest.fixture
def root(account: Maker) -> Account:
    """The administrator of the installation."""
    return account("root", ("administrator",))


@pytest.fixture
def keeper(account: Maker) -> Account:
    """The administrator of the Lakes."""
    return account("keeper", ("administrator", "lakes"))


@pytest.fixture
def east(account: Maker) -> Account:
    """The focal point of Eastshore at the Lakes."""
    return account("east", ("focal-point", "lakes", "eastshore"))


@pytest.fixture
def officer(account: Maker) -> Account:
    """An officer of the Lakes."""
    return account("officer", ("officer", "lakes"))


def sits(one: Account) -> Any:
    """The account as a reader with the seats it holds today."""
    from kurultay.modules.seats.models import sitting

    return one.reader(*sitting(one))


def browser(one: Account) -> Client:
    """A browser in which somebody has signed in with their password."""
    client = Client()
    answer = client.post("/account/sign-in", {"login": one.mail, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def secret_in(letter: Any) -> str:
    """The secret of the invitation in a letter."""
    return str(letter.body).split("/account/invitation/")[1].split()[0]


def seats_of(one: Account) -> list[Seat]:
    """Every seat an account ever had."""
    with reading_as(SYSTEM):
        return list(Seat.everything.filter(account=one).order_by("id"))


def invitations() -> list[Invitation]:
    """Every invitation."""
    with reading_as(SYSTEM):
        return list(Invitation.everything.order_by("id"))
