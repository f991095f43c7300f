"""A timeline of periods by lane, with faded edges where a date is known only within bounds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kurultay.kit.pages.pictures import clip, joined, linked, number, text_width, uid

ROW, BAR, TOP, FOOT, SIZE = 28, 15, 22, 24, 12
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000)


class Days(Protocol):
    """A day or a stretch of days, both ends included: what a partial date is to a picture."""

    @property
    def earliest(self) -> date: ...
    @property
    def latest(self) -> date: ...


@dataclass(frozen=True)
class Bar:
    """One period: bounds of its first day and of the first day after it; `date.min` and `date.max` mean no bound."""

    since_earliest: date
    since_latest: date
    until_earliest: date
    until_latest: date
    title: str = ""
    url: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Lane:
    """One line of the picture with the name that stands before it."""

    label: str
    url: str = ""
    bars: Sequence[Bar] = field(default_factory=tuple)


@dataclass(frozen=True)
class _Scale:
    """Days to horizontal units, held inside the window drawn."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        day = min(max(day, self.first), self.last)
        return self.left + (self.right - self.left) * (day - self.first).days / max(1, (self.last - self.first).days)


def timeline(
    lanes: Sequence[Lane],
    on: Days | None,
    first: date | None = None,
    last: date | None = None,
    width: int = 720,
    *,
    title: str = "",
    on_label: str = "",
) -> SafeString:
    """The lanes as SVG, `width` units wide; `on` draws a line with `on_label` beside it. Empty with nothing to draw.

    With links in it the picture is a group, since what stands inside an image cannot be reached from the keyboard.
    """
    days = sorted(d for lane in lanes for bar in lane.bars for d in _known(bar))
    if on:
        days = sorted([*days, *(d for d in (on.earliest, on.latest) if date.min < d < date.max)])
    if not days and not (first and last):
        return SafeString("")
    pad = timedelta(days=max(30, (days[-1] - days[0]).days // 30)) if days else timedelta()
    start, end = first or _moved(days[0], -pad), last or _moved(days[-1], pad)
    gutter = min(width * 0.34, max((text_width(lane.label) for lane in lanes), default=0) + 14)
    scale = _Scale(start, max(end, start + timedelta(days=1)), gutter, width - 8)
    linking = any(lane.url or any(bar.url for bar in lane.bars) for lane in lanes)
    mark = uid(lanes, on_label, start, end)
    y, rows = TOP, []
    for lane in lanes:
        drawn, deep = _lane(lane, scale, y, mark)
        rows.append(drawn)
        y += ROW * deep
    return format_html(
        '<svg class="timeline" viewBox="0 0 {} {}" role="{}" direction="ltr" aria-label="{}">{}{}{}{}</svg>',
        *(width, y + FOOT, "group" if linking else "img", title),
        *(_fades(mark), _ticks(scale, y), joined(rows), _on(on, on_label, scale, y) if on else ""),
    )


def _known(bar: Bar) -> list[date]:
    return [d for d in (bar.since_earliest, bar.since_latest, bar.until_earliest, bar.until_latest) if _is_known(d)]


def _is_known(day: date) -> bool:
    """Whether a bound is a real day: the first two days of the calendar and its last stand for "no bound"."""
    return date(1, 1, 2) < day < date.max


def _moved(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def _fades(mark: str) -> SafeString:
    stops = '<stop class="f0" offset="0"/><stop class="f1" offset=".5"/><stop class="f2" offset="1"/>'
    return format_html(
        f'<defs><linearGradient id="{{m}}i">{stops}</linearGradient>'
        f'<linearGradient id="{{m}}o" x1="1" x2="0">{stops}</linearGradient></defs>',
        m=mark,
    )


def _lane(lane: Lane, scale: _Scale, y: int, mark: str) -> tuple[SafeString, int]:
    """The name and bars of a lane, and how many rows it takes: bars that hold at one time go below each other."""
    ends: list[date] = []
    bars = []
    for bar in sorted(lane.bars, key=lambda b: (b.since_latest, b.until_earliest)):
        begin, end = _core(bar)
        row = next((i for i, until in enumerate(ends) if until <= begin), len(ends))
        ends[row : row + 1] = [end]
        bars.append(_bar(bar, scale, y + ROW * row, mark))
    shown = clip(lane.label, scale.left - 8)
    whole = format_html("<title>{}</title>", lane.label) if shown != lane.label else ""
    name = linked(lane.url, format_html('<text x="0" y="{}">{}{}</text>', y + 12, shown, whole))
    return joined([name, *bars]), max(1, len(ends))


def _core(bar: Bar) -> tuple[date, date]:
    """The days for which a period is certain, or, where there are none, the middle of what is possible."""
    if bar.since_latest < bar.until_earliest:
        return bar.since_latest, bar.until_earliest
    middle = bar.until_earliest + (bar.since_latest - bar.until_earliest) / 2
    return middle, middle


def _bar(bar: Bar, scale: _Scale, y: int, mark: str) -> SafeString:
    begin, end = (scale.at(day) for day in _core(bar))
    low, high = scale.at(bar.since_earliest), scale.at(bar.until_latest)
    certain = bar.since_latest < bar.until_earliest
    parts = []
    if begin - low >= 1:
        parts.append((low, begin - low, f"url(#{mark}i)", ""))
    if certain:
        # a sliver is left between neighbours; what is shorter than it can be seen is still drawn
        parts.append((begin, max(2, end - begin - 1), "", "core"))
    if high - end >= 1:
        parts.append((end - (1 if certain else 0), high - end, f"url(#{mark}o)", ""))
    rects = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"{}/>',
        (
            (css or "fade", number(x), y, number(w), BAR, format_html(' fill="{}"', fill) if fill else "")
            for x, w, fill, css in parts
        ),
    )
    if bar.until_earliest == date.max and certain:
        x = scale.right
        rects += format_html('<path class="core" d="M{} {}l7 7.5-7 7.5z"/>', number(x - 1.5), y)
    strong = SafeString(' class="strong"') if bar.strong else ""
    titled = format_html("<g{}><title>{}</title>{}</g>", strong, bar.title, rects)
    return linked(bar.url, titled, bar.title)


def _ticks(scale: _Scale, bottom: int) -> SafeString:
    """Lines and numbers of years, as many as stand without touching; of months when the window is short."""
    span = (scale.last - scale.first).days
    most = max(2, int((scale.right - scale.left) / 56))
    if span / 365.25 < 1.5:
        step = next(s for s in (1, 2, 3, 6, 12) if span / 30.4 / s <= most)
        months = [(m // 12, m % 12 + 1) for m in range(scale.first.year * 12, scale.last.year * 12 + 12, step)]
        marks = [(date(y, m, 1), f"{y:04}-{m:02}") for y, m in months if y]
    else:
        step = next(s for s in STEPS if span / 365.25 / s <= most)
        begin = -(-scale.first.year // step) * step
        marks = [(date(y, 1, 1), str(y)) for y in range(max(begin, 1), scale.last.year + 1, step)]
    shown = [(number(scale.at(d)), text) for d, text in marks if scale.first <= d <= scale.last]
    grid = format_html('<path class="grid" d="{}"/>', "".join(f"M{x} {TOP - 6}V{bottom}" for x, _ in shown))
    tick = '<text class="q" x="{}" y="{}" text-anchor="middle">{}</text>'
    return grid + format_html_join("", tick, ((x, bottom + 17, text) for x, text in shown))


def _on(on: Days, label: str, scale: _Scale, bottom: int) -> SafeString:
    """The line of the day asked for: a band when it is a month or a year; nothing when it lies outside the window."""
    if on.latest < scale.first or on.earliest > scale.last:
        return SafeString("")
    low, high = scale.at(on.earliest), scale.at(_moved(on.latest, timedelta(days=1)))
    size = max(1.5, high - low if on.latest > on.earliest else 0)
    right = low + size + 4 + text_width(label) > scale.right
    return format_html(
        '<g class="on"><rect x="{}" y="4" width="{}" height="{}"{}/><text x="{}" y="13"{}>{}</text></g>',
        *(number(low), number(size), bottom, SafeString(' class="band"') if size > 1.5 else ""),
        *(number(low - 4 if right else low + size + 4), SafeString(' text-anchor="end"') if right else "", label),
    )
