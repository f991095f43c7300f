"""What all pictures share: SVG that is escaped, takes its colours from the stylesheet and prints."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


def uid(*parts: object) -> str:
    """A name for gradients and patterns, the same for the same content and unlike any other on the page."""
    return "p" + hashlib.blake2b(repr(parts).encode(), digest_size=5).hexdigest()


def number(value: float) -> str:
    """A coordinate as short as it can be: at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def text_width(text: str, size: float = 12) -> float:
    """About how wide `text` stands in the sans face at `size` units; errs on the wide side: it only makes room."""
    units = 0.0
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.combining(char):
            continue
        if unicodedata.east_asian_width(char) in "WF":
            units += 1.0
        elif char in " .,:;'|·ijltfrI()[]":
            units += 0.34
        else:
            units += 0.72 if char.isupper() or "\u0400" <= char <= "\u052f" else 0.57
    return units * size


def clip(text: str, room: float, size: float = 12) -> str:
    """`text` if it fits into `room` units, else its beginning and an ellipsis."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def linked(url: str, inner: SafeString, says: str = "") -> SafeString:
    """`inner` as a link that `says` where it goes, or as it is where there is nowhere to go."""
    label = format_html(' aria-label="{}"', says) if says else ""
    return format_html('<a href="{}"{}>{}</a>', url, label, inner) if url else inner


def joined(parts: Iterable[SafeString]) -> SafeString:
    """The parts of a picture one after another."""
    return mark_safe("".join(parts))  # noqa: S308 - every part is already escaped


def shares(parts: Sequence[tuple[str, str, int]], width: int = 320) -> SafeString:
    """A bar of shares of a whole.

    `parts` are (class, label, count), the class one of good, accent, warn, bad, quiet.
    The bar says in words what it shows and stands beside a list of the same figures.
    """
    parts = [part for part in parts if part[2] > 0]
    whole = sum(count for _, _, count in parts)
    if not whole:
        return SafeString("")
    said = ", ".join(f"{label}: {count}" for _, label, count in parts)
    room = width - 2 * (len(parts) - 1)
    at, rects = 0.0, []
    for css, label, count in parts:
        size = room * count / whole
        rects.append((css, number(at), number(size), label, count))
        at += size + 2
    rect = '<rect class="{}" x="{}" width="{}" height="13" rx="1"><title>{}: {}</title></rect>'
    return format_html(
        '<svg class="shares" viewBox="0 0 {} 13" role="img" aria-label="{}" preserveAspectRatio="none">{}</svg>',
        *(width, said, format_html_join("", rect, rects)),
    )
