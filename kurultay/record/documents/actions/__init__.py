"""What happens to documents, and what parties do to them."""

from .drafting import involve, name, register, relate, set_out
from .instruments import accede, enter_into_force, ratify, reserve, sign, withdraw
from .steps import adopt, publish, supersede, table
from .transcribing import NUMBER, Paragraph, classify, transcribe

__all__ = [
    "NUMBER",
    "Paragraph",
    "accede",
    "adopt",
    "classify",
    "enter_into_force",
    "involve",
    "name",
    "publish",
    "ratify",
    "register",
    "relate",
    "reserve",
    "set_out",
    "sign",
    "supersede",
    "table",
    "transcribe",
    "withdraw",
]
