"""Alphabets as data: the order of letters per language, after the rules of CLDR 42.

Letters stand in order, parted by spaces; an element of two or three letters sorts as one letter.  A letter of the root
order that an alphabet leaves out keeps its place after its neighbour in the root order.
"""

ROOT: dict[str, str] = {
    "Latn": "a b c d e ǝ ə ɛ f g h i ı j k l m n ŋ o p q r s t u v w x y z ʒ þ",
    "Grek": "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω",
    "Cyrl": (
        "а ә б в г ґ ғ д ђ ҙ е є ж җ з и і й ј к қ ҡ ҝ л љ м н ң њ о ө п р с ҫ т ћ у ү ұ ф х ҳ һ ц ч ҷ ҹ џ "
        "ш щ ъ ы ь э ю я"
    ),
}

# Letters outside an alphabet that CLDR has: q w x in Turkish, ё as a letter of its own in Kazakh and Kyrgyz (not in
# Russian, where it differs from е as an accent does), w after z in Azerbaijani.
ALPHABETS: dict[str, tuple[str, str]] = {
    "en": ("Latn", ROOT["Latn"]),
    "tr": ("Latn", "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z"),
    "az": ("Latn", "a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z w"),
    "tk": ("Latn", "a b c ç d e ä f g h i j ž k l m n ň o ö p q r s ş t u ü v w x y ý z"),
    "uz": ("Latn", "a b c d e f g h i j k l m n o p q r s t u v w x y z o' g' sh ch"),
    "hu": (
        "Latn",
        "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö p q r s sz t ty u ü v w x y z zs",
    ),
    "kk": ("Cyrl", "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я"),
    "ky": ("Cyrl", "а б в г д е ё ж з и й к л м н ң о ө п р с т у ү ф х ц ч ш щ ъ ы ь э ю я"),
    "ru": ("Cyrl", "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"),
}

# Where a digraph written twice is shortened: asszony is asz-szony.
SHORTENED_DOUBLES = ("hu",)

# Letters taken for others with an accent, beyond what Unicode decomposes (for one language, or "" for all).
SPELT: dict[str, dict[str, str]] = {
    "": {
        "æ": "a\u0338e", "œ": "o\u0338e", "ø": "o\u0338", "ß": "s\u0338s", "ł": "l\u0338", "đ": "d\u0338",
        "ð": "d\u0338", "ħ": "h\u0338", "ŧ": "t\u0338", "ς": "σ",
    },
    "hu": {"ő": "ö\u030b", "ű": "ü\u030b"},
}  # fmt: skip

# Accents in order of weight; the rest follow by code point.
MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328"

# Spaces, hyphens and signs in order; those not listed follow them, then digits, then letters.
SIGNS = " _-\u2010\u2013\u2014,;:!?.·'\"“”„«»()[]{}§¶@*/\\&#%†•^°©®+±<=>|~$£€"
