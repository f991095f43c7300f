"""Readers and their seats: the public, a person who sits somewhere, the system under a name."""

from dataclasses import dataclass, field, replace

KEEPING_ROLES = frozenset({"officer", "registrar"})  # seats that see and write everything their organisation keeps
PARTY_ROLES = frozenset({"focal-point", "delegate", "chair", "centre"})  # seats that see what their party may see
ADMINISTRATOR = "administrator"  # the seat that keeps accounts and sees nothing more of the record
ACCOUNTS = "~"  # no key of an organisation begins with it: what stands behind it is the keeper of its accounts


OWN = ACCOUNTS + "@"  # and what stands behind this is an account that keeps rows of its own


def accounts_of(organisation: str) -> str:
    """The keeper of rows about accounts and seats at an organisation (a key; "" is the installation)."""
    return ACCOUNTS + organisation


def own_of(account: str) -> str:
    """The keeper of rows that are an account's own, such as its tokens."""
    return OWN + account


@dataclass(frozen=True)
class Seat:
    """A role at an organisation, for a party where the role has one; organisation and party are keys."""

    role: str
    organisation: str = ""
    party: str = ""

    def __str__(self) -> str:
        return f"{self.role}:{self.organisation}:{self.party}"


@dataclass(frozen=True)
class Reader:
    """Somebody who reads and acts. `kind` is public, person or system; `name` is what history shows."""

    kind: str
    name: str
    seats: tuple[Seat, ...] = ()
    account: str = ""
    reads_only: bool = False  # whoever came with a token that reads may do no act
    hand: Seat | None = field(default=None, compare=False)  # the seat from which an act is done

    @classmethod
    def person(cls, name: str, *seats: Seat, account: str = "", reads_only: bool = False) -> "Reader":
        """A signed-in person; sight is the union of the seats."""
        return cls("person", name, tuple(seats), account, reads_only)

    @property
    def is_system(self) -> bool:
        """Whether this is the installation itself, which sees every row."""
        return self.kind == "system"

    def keeps(self, organisation: str) -> bool:
        """Whether this reader writes for `organisation` (a key; "" is the installation's own reference rows)."""
        if organisation.startswith(OWN):
            return self.administers("") or (bool(self.own) and self.own == organisation.removeprefix(OWN))
        if organisation.startswith(ACCOUNTS):
            return self.administers(organisation.removeprefix(ACCOUNTS))
        return self.is_system or any(s.role in KEEPING_ROLES and s.organisation == organisation for s in self.seats)

    def sitting_in(self, seat: Seat) -> "Reader":
        """The same person as if they held this seat alone, and act from it."""
        return replace(self, seats=(seat,), hand=seat)

    @property
    def own(self) -> str:
        """The key of the account, whether a person signed in or came with one of its tokens (account/token)."""
        return self.account.partition("/")[0]

    def administers(self, organisation: str) -> bool:
        """Whether this reader keeps the accounts of `organisation`; who administers the installation keeps all."""
        seats = (s for s in self.seats if s.role == ADMINISTRATOR)
        return self.is_system or any(s.organisation in ("", organisation) for s in seats)

    def parties_at(self, organisation: str) -> frozenset[str]:
        """Keys of the parties this reader sits for at an organisation (a key; "" is the installation: every seat)."""
        seats = (s for s in self.seats if s.role in PARTY_ROLES and organisation in ("", s.organisation))
        return frozenset(s.party for s in seats if s.party)
