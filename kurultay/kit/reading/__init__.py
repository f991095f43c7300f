"""Who reads: a reader's scope, audiences, and rows that nobody above their clearance can reach.

Every query for a record row is made by somebody. Outside a scope it fails; inside, the condition
`audience IN (what this reader may see)` is part of the row's own table and of every join to it.
"""

from .readers import NobodyReads, Reader, Seat, current, public, reading_as, system

__all__ = ["NobodyReads", "Reader", "Seat", "current", "public", "reading_as", "system"]
