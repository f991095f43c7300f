"""Letter case that is safe for dotted and dotless i, and a fold under which spellings of one name are equal."""

import re
import unicodedata

DOTTED_I_LANGUAGES = ("tr", "az")
# ' ’ ʻ ʼ ‘ ` ´ ʿ ʾ ʽ ʹ ′ ＇: what keyboards and editors put for one and the same sign.
APOSTROPHES = "'\u2019\u02bb\u02bc\u2018`\u00b4\u02bf\u02be\u02bd\u02b9\u2032\uff07"
ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))

_NO_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, ""))
_LOWER_I = str.maketrans({"I": "ı", "İ": "i"})
_UPPER_I = str.maketrans({"i": "İ", "ı": "I"})
_DOTTED = "i\u0307"  # what str.lower() makes of İ: an i with a second dot
_WORD = re.compile(rf"[^\W_{APOSTROPHES}][\w\u0300-\u036f{APOSTROPHES}]*")


def base_language(lang: str) -> str:
    """The language of a BCP 47 tag without script and region: `kk` for `kk-Latn`."""
    return lang.replace("_", "-").split("-")[0].lower()


def _has_dotted_i(lang: str) -> bool:
    return base_language(lang) in DOTTED_I_LANGUAGES


def lower(text: str, lang: str) -> str:
    """Lower case: I becomes ı in Turkish and Azerbaijani and i elsewhere, İ becomes i without a second dot."""
    text = unicodedata.normalize("NFC", text)
    text = text.translate(_LOWER_I) if _has_dotted_i(lang) else text.replace("İ", "i")
    return text.lower().replace(_DOTTED, "i")


def upper(text: str, lang: str) -> str:
    """Upper case: i becomes İ in Turkish and Azerbaijani and I elsewhere; ı becomes I."""
    text = unicodedata.normalize("NFC", text).replace(_DOTTED, "i")
    return (text.translate(_UPPER_I) if _has_dotted_i(lang) else text).upper()


def title(text: str, lang: str) -> str:
    """A capital at the start of each word and lower case after it.

    Hyphens part words; apostrophes do not (İstanbul'da, Oʻzbekiston).  Acronyms lose their capitals.
    """

    def capital(match: re.Match[str]) -> str:
        word = lower(match[0], lang)
        head = upper(word[0], lang) if word[0] in "iı" else word[0].title()
        return head + word[1:]

    return _WORD.sub(capital, unicodedata.normalize("NFC", text).replace(_DOTTED, "i"))


def fold(text: str) -> str:
    """The form in which two spellings of one name are equal, whatever the language; never for display.

    Apostrophes, accents, case, the four i and invisible characters fall away; ə is e; dashes are hyphens; runs of
    white space are one space.  Vowel signs of Indic scripts, which are no accents, stay.
    """
    text = unicodedata.normalize("NFKD", text.translate(_NO_APOSTROPHE)).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_NO_APOSTROPHE).replace("ı", "i").replace("ə", "e")
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if unicodedata.combining(char) or (category in ("Cf", "Cc") and not char.isspace()):
            continue
        kept.append("-" if category == "Pd" else char)
    return " ".join("".join(kept).split())
