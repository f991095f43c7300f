"""Pages of parties, roles and catalogues."""

from .catalogues import catalogue, catalogue_history, catalogue_matrix, catalogue_sources
from .lists import parties
from .party import party, party_history, party_sources
from .roles import role, role_history, role_sources

__all__ = [
    "catalogue",
    "catalogue_history",
    "catalogue_matrix",
    "catalogue_sources",
    "parties",
    "party",
    "party_history",
    "party_sources",
    "role",
    "role_history",
    "role_sources",
]
