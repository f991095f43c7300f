"""What a question may mean besides its words: names in other writings, inflected names, and whoever bears a name.

Other writings come from the names that texts of the record hold, hidden texts included: a reading that only a hidden
text has finds nothing for who may not read it. Bearers of names are looked up in the reader's own sight.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from kurultay.kit.names import compare, fold
from kurultay.kit.reading import reading_as, system

from . import engines, sighted, tokens
from .asking import AllOf, AnyOf, Clause, Term, also, read
from .models import Heard
from .offered import searchables, tie_token
from .writing import thing_of

SAME = compare.SAME  # two writings of one name, from here on
SMALL_SAME = 0.9  # of a word typed in small letters, which may be no name at all
KEY = 3  # consonants from which on an ending may hang on a name
ENDING = 7  # sounds of the longest ending
# Endings that hang on names as they sound: an asked word that has one of these is heard without it too.
ENDINGS = frozenset(
    [
        "nin",
        "tin",
        "din",
        "nun",
        "tun",
        "dun",
        "in",
        "un",
        "ning",
        "ting",
        "ni",
        "ti",
        "di",
        "nu",
        "tu",
        "du",
        "i",
        "u",
        "ga",
        "ge",
        "ka",
        "ke",
        "na",
        "ne",
        "a",
        "e",
        "da",
        "de",
        "ta",
        "te",
        "dan",
        "den",
        "tan",
        "ten",
        "nan",
        "nen",
        "lar",
        "ler",
        "men",
        "ben",
        "pen",
        "om",
        "em",
        "oi",
        "oy",
        "oim",
        "ov",
        "ban",
        "nak",
        "nek",
        "val",
        "vel",
        "ot",
        "et",
    ]
)
NAME_WORDS = 8  # of the longest name that is looked for in a question


class Thing(NamedTuple):
    """A thing by its type's place in the index and its number."""

    place: int
    number: int


@dataclass(frozen=True)
class Meant:
    """A question with all that it may mean."""

    clauses: tuple[Clause, ...]
    bearers: tuple[Thing, ...]  # who bears the whole question as a name


def understood(question: str) -> Meant:
    """Read a question and widen it. Two statements."""
    clauses = read(question)
    others = heard(clauses)
    widened = [also(clause, *others.get(place, ())) for place, clause in enumerate(clauses)]
    return _with_bearers(widened)


def heard(clauses: list[Clause]) -> dict[int, list[Term]]:
    """For each word by its place: the readings of names in the record that may be the same name."""
    asked = {place: fold.readings(clause.text) for place, clause in enumerate(clauses) if _may_be_name(clause)}
    keys = {fold.key_of(reading) for readings in asked.values() for reading in readings}
    condition = Q()
    for key in keys:
        condition |= _near(key)
    if not condition:
        return {}
    with reading_as(system("index")):
        known = sorted(Heard.objects.filter(condition).values_list("reading", "key"))
    found: dict[int, list[Term]] = {}
    for place, readings in asked.items():
        least = SAME if tokens.is_named(clauses[place].text) else SMALL_SAME
        like = (r for r, key in known if r not in readings and _alike(readings, r, key, least))
        found[place] = [Term(f"p{reading}", near=True) for reading in like]
    return found


def _may_be_name(clause: Clause) -> bool:
    return clause.is_word and not clause.without and not tokens.leading_digits(clause.text)


def _near(key: str) -> Q:
    """Names with the same consonants, with more behind them, or with some less."""
    bare = key.lstrip("a")
    if not bare:
        return Q()
    lead = len(key) - len(bare)
    if len(bare) < KEY:
        return Q(key=key) if len(bare) > 1 else Q()
    shorter = [key[:n] for n in range(max(lead + KEY, len(key) - KEY), len(key))]
    return Q(key__gte=key, key__lt=_after(key)) | Q(key__in=shorter)


def _after(key: str) -> str:
    """The first key that does not begin with this one."""
    last = key[-1]
    return key[:-1] + ("a" if last == "9" else chr(ord(last) + 1))


