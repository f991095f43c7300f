"""A map of countries by role, cropped to where they are; shapes are drawn from world.json beside this file."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kurultay.kit.pages.pictures import joined, uid

Point = tuple[float, float]
Ring = Sequence[Point]
Box = tuple[float, float, float, float]

WIDTH = 1440  # units across: half a pixel each at the width of a column
WHOLE = 11  # the meridian of a map of the whole Earth: it cuts through the Bering Strait and no country
FAR = math.radians(80)  # how far from the middle a country may lie before it is named below the map instead
DOT = 9  # radius of a country too small to see
EARTH = (1.340264, -0.081106, 0.000893, 0.003796)  # Šavrič, Patterson, Jenny: The Equal Earth map projection (2018)
# One texture for each place in the list of groups, so that a map in grey still tells them apart.
TEXTURES = (
    "",
    '<path d="M-4 4l8-8M0 16L16 0M12 20l8-8"/>',
    '<circle cx="4" cy="4" r="2.4"/><circle cx="12" cy="12" r="2.4"/>',
    '<path d="M0 8h16M8 0v16"/>',
)


@lru_cache(maxsize=1)
def _world() -> dict[str, Any]:
    """Outlines in degrees by ISO alpha-3 code, and the dots of small countries."""
    raw = json.loads(Path(__file__).with_name("world.json").read_text())
    arcs = []
    for flat in raw["arcs"]:
        x = y = 0
        arc = []
        for i in range(0, len(flat), 2):
            x, y = x + flat[i], y + flat[i + 1]
            arc.append((x / raw["steps"], y / raw["steps"]))
        arcs.append(arc)
    shapes = {
        code: [[p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])] for ring in rings]
        for code, rings in raw["shapes"].items()
    }
    return {"shapes": shapes, "dots": {code: tuple(dot) for code, dot in raw["dots"].items()}}


def equal_earth(lon: float, lat: float) -> Point:
    """Degrees east of the middle meridian and degrees north to the plane, in radii of the Earth, y downwards."""
    a1, a2, a3, a4 = EARTH
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    t2, t6 = t * t, t**6
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(t) / (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1))
    return x, -t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


def _unbroken(ring: Ring, middle: float) -> list[Point]:
    """A ring in degrees from the meridian `middle`, in one piece where it crosses the far side of the Earth."""
    out, last = [], (ring[0][0] - middle + 180) % 360 - 180
    for lon, lat in ring:
        last += (lon - middle - last + 180) % 360 - 180
        out.append((last, lat))
    return out


def _plane(ring: Ring, middle: float) -> list[Point]:
    return [equal_earth(lon, lat) for lon, lat in _unbroken(ring, middle)]


@lru_cache(maxsize=16)
def _drawn(middle: int) -> dict[str, list[list[Point]]]:
    return {code: [_plane(ring, middle) for ring in rings] for code, rings in _world()["shapes"].items()}


def _box(points: Sequence[Point]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _span(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _centre(code: str) -> float:
    """The longitude of the middle of a country's main body, in radians."""
    rings = _world()["shapes"].get(code) or [[_world()["dots"][code]]]
    box = max((_box(_unbroken(ring, 0)) for ring in rings), key=_span)
    return math.radians((box[0] + box[2]) / 2)


def _middle(codes: Sequence[str]) -> tuple[int, list[str]]:
    """The meridian that countries lie round, to ten degrees, and the few that lie too far from it to be shown."""
    lons = {code: _centre(code) for code in codes}
    x, y = sum(map(math.cos, lons.values())), sum(map(math.sin, lons.values()))
    if math.hypot(x, y) < 0.45 * len(codes):
        return WHOLE, []
    mean = math.atan2(y, x)
    far = [code for code, lon in lons.items() if math.cos(lon - mean) < math.cos(FAR)]
    return round(math.degrees(mean) / 10) * 10, far if len(far) * 5 <= len(codes) else []


def _body(code: str, middle: int) -> Box:
    """The box of a country's main body on the plane."""
    rings = _drawn(middle).get(code)
    return max((_box(ring) for ring in rings), key=_span) if rings else _box(_plane([_world()["dots"][code]], middle))


def _view(codes: Sequence[str], middle: int) -> Box:
    """The part of the plane that shows the main body of each country, with a margin and a shape that suits a column."""
    boxes = [_body(code, middle) for code in codes]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    margin = 0.06 * max(right - left, bottom - top, 0.2)
    left, top, right, bottom = left - margin, top - margin, right + margin, bottom + margin
    wide, high = right - left, bottom - top
    grow_x, grow_y = max(0.0, high / 0.8 - wide) / 2, max(0.0, wide * 0.45 - high) / 2
    return left - grow_x, top - grow_y, right + grow_x, bottom + grow_y


