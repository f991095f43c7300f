"""Sort keys: text put in the order of a language's alphabet by any database, byte by byte.

A key has three levels, compared in turn: letters, accents, case (small before capital).  Space, hyphen and other signs
come before digits, digits (by value) before letters, the alphabet's own script before others.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .alphabets import ALPHABETS, MARKS, ROOT, SHORTENED_DOUBLES, SIGNS, SPELT
from .case import DOTTED_I_LANGUAGES, ONE_APOSTROPHE, base_language

KEY_LENGTH = 240

_FIRST, _LIMIT = 0x10, 0xC2  # weights are two hex digits, below the first byte of any UTF-8 sequence
_LEVEL_END = "0"  # below the first digit of every weight
_PLAIN = "1"  # no accent, no capital
_SMALL, _TITLE, _CAPITAL = 1, 3, 5  # a shortened double (ssz) weighs one more than its digraph (sz)


class _Table(NamedTuple):
    small: dict[str, str]  # small letters that str.lower() does not find
    weights: dict[str, str]  # a letter or digraph in small letters, or a sign -> two hex digits
    digits: str
    other_sign: str
    spelt: dict[str, str]
    doubles: dict[str, str]  # ssz -> sz
    longest: int


def sort_key(text: str, lang: str) -> str:
    """The key of `text` in a list written in `lang` (BCP 47): at most KEY_LENGTH of the characters 0-9 a-f.

    Languages without an alphabet here sort as English does.  Texts too long for a key compare by their beginnings.
    """
    base = base_language(lang)
    base = base if base in ALPHABETS else "en"
    named = [part.title() for part in lang.replace("_", "-").split("-")[1:] if part.title() in ROOT]
    table = _table(base, named[0] if named else ALPHABETS[base][0])
    letters, accents, case = map("".join, zip(*_weigh(_spell_out(text, table), table), strict=True))
    return _LEVEL_END.join((letters, accents.rstrip(_PLAIN), case.rstrip(_PLAIN)))[:KEY_LENGTH]


@lru_cache(maxsize=64)
def _table(base: str, script: str) -> _Table:
    """The weights of an alphabet in a list whose first script is `script` (uz-Cyrl names one)."""
    own_script, own = ALPHABETS[base]
    orders = {name: _merged(own if name == own_script else "", root) for name, root in ROOT.items()}
    letters = orders.pop(script) + [letter for order in orders.values() for letter in order]
    symbols = [*SIGNS, "other sign", "digits", *letters]
    if _FIRST + len(symbols) > _LIMIT:
        raise ValueError(f"{len(symbols)} letters and signs do not fit one byte")
    weights = {symbol: f"{_FIRST + place:02x}" for place, symbol in enumerate(symbols)}
    doubles = {letter[0] + letter: letter for letter in letters if len(letter) > 1 and base in SHORTENED_DOUBLES}
    return _Table(
        small={"I": "ı", "İ": "i"} if base in DOTTED_I_LANGUAGES else {},
        digits=weights.pop("digits"),
        other_sign=weights.pop("other sign"),
        weights=weights,
        spelt={**SPELT[""], **SPELT.get(base, {})},
        doubles=doubles,
        longest=max(map(len, [*weights, *doubles])),
    )


def _merged(own: str, root: str) -> list[str]:
    """The letters of an alphabet with those of the root order that it lacks, each after its root neighbour."""
    order, before = own.split(), ""
    for letter in root.split():
        if letter not in order:
            order.insert(order.index(before) + 1 if before else 0, letter)
        before = letter
    return order


def _small(text: str, table: _Table) -> str:
    return "".join(table.small.get(char) or char.lower() for char in text)


def _spell_out(text: str, table: _Table) -> str:
    """Text in which each character is a letter of the alphabet, a sign, an accent or of no known order."""
    out = []
    for char in unicodedata.normalize("NFC", " ".join(text.translate(ONE_APOSTROPHE).split())):
        small = _small(char, table)
        if small in table.weights:
            out.append(char)
        elif small in table.spelt:
            out.append(table.spelt[small] if small == char else table.spelt[small].upper())
        else:
            out += [table.spelt.get(part, part) for part in unicodedata.normalize("NFKD", char)]
    return "".join(out).translate(ONE_APOSTROPHE)


def _weigh(text: str, table: _Table) -> Iterator[tuple[str, str, str]]:
    """The weights of each element of a text: letter, accent, case; first that of the empty text."""
    yield "", "", ""
    for place, part in enumerate(re.split(r"(\d+)", text)):
        if place % 2:
            digits = "".join(str(unicodedata.decimal(digit)) for digit in part)
            value = digits.lstrip("0")[:255]
            zeros = len(digits) - len(digits.lstrip("0"))
            yield f"{table.digits}{len(value):02x}{value}", _PLAIN, f"{1 + min(zeros, 14):x}"
        while part and not place % 2:
            length = next((n for n in range(table.longest, 1, -1) if _case(part[:n], table)), 1)
            yield from _element(part[:length], table)
            part = part[length:]


def _case(chunk: str, table: _Table) -> int:
    """The case weight of a known letter, digraph (sz, Sz, SZ) or shortened double; 0 for anything else (sZ)."""
    small = _small(chunk, table)
    if small not in table.weights and small not in table.doubles:
        return 0
    if chunk == small:
        return _SMALL
    if len(chunk) > 1 and chunk[1:] == small[1:] and chunk[1:].isalpha():
        return _TITLE
    return _CAPITAL if all(_small(char, table) != char or not char.isalpha() for char in chunk) else 0


def _element(chunk: str, table: _Table) -> Iterator[tuple[str, str, str]]:
    small, case = _small(chunk, table), _case(chunk, table)
    if small in table.doubles:
        weight = table.weights[table.doubles[small]]
        yield weight, _PLAIN, f"{case + 1}"
        yield weight, _PLAIN, f"{_CAPITAL if case == _CAPITAL else _SMALL}"
    elif small in table.weights:
        yield table.weights[small], _PLAIN, f"{case}"
    elif unicodedata.combining(chunk):
        yield "", f"{MARKS.index(chunk) + 2:x}" if chunk in MARKS else f"f{ord(chunk):05x}", ""
    elif (category := unicodedata.category(chunk)) not in ("Cc", "Cf"):  # those are invisible
        sign = table.other_sign if category[0] in "PSZ" else ""
        code = small.encode("utf-8", "surrogatepass").hex()
        yield sign + code, _PLAIN, f"{_SMALL if chunk == small else _CAPITAL}"
