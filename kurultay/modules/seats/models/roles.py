"""The roles a seat may have, each with a sentence for people."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """What somebody does from a seat: its key in sight and rules, its words, and what the seat has to name."""

    key: str
    label: str
    sentence: str
    needs_party: bool = False
    needs_subject: str = ""  # the noun that the seat is for: a meeting, a mission


ROLES = (
    Role("administrator", _("Administrator"), _("Keeps accounts and seats, and sees nothing more of the record.")),
    Role("registrar", _("Registrar"), _("Corrects the record that an organisation keeps.")),
    Role("officer", _("Officer"), _("Works for the secretariat: sees and writes what the organisation keeps.")),
    Role("chair", _("Chair"), _("Presides for a party, and sees what the party may see."), needs_party=True),
    Role("focal-point", _("Focal point"), _("Speaks for a party and invites its colleagues."), needs_party=True),
    Role("delegate", _("Delegate"), _("Sits for a party and sees what the party may see."), needs_party=True),
    Role("centre", _("Centre"), _("Works for a research centre and sees what it may see."), needs_party=True),
    Role("observer", _("Observer"), _("Takes part in one mission."), needs_subject="mission"),
    Role("guest", _("Guest"), _("Takes part in one meeting."), needs_subject="meeting"),
)
_BY_KEY = {role.key: role for role in ROLES}


def role_of(key: str) -> Role | None:
    """The role with this key."""
    return _BY_KEY.get(key)
