"""Boards of commitments: how they stand as of a day, then and now, as a page, as data and as a spreadsheet."""

from .pages import board_page, boards

__all__ = ["board_page", "boards"]
