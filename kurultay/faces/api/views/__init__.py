"""The API: lists that apps offer, read by programs, and the page that describes them to people."""

from .entrance import absent, lists_there_are, reference

__all__ = ["absent", "lists_there_are", "reference"]
