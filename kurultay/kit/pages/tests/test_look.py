"""The stylesheet keeps its promises: contrast, weight, direction, and assets that are what the lock says."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

KIT = Path(__file__).resolve().parents[2]
ROOT = KIT.parents[1]
CSS = (KIT / "static/kit/kurultay.css").read_text()
PLAIN = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
DARK_AT = PLAIN.index("@media (prefers-color-scheme: dark)")
DARK_END = PLAIN.index("*, ::before")


def tokens(css: str) -> dict[str, dict[str, str]]:
    """Colours by accent class ("" = the default) of one colour scheme."""
    rules = re.findall(r":root(?:\.(accent-\w+))? \{([^}]*)\}", css)
    return {name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", body)) for name, body in rules}


LIGHT, DARK = tokens(PLAIN[:DARK_AT]), tokens(PLAIN[DARK_AT:DARK_END])
ACCENTS = sorted(LIGHT)
TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "quiet", "accent", "warn", "good", "bad") for ground in ("paper", "wash")),
    *(("ink", "accent-wash"), ("ink", "warn-wash"), ("ink", "bad-wash"), ("warn", "warn-wash"), ("bad", "bad-wash")),
    *(("paper", "accent"), ("paper", "bad"), ("paper", "ink"), ("warn", "paper")),
]


def contrast(one: str, two: str) -> float:
    """The contrast ratio of WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_text_is_readable_in_both_schemes_with_every_accent(scheme, accent):
    colours = scheme[""] | scheme[accent]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXT_PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
    assert contrast(colours["edge"], colours["paper"]) >= 3  # the border of what can be filled in, WCAG 1.4.11


def test_every_accent_has_both_schemes():
    assert sorted(DARK) == ACCENTS
    assert len(ACCENTS) >= 8


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_the_sheet_is_light():
    assert len(CSS.encode()) <= 32_000
    assert len(gzip.compress(CSS.encode())) <= 10_000


def test_only_logical_directions_are_used():
    physical = (
        r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|left|right|float)\s*:|text-align:\s*(?:left|right)"
    )
    assert re.findall(physical, PLAIN) == []


def test_nothing_comes_from_elsewhere():
    assert re.findall(r"https?://|data:|@import", PLAIN.replace('[href^="http"]', "")) == []
    named = set(re.findall(r'url\("([^"]+)"\)', PLAIN))
    assert {name for name in named if not (KIT / "static/kit" / name).exists()} == set()


def test_braces_balance():
    assert PLAIN.count("{") == PLAIN.count("}")


def test_every_asset_is_what_the_lock_says():
    lock = json.loads((ROOT / "tools/assets/assets.lock").read_text())
    found = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in lock["files"]}
    assert found == {name: entry["sha256"] for name, entry in lock["files"].items()}
    shipped = {str(path.relative_to(ROOT)) for path in (KIT / "static/kit/fonts").iterdir()}
    assert shipped <= set(lock["files"])
    assert all(entry["licence"] and entry["version"] for entry in lock["files"].values())


def test_font_files_are_small():
    sizes = {path.name: path.stat().st_size for path in (KIT / "static/kit/fonts").glob("*.woff2")}
    assert {name: size for name, size in sizes.items() if size > 40_000} == {}


@pytest.mark.parametrize("name", ["403.html", "404.html", "500.html"])
def test_an_error_page_needs_nothing(name):
    html = render_to_string(name, {})
    assert "<h1>" in html
    assert 'dir="ltr"' in html
    assert 'name="on"' not in html


def test_pages_have_no_inline_style_or_script():
    inline = r"""\sstyle=|<style|<script(?! src=| type="application/ld\+json">)|\son\w+="""
    for path in (KIT / "templates").rglob("*.html"):
        assert re.findall(inline, path.read_text()) == [], path.name


def mark(**values: str) -> str:
    return render_to_string("kit/source_mark.html", {"mark": values or None}).strip()


def test_a_source_mark_says_in_words_what_its_colour_says():
    said = re.compile(r"<[^>]+>")
    stated = {
        state: said.sub("", mark(state=state, text="", url="", label="Source:")).replace("Source: ", "").strip()
        for state in ("contradiction", "unsourced", "derived", "inferred")
    }
    assert stated == {
        "contradiction": "sources disagree",
        "unsourced": "unsourced",
        "derived": "derived",
        "inferred": "inferred",
    }
    assert mark() == ""
    assert mark(state="ok", text="F3 ¶4", url="/sources/f3", label="Source:") == (
        '<a class="src" href="/sources/f3"><span class="vh">Source: </span>F3 ¶4</a>'
    )


def test_the_date_bar_keeps_the_other_choices_and_offers_the_way_back():
    bar = {"on_text": "2012-02-17", "on_is_today": False, "carry": [("lang", "tr"), ("q", "a&b")]}
    html = render_to_string("kit/datebar.html", bar)
    assert 'value="2012-02-17"' in html
    assert '<input type="hidden" name="q" value="a&amp;b">' in html
    assert 'href="?lang=tr&amp;q=a%26b"' in html
    assert "Back to today" not in render_to_string("kit/datebar.html", bar | {"on_is_today": True})


def test_a_wrong_date_is_kept_and_named():
    html = render_to_string("kit/base.html", {"on_text": "31 Feb", "on_error": "No such day.", "on_is_today": True})
    assert 'value="31 Feb"' in html
    assert '<a href="#on">No such day.</a>' in html
    assert 'aria-invalid="true"' in html