def _alike(asked: tuple[str, ...], other: str, key: str, least: float) -> bool:
    """Whether a heard name is one of the readings asked for, or one of the two with an ending."""
    for reading in asked:
        own = fold.key_of(reading)
        if key == own:
            alike = compare.alike((reading,), (other,))
        elif key.startswith(own):
            alike = _with_ending(reading, other)
        elif own.startswith(key):
            alike = _with_ending(other, reading, ENDINGS)
        else:
            continue
        if alike >= least:
            return True
    return False


def _with_ending(name: str, longer: str, endings: frozenset[str] | None = None) -> float:
    """How alike a name is to the beginning of a longer word; 0 where too much hangs on it, or none of `endings`."""
    cuts = [longer[:n] for n in (len(name) - 1, len(name), len(name) + 1) if 3 < n < len(longer)]
    if endings is not None:
        cuts = [cut for cut in cuts if longer[len(cut) :] in endings]
    if not cuts or len(longer) - len(name) > ENDING:
        return 0.0
    return max(compare.alike((name,), (cut,)) for cut in cuts)


def _with_bearers(clauses: list[Clause]) -> Meant:
    """Each run of words that is somebody's name is satisfied by what concerns them as well."""
    spans = {span: forms for span in _spans(clauses) if (forms := _forms(clauses[span[0] : span[1]]))}
    known = _bearers({form for forms in spans.values() for form in forms})
    found: list[Clause] = []
    place, whole = 0, tuple[Thing, ...]()
    while place < len(clauses):
        spans_here = sorted((span for span in spans if span[0] == place), reverse=True)
        span = next((s for s in spans_here if any(form in known for form in spans[s])), None)
        if span is None:
            found.append(clauses[place])
            place += 1
            continue
        form = next(form for form in spans[span] if form in known)
        run = clauses[span[0] : span[1]]
        words = run[0].expr if len(run) == 1 else AllOf(tuple(clause.expr for clause in run))
        ties = (Term(_tie(thing), near=True) for thing in known[form])
        found.append(Clause(" ".join(clause.text for clause in run), AnyOf((words, *ties)), is_word=True))
        if len(run) == len(clauses):
            whole = tuple(thing for thing in known[form] if not searchables()[thing.place].beside)
        place = span[1]
    return Meant(tuple(found), whole)


def _spans(clauses: list[Clause]) -> Iterable[tuple[int, int]]:
    """Every run of plain words, as far as a name may be long."""
    for start, clause in enumerate(clauses):
        for end in range(start + 1, min(start + NAME_WORDS, len(clauses)) + 1):
            if not all(clause.is_word and not clause.without for clause in clauses[start:end]):
                break
            yield start, end


def _forms(run: list[Clause]) -> list[str]:
    """The name that a run of words is, and the same without a suffix on its last word."""
    *first, last = [clause.text for clause in run]
    ways = [" ".join([*first, form]) for form in tokens.forms(last)[:2]]
    return list(dict.fromkeys(form for way in (" ".join([*first, last]), *ways) if (form := tokens.form(way))))


def _bearers(forms: set[str]) -> dict[str, list[Thing]]:
    """Who bears each of these names, in the reader's sight. One statement."""
    if not forms or (condition := sighted.condition()) is None:
        return {}
    places = ", ".join(["%s"] * len(forms))
    rows = engines.fetch(
        f"SELECT c.form, e.id FROM kit_called c JOIN kit_entry e ON e.id = c.entry_id "
        f"WHERE c.form IN ({places}) AND {condition}",
        sorted(forms),
    )
    found: dict[str, set[Thing]] = defaultdict(set)
    for form, number in rows:
        found[form].add(Thing(*thing_of(number)))
    return {form: sorted(things) for form, things in found.items()}


def _tie(thing: Thing) -> str:
    return tie_token(searchables()[thing.place].type_name, thing.number)
