"""Accounts and what opens them; seats, invitations to them, and tokens; the roles that a seat may have."""

from .accounts import Account, AccountEvent, Secret, Suspension, acts_of, as_address, digest_of
from .roles import ROLES, Role, role_of
from .sitting import Invitation, Seat, Token, holding, seats_that_count, sitting

__all__ = [
    "ROLES",
    "Account",
    "AccountEvent",
    "Invitation",
    "Role",
    "Seat",
    "Secret",
    "Suspension",
    "Token",
    "acts_of",
    "as_address",
    "digest_of",
    "holding",
    "role_of",
    "seats_that_count",
    "sitting",
]
