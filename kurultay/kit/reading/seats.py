"""Readers and their seats: the public, a person who sits somewhere, the system under a name."""

from dataclasses import dataclass

KEEPING_ROLES = frozenset({"officer", "registrar"})  # seats that see and write everything their organisation keeps
PARTY_ROLES = frozenset({"focal-point", "delegate", "chair", "centre"})  # seats that see what their party may see


@dataclass(frozen=True)
class Seat:
    """A role at an organisation, for a party where the role has one; organisation and party are keys."""

    role: str
    organisation: str = ""
    party: str = ""


@dataclass(frozen=True)
class Reader:
    """Somebody who reads and acts. `kind` is public, person or system; `name` is what history shows."""

    kind: str
    name: str
    seats: tuple[Seat, ...] = ()
    account: str = ""

    @classmethod
    def person(cls, name: str, *seats: Seat, account: str = "") -> "Reader":
        """A signed-in person; sight is the union of the seats."""
        return cls("person", name, tuple(seats), account)

    @property
    def is_system(self) -> bool:
        """Whether this is the installation itself, which sees every row."""
        return self.kind == "system"

    def keeps(self, organisation: str) -> bool:
        """Whether this reader writes for `organisation` (a key; "" is the installation's own reference rows)."""
        return self.is_system or any(s.role in KEEPING_ROLES and s.organisation == organisation for s in self.seats)

    def parties_at(self, organisation: str) -> frozenset[str]:
        """Keys of the parties this reader sits for at an organisation (a key; "" is the installation: every seat)."""
        seats = (s for s in self.seats if s.role in PARTY_ROLES and organisation in ("", s.organisation))
        return frozenset(s.party for s in seats if s.party)
