"""The script a text is written in and the direction it runs (ISO 15924 codes)."""

import unicodedata
from collections import Counter

# The first word of a letter's Unicode name.  Han letters do not tell Simplified from Traditional: a language tag does.
_SCRIPTS: dict[str, str] = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "GREEK": "Grek", "HEBREW": "Hebr", "ARMENIAN": "Armn",
    "GEORGIAN": "Geor", "CJK": "Hans", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "HANGUL": "Kore", "MONGOLIAN": "Mong",
    "DEVANAGARI": "Deva", "BENGALI": "Beng", "GURMUKHI": "Guru", "SINHALA": "Sinh", "TAMIL": "Taml", "THAI": "Thai",
    "LAO": "Laoo", "KHMER": "Khmr", "MYANMAR": "Mymr", "TIBETAN": "Tibt", "ETHIOPIC": "Ethi", "SYRIAC": "Syrc",
    "THAANA": "Thaa", "NKO": "Nkoo",
}  # fmt: skip
_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Samr", "Mand"})
NO_SCRIPT = "Zyyy"


def script_of(text: str) -> str:
    """The script of most letters, the first one met if they are even; NO_SCRIPT for a text without known letters.

    Han letters count as `Hans`, except beside Japanese kana (`Jpan`).
    """
    found = Counter(
        _SCRIPTS[first]
        for char in unicodedata.normalize("NFKC", text)
        if char.isalpha() and (first := unicodedata.name(char, "").split(" ")[0].split("-")[0]) in _SCRIPTS
    )
    if found["Jpan"]:
        found["Jpan"] += found.pop("Hans", 0)
    return max(found, key=lambda script: found[script]) if found.total() else NO_SCRIPT


def direction(script: str) -> str:
    """`rtl` for scripts written from right to left, else `ltr`: the `dir` attribute of the element that shows it."""
    return "rtl" if script.title() in _RIGHT_TO_LEFT else "ltr"
