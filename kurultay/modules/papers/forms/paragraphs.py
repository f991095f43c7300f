"""The paragraphs of a text with their numbers, as they are proposed, edited in one field, and confirmed.

In the field each paragraph is a line: its number, a bar, its text; `>` before the number says how deep it lies.
"""

import re
from collections.abc import Iterable

from kurultay.record.documents.actions import NUMBER, Paragraph

BAR = " | "
DEEPEST = 8
_ROMAN = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_UPPER_ROMAN = _ROMAN.translate(str.maketrans("ivxlcdm", "IVXLCDM"))
_HEAD = r"Article|Section|Chapter|Annex|Part|Madde|Bölüm|Статья|Глава|Раздел|Приложение|Maddə|Bap|Бап|Берене|Modda"
# Each way of numbering: its name, and what stands at the start of a paragraph, number first.
WAYS = tuple(
    (name, re.compile(rf"({like}){after}", re.IGNORECASE if name == "article" else 0))
    for name, like, after in (
        ("article", rf"(?:{_HEAD})\s+(?:\d{{1,3}}|{_ROMAN})(?![\w])", r"[.:)\s–—-]*"),
        ("article", r"\d{1,3}(?:-?(?:ci|cı|cu|cü|nci|ncı|ncu|ncü))?[ .-]*(?:madde|maddə|бап)(?!\w)", r"[.:)\s–—-]*"),
        ("decimal-3", r"\d{1,3}\.\d{1,3}\.\d{1,3}", r"[.)]?(?:\s+|$)"),
        ("decimal-2", r"\d{1,3}\.\d{1,3}", r"[.)]?(?:\s+|$)"),
        ("decimal", r"\d{1,3}[.)]|§\s?\d{1,3}\.?", r"(?:\s+|(?=[^\W\d])|$)"),
        ("in brackets", r"\(\d{1,3}\)", r"(?:\s+|(?=\w)|$)"),
        ("ROMAN", rf"{_UPPER_ROMAN}[.)]", r"(?:\s+|$)"),
        ("roman", rf"\(?{_ROMAN}\)", r"(?:\s+|(?=\w)|$)"),
        ("letter", r"\(?[a-zа-яğışçöü]{1,2}\)", r"(?:\s+|(?=\w)|$)"),
        ("LETTER", r"[A-ZА-Я][.)]", r"(?:\s+|$)"),
    )
)  # fmt: skip
_BULLET = re.compile(r"[•·▪‣–—*-]\s+")


def proposed(lines: Iterable[str], flowing: bool = False) -> list[Paragraph]:
    """The paragraphs of a text, in order. `flowing` lines (of a PDF) are broken where a page is and not a paragraph."""
    found: list[Paragraph] = []
    stack: list[str] = []  # ways of numbering in use, the outer first
    last: dict[str, int] = {}
    unnumbered, fresh = 0, True
    for line in (" ".join(line.split()) for line in lines):
        if not line:
            fresh = True
            continue
        way, number, rest = _numbered(line, stack, last)
        if way and not _goes_on(way, number, last, fresh or not flowing):
            way, number, rest = "", "", line
        if way:
            stack = [*(stack[: stack.index(way)] if way in stack else _above(stack, way)), way]
            last = {each: count for each, count in last.items() if each in stack} | {way: _count(number)}
            found.append(Paragraph(number[:NUMBER], rest, min(len(stack) - 1, DEEPEST)))
        elif found and (not (fresh or not flowing) or not found[-1].text):
            before = found[-1]
            found[-1] = Paragraph(before.number, f"{before.text} {line}".strip(), before.depth)
        else:
            unnumbered += 1
            bullet = _BULLET.match(line)
            depth = min(len(stack), DEEPEST) if bullet else 0
            found.append(Paragraph(f"¶{unnumbered}", line[bullet.end() :] if bullet else line, depth))
        fresh = False
    return found


def _numbered(line: str, stack: list[str], last: dict[str, int]) -> tuple[str, str, str]:
    """The way of numbering, the number and the rest of a line; "" where it has no number."""
    hits = [(way, found) for way, like in WAYS if (found := like.match(line)) is not None]
    if not hits:
        return "", "", line
    way, found = hits[0]
    names = [name for name, _found in hits]
    if "roman" in names and "letter" in names:  # (i) after (h) is a letter, else it begins a list of its own
        after_letter = last.get("letter", 0) + 1 == _count_letter(found[1]) and "letter" in stack
        if (after_letter and not ("roman" in stack and last.get("roman", 0) + 1 == _count_roman(found[1]))) or (
            "roman" not in stack and _count_roman(found[1]) != 1
        ):
            way = "letter"
    number = found[1].strip()
    return way, number.rstrip(".") if way != "article" else " ".join(number.split()), line[found.end() :].strip()


def _goes_on(way: str, number: str, last: dict[str, int], fresh: bool) -> bool:
    """Whether a number may stand here: anywhere at the start of a paragraph, else only as the next of its list."""
    count = _count(number)
    return fresh or count == 1 or count == last.get(way, -9) + 1


def _above(stack: list[str], way: str) -> list[str]:
    """The ways that stay in use above a new one: a decimal of two parts lies below one of a single part."""
    order = ["article", "ROMAN", "LETTER", "decimal", "decimal-2", "decimal-3", "in brackets", "letter", "roman"]
    return [each for each in stack if order.index(each) < order.index(way)]


def _count(number: str) -> int:
    figures = re.findall(r"\d+", number)
    if figures:
        return int(figures[-1])
    return _count_roman(number) or _count_letter(number)


def _count_letter(number: str) -> int:
    letter = number.strip("().")
    return ord(letter[0]) - (1071 if "а" <= letter[0] <= "я" else 96) if letter else 0


def _count_roman(number: str) -> int:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    signs = [worth.get(sign, 0) for sign in number.strip("(). ").split(" ")[-1].casefold()]
    if not signs or 0 in signs:
        return 0
    return sum(-one if one < after else one for one, after in zip(signs, [*signs[1:], 0], strict=True))


def written(paragraphs: Iterable[Paragraph]) -> str:
    """The paragraphs as lines of the one field."""
    return "\n".join(f"{'>' * p.depth}{' ' if p.depth else ''}{p.number}{BAR}{p.text}" for p in paragraphs)


def confirmed(text: str) -> list[Paragraph]:
    """The paragraphs of the field. A line without a bar goes on the one before it. Raises ValueError with the line."""
    found: list[Paragraph] = []
    for place, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        head, bar, rest = line.partition("|")
        marks = re.match(r"\s*(>*)\s*(.*?)\s*$", head)
        assert marks is not None
        if bar and len(marks[2]) <= NUMBER:
            found.append(Paragraph(marks[2], rest.strip(), min(len(marks[1]), DEEPEST)))
        elif found:
            before = found[-1]
            found[-1] = Paragraph(before.number, f"{before.text} {line.strip()}".strip(), before.depth)
        else:
            raise ValueError(str(place))
    return found
