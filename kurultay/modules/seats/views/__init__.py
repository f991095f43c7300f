"""Pages of sign-in, of one's own account, of an organisation's seats, and of accounts for administrators."""

from . import accounts, doors, own, seats

__all__ = ["accounts", "doors", "own", "seats"]
