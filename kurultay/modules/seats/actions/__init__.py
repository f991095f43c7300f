"""What happens to accounts and seats: invitations, seats taken and left, suspension, sessions, tokens."""

from .accounts import end_session, note, restore_account, suspend
from .examples import PASSWORD, close_examples, example_accounts, example_cast
from .inviting import accept, invitation_opened_by, invite, recall
from .sitting import seat, unseat
from .tokens import issue_token, revoke_token, token_of, used

__all__ = [
    "PASSWORD",
    "accept",
    "close_examples",
    "end_session",
    "example_accounts",
    "example_cast",
    "invitation_opened_by",
    "invite",
    "issue_token",
    "note",
    "recall",
    "restore_account",
    "revoke_token",
    "seat",
    "suspend",
    "token_of",
    "unseat",
    "used",
]
