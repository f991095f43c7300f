"""The search page, and suggestions while somebody types."""

from .page import search
from .suggesting import suggestions

__all__ = ["search", "suggestions"]
