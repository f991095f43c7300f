"""Offer: accounts for an example database that holds nothing else."""

from .actions import PASSWORD, example_accounts, example_cast


def populate(organisation: str) -> str:
    """Make one account of each role at an organisation; gives a sentence for whoever started it, "" where none came."""
    made = example_cast(organisation)
    if not made:
        return ""
    return f"{len(made)} example accounts may sign in with the password {PASSWORD}; the sign-in page lists them."


def open_to_all() -> int:
    """How many accounts may sign in with a password that everybody knows."""
    return len(example_accounts())