def _cut(ring: Ring, box: Box) -> list[Point]:
    """A ring without what lies beyond the view (Sutherland and Hodgman), so that a page carries only what it shows."""
    points = list(ring)
    for axis, sign, edge in ((0, 1, box[0]), (1, 1, box[1]), (0, -1, box[2]), (1, -1, box[3])):
        kept: list[Point] = []
        for a, b in zip(points[-1:] + points[:-1], points, strict=True):
            inside_a, inside_b = sign * (a[axis] - edge) >= 0, sign * (b[axis] - edge) >= 0
            if inside_a != inside_b:
                part = (edge - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
            if inside_b:
                kept.append(b)
        points = kept
    return points


def _path(rings: Sequence[Ring], view: Box) -> str:
    """Rings as the `d` of a path in whole units; points that fall on one unit are drawn once, specks not at all."""
    unit = WIDTH / (view[2] - view[0])
    edge = 6 / unit
    beyond = (view[0] - edge, view[1] - edge, view[2] + edge, view[3] + edge)
    out = []
    for ring in rings:
        last: tuple[int, int] | None = None
        steps: list[str] = []
        for x, y in _cut(ring, beyond):
            here = (round((x - view[0]) * unit), round((y - view[1]) * unit))
            if here != last:
                steps.append(f"{here[0] - last[0]} {here[1] - last[1]}" if last else f"M{here[0]} {here[1]}l")
            last = here
        if len(steps) > 2:
            out.append(steps[0] + " ".join(steps[1:]).replace(" -", "-") + "z")
    return "".join(out)


@lru_cache(maxsize=64)
def _paths(middle: int, view: Box, codes: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """The `d` of all other land, and of each country named; kept, since it is nearly all the work of a map."""
    shapes = _drawn(middle)
    land = "".join(_path(rings, view) for code, rings in shapes.items() if code not in codes)
    return land, {code: _path(shapes[code], view) for code in codes if code in shapes}


def world_map(
    groups: Sequence[tuple[str, str, Sequence[str]]], title: str, names: Mapping[str, str] | None = None
) -> SafeString:
    """A figure with the countries of each group painted, a legend and a caption.

    `groups` are (class, label, ISO alpha-3 codes), at most four; a country in several takes the last.
    `names` gives the words for codes. Codes without a place on the map are left out; without any, the answer is empty.
    """
    known = _world()["shapes"].keys() | _world()["dots"].keys()
    role = {code: place for place, (_, _, codes) in enumerate(groups) for code in codes if code in known}
    if not role:
        return SafeString("")
    middle, far = _middle(sorted(role))
    codes = [code for code in sorted(role) if code not in far]
    view, mark = _view(codes, middle), uid(title, groups)
    land, paths = _paths(middle, view, tuple(codes))
    names = names or {}
    away = ", ".join(names.get(code, code) for code in far)
    drawn = {code: _country(names.get(code, code), _body(code, middle), view, paths.get(code, "")) for code in codes}
    painted = joined(
        format_html(
            '<g class="{} g{}"{}>{}</g>',
            *(css, place, _fill(mark, place), joined(drawn[code] for code in codes if role[code] == place)),
        )
        for place, (css, _, _) in enumerate(groups)
    )
    legend = format_html_join(
        "",
        '<li><svg viewBox="0 0 36 24" width="22" height="15" aria-hidden="true">'
        '<rect class="{} g{}" x="1" y="1" width="34" height="22"{}/></svg>{}</li>',
        ((css, place, _fill(mark, place), label) for place, (css, label, _) in enumerate(groups)),
    )
    return format_html(
        '<figure class="map"><svg viewBox="0 0 {} {}" role="img" aria-label="{}"><defs>{}</defs>'
        '<path class="land" d="{}"/>{}</svg><ul class="legend">{}</ul><figcaption>{} {}</figcaption></figure>',
        *(WIDTH, round((view[3] - view[1]) * WIDTH / (view[2] - view[0])), title, _patterns(mark, len(groups))),
        *(land, painted, legend, gettext("Beyond this map: %(names)s.") % {"names": away} if away else ""),
        gettext("Shapes are illustrative, from Natural Earth 1:110m, and state no view on any border."),
    )


def _country(name: str, box: Box, view: Box, path: str) -> SafeString:
    """A painted country: its shape, and a dot where the shape would hardly be seen or is not known."""
    unit = WIDTH / (view[2] - view[0])
    drawn = format_html('<path d="{}"/>', path) if path else SafeString("")
    if math.hypot(box[2] - box[0], box[3] - box[1]) * unit < 2 * DOT:
        x, y = ((box[0] + box[2]) / 2 - view[0]) * unit, ((box[1] + box[3]) / 2 - view[1]) * unit
        drawn += format_html('<circle cx="{}" cy="{}" r="{}"/>', round(x), round(y), DOT)
    return format_html("<g><title>{}</title>{}</g>", name, drawn)


def _fill(mark: str, place: int) -> SafeString:
    return format_html(' fill="url(#{}{})"', mark, place) if 0 < place < len(TEXTURES) else SafeString("")


def _patterns(mark: str, count: int) -> SafeString:
    return joined(
        format_html(
            '<pattern id="{}{}" class="tex" width="16" height="16" patternUnits="userSpaceOnUse">'
            '<rect width="16" height="16"/>{}</pattern>',
            *(mark, place, SafeString(TEXTURES[place])),
        )
        for place in range(1, min(count, len(TEXTURES)))
    )
