"""Rebuilds every shipped asset (fonts, map shapes) from its published package and writes assets.lock.

Needs node's npm and, in an environment of its own, `pip install fonttools==4.68.0 brotli==1.2.1`.
Run `python tools/assets/refresh.py` from the root of the source tree; then look at what changed and commit it.
"""

import hashlib
import json
import math
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[2]
LOCK = Path(__file__).with_name("assets.lock")
FONTS = ROOT / "kurultay/kit/static/kit/fonts"
FONT_LICENCE = FONTS / "LICENSE-OFL.txt"
WORLD = ROOT / "kurultay/kit/pages/world.json"
WORLD_LICENCE = WORLD.with_name("world.LICENSE.txt")

# name: exact version, licence
PACKAGES = {
    "@fontsource-variable/noto-sans": ("5.3.0", "OFL-1.1"),
    "@fontsource-variable/noto-serif": ("5.3.0", "OFL-1.1"),
    "@fontsource-variable/noto-sans-arabic": ("5.3.0", "OFL-1.1"),
    "world-atlas": ("2.0.2", "ISC; shapes by Natural Earth, public domain"),
    "i18n-iso-countries": ("7.14.0", "MIT"),
}

# What each file keeps. Two weights (400 to 600) and no other axis: the pages use no more.
LATIN_EXT = "0100-017F,018F,0192,0259,019F,01B5-01B6,01E6-01E7,01F4-01F5,0275,02B9-02BA,02BD-02BF,1E00-1E9F,20BA,20BC"
CYRILLIC_EXT = "0460-0461,0472-0473,0490-04FF,0510-0513,20B8,20BD"
ARABIC = "0600-06FF,200C-200F,FD3E-FD3F,FDFC"
SANS, SERIF, ARABIC_SANS = (f"@fontsource-variable/noto-{face}" for face in ("sans", "serif", "sans-arabic"))
CUTS = [  # our file, package, its file, code points kept ("" = all it has)
    ("noto-sans-latin", SANS, "noto-sans-latin", ""),
    ("noto-sans-latin-ext", SANS, "noto-sans-latin-ext", LATIN_EXT),
    ("noto-sans-cyrillic", SANS, "noto-sans-cyrillic", ""),
    ("noto-sans-cyrillic-ext", SANS, "noto-sans-cyrillic-ext", CYRILLIC_EXT),
    ("noto-serif-latin", SERIF, "noto-serif-latin", ""),
    ("noto-serif-latin-ext", SERIF, "noto-serif-latin-ext", LATIN_EXT),
    ("noto-serif-cyrillic", SERIF, "noto-serif-cyrillic", ""),
    ("noto-serif-cyrillic-ext", SERIF, "noto-serif-cyrillic-ext", CYRILLIC_EXT),
    ("noto-sans-arabic", ARABIC_SANS, "noto-sans-arabic-arabic", ARABIC),
]
FEATURES = "kern mark mkmk ccmp locl liga rlig init medi fina isol calt lnum tnum"

# Shapes of Natural Earth that carry no ISO number, under ISO 3166 user-assigned codes.
UNNUMBERED = {"N. Cyprus": "XNC", "Somaliland": "XSL", "Kosovo": "XKX"}
ABSENT = {"TUV": [179.2, -8.5]}  # countries in neither edition of the shapes: longitude, latitude
STEPS = 20  # steps per degree in world.json


def fetch(work: Path) -> dict[str, dict[str, str]]:
    """Unpacks each package under `work`; answers what was fetched with its SHA-256."""
    got = {}
    for name, (version, licence) in PACKAGES.items():
        command = ["npm", "pack", "--silent", f"{name}@{version}"]
        done = subprocess.run(command, cwd=work, check=True, capture_output=True, text=True)
        ball = work / done.stdout.split()[-1]
        with tarfile.open(ball) as tar:
            tar.extractall(work / name, filter="data")
        got[name] = {"version": version, "licence": licence, "sha256": hashlib.sha256(ball.read_bytes()).hexdigest()}
    return got


def code_points(text: str) -> set[int]:
    """The code points of a CSS-like list, such as `0100-017F,0259`."""
    ends = [part.split("-") for part in text.split(",")]
    return {code for pair in ends for code in range(int(pair[0], 16), int(pair[-1], 16) + 1)}


