"""Counts at the ends of years as columns, each split by what stands how."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kurultay.kit.pages.pictures import joined, number

HEIGHT, TOP, FOOT, GAP = 150, 18, 22, 1.5
Column = tuple[str, Sequence[tuple[str, str, int]]]


def stacks(columns: Sequence[Column], width: int = 720, *, title: str = "") -> SafeString:
    """The columns as SVG. A column is its label and parts (class, label, count), the first at the foot.

    Stands beside a table of the same figures. Empty where nothing is counted.
    """
    most = max((sum(count for _c, _l, count in parts) for _label, parts in columns), default=0)
    if not most:
        return SafeString("")
    room = width / len(columns)
    bar = min(56.0, room * 0.72)
    drawn = [_column(*column, room * place + (room - bar) / 2, bar, most) for place, column in enumerate(columns)]
    return format_html(
        '<svg class="stacks shares" viewBox="0 0 {} {}" role="img" direction="ltr" aria-label="{}">{}'
        '<path class="foot" d="M0 {}H{}"/></svg>',
        *(width, TOP + HEIGHT + FOOT, title, joined(drawn), TOP + HEIGHT, width),
    )


def _column(label: str, parts: Sequence[tuple[str, str, int]], x: float, bar: float, most: int) -> SafeString:
    y = float(TOP + HEIGHT)
    rects = []
    for css, words, count in parts:
        size = HEIGHT * count / most
        y -= size
        rects.append((css, number(x), number(y), number(bar), number(max(0.5, size - GAP)), words, count))
    rect = '<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}: {}</title></rect>'
    middle = number(x + bar / 2)
    return format_html(
        '<g>{}<text x="{}" y="{}" text-anchor="middle">{}</text><text class="q" x="{}" y="{}" text-anchor="middle">{}'
        "</text></g>",
        *(format_html_join("", rect, rects), middle, number(y - 5), sum(count for _c, _w, count in parts)),
        *(middle, TOP + HEIGHT + 16, label),
    )
