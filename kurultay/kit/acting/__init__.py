"""Who acts: named acts, their history, and its chain."""

from .acts import Refused, act, may, verbs, why_not
from .writing import NoAct

__all__ = ["NoAct", "Refused", "act", "may", "verbs", "why_not"]