def cut_font(source: Path, target: Path, keep: str) -> None:
    """Writes `source` with weights 400 to 600 and only the wanted code points."""
    font = TTFont(source)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES.split()
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points(keep) if keep else set(font.getBestCmap()))
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": (400, 400, 600)}, inplace=True)
    font.flavor = "woff2"
    font["head"].modified = font["head"].created  # the same input gives the same bytes
    font.recalcTimestamp = False
    font.save(target)


def rings_of(shape: dict[str, Any]) -> list[list[int]]:
    """The outer rings of a TopoJSON geometry as lists of arc numbers (holes are left to the countries in them)."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [polygon[0] for polygon in polygons]


def degrees(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs of a quantised TopoJSON as longitudes and latitudes."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    return arcs


def flat(points: list[tuple[float, float]]) -> list[int]:
    """An arc as first point and differences, in STEPS per degree, without repeated points."""
    out: list[int] = []
    last = (0, 0)
    for lon, lat in points:
        here = (round(lon * STEPS), round(lat * STEPS))
        if here != last or not out:
            out += [here[0] - last[0], here[1] - last[1]]
        last = here
    return out


def middle(points: list[tuple[float, float]]) -> list[float]:
    """The middle of the box of an outline, in degrees: exact enough for a dot."""
    lons, lats = zip(*points, strict=True)
    return [round((min(lons) + max(lons)) / 2, 1), round((min(lats) + max(lats)) / 2, 1)]


def reach(points: list[tuple[float, float]]) -> float:
    """How far an outline reaches, in degrees."""
    lons, lats = zip(*points, strict=True)
    return math.hypot(max(lons) - min(lons), max(lats) - min(lats))


def build_world(work: Path) -> None:
    """Writes world.json: outlines at 1:110m by ISO alpha-3 code, and a dot for every country too small for one."""
    alpha3 = {row[2]: row[1] for row in json.loads((work / "i18n-iso-countries/package/codes.json").read_text())}
    coarse = json.loads((work / "world-atlas/package/countries-110m.json").read_text())
    fine = json.loads((work / "world-atlas/package/countries-50m.json").read_text())

    def code(shape: dict[str, Any]) -> str:
        return alpha3.get(shape.get("id", ""), "") or UNNUMBERED.get(shape["properties"]["name"], "")

    shapes = {code(s): rings_of(s) for s in coarse["objects"]["countries"]["geometries"] if code(s) not in ("", "ATA")}
    arcs, dots = degrees(fine), dict(ABSENT)
    for shape in fine["objects"]["countries"]["geometries"]:
        if code(shape) not in ("", "ATA", *shapes):
            outlines = [[p for i in ring for p in arcs[i if i >= 0 else ~i]] for ring in rings_of(shape)]
            dots[code(shape)] = middle(max(outlines, key=reach))
    kept = [flat(arc) for arc in degrees(coarse)]
    world = {"steps": STEPS, "arcs": kept, "shapes": dict(sorted(shapes.items())), "dots": dict(sorted(dots.items()))}
    WORLD.write_text(json.dumps(world, separators=(",", ":")) + "\n")


def main() -> None:
    """Fetches, cuts, converts and writes the lock."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        packages = fetch(work)
        for file, package, source, keep in CUTS:
            cut_font(work / package / f"package/files/{source}-wght-normal.woff2", FONTS / f"{file}.woff2", keep)
        licences = [(work / name / "package/LICENSE").read_text() for name in (SANS, SERIF, ARABIC_SANS)]
        owners = dict.fromkeys(text.split("\n", 1)[0] for text in licences)
        FONT_LICENCE.write_text("\n".join(owners) + "\n" + licences[0].split("\n", 1)[1])
        shutil.copyfile(work / "world-atlas/package/LICENSE", WORLD_LICENCE)
        build_world(work)
    made = {FONTS / f"{file}.woff2": package for file, package, _, _ in CUTS}
    made |= {FONT_LICENCE: SANS, WORLD: "world-atlas", WORLD_LICENCE: "world-atlas"}
    files = {
        str(path.relative_to(ROOT)): {
            "from": package,
            "version": PACKAGES[package][0],
            "licence": PACKAGES[package][1],
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path, package in made.items()
    }
    LOCK.write_text(json.dumps({"packages": packages, "files": files}, indent=1) + "\n")
    sys.stdout.write(f"{len(files)} files written\n")


if __name__ == "__main__":
    main()
