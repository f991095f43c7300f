"""Who is to do what a text says: parties of the record by the names they bore that day, else words of the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kurultay.kit.dates import Certainty, PartialDate, period_of
from kurultay.kit.names.case import fold
from kurultay.record.parties.models import Party, PartyName

from .proposals import Proposal, Span, lexicon, phrases

LONGEST = 9  # words of a name that is looked for
_WORD = re.compile(r"[^\W_][\w’'ʼʻ.-]*")
_ENDING = re.compile(r"['’].*$|[.,-]+$")  # 's, and the case endings that Turkish sets apart
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """Names that the text may mention: who bears each, by its folded form."""

    bearers: dict[str, Party]

    @classmethod
    def for_texts(cls, texts: Iterable[str], on: PartialDate | None, of: Party | None) -> "Known":
        """The parties in sight whose names of that day stand in these texts, and the bodies of `of` by their own word.

        Two statements, and two more for the bodies. A name that two parties bear that day proposes neither.
        """
        wanted = {name for text in texts for name in _runs(text)}
        rows = PartyName.objects.filter(text__in=wanted).prefetch_related("party")
        found: dict[str, set[int]] = {}
        parties: dict[int, Party] = {}
        for row in rows:
            if row.party.veiled or row.party.withdrawn:
                continue
            if on is not None and period_of(row).holds(on) is Certainty.NO:
                continue
            parties[row.party_id] = row.party
            found.setdefault(fold(row.text), set()).add(row.party_id)
        for word, body in _bodies(of):
            parties[body.pk] = body
            found.setdefault(word, set()).add(body.pk)
        return cls({word: parties[next(iter(ids))] for word, ids in found.items() if len(ids) == 1})


def _runs(text: str) -> set[str]:
    """Runs of words that may be a name: they begin with a capital or a figure; as printed, and without case endings."""
    words = list(_WORD.finditer(text))
    found = set()
    for place, first in enumerate(words):
        if not (first[0][0].isupper() or first[0][0].isdecimal()):
            continue
        for last in words[place : place + LONGEST]:
            said = " ".join(text[first.start() : last.end()].split())
            found |= {said, _ENDING.sub("", said)} if len(said) <= 300 else set()
    return {name for name in found if len(name) > 1}


def _bodies(of: Party | None) -> Iterable[tuple[str, Party]]:
    """The bodies of an organisation by the word that its own texts use, as "Secretariat" for the one of that name."""
    if of is None or of.veiled:
        return
    own = [fold(name.text) for name in PartyName.objects.filter(party=of)]
    for body in Party.objects.filter(parent=of, kind="body").prefetch_related("names").order_by("sort_key", "id")[:50]:
        for name in body.names.all():
            said = fold(name.text)
            for word in own:
                said = re.sub(rf"(^{re.escape(word)}\s+|\s+of (the )?{re.escape(word)}$)", "", said)
            yield said, body


def mentioned(text: str, known: Known, start: int = 0, end: int | None = None) -> list[Proposal]:
    """The parties that a part of a text names, in order; of names that overlap the longest counts."""
    stop = len(text) if end is None else end
    words = list(_WORD.finditer(text, start, stop))
    found, place = [], 0
    while place < len(words):
        step = 1
        for length in range(min(LONGEST, len(words) - place), 0, -1):
            first, last = words[place], words[place + length - 1]
            said = text[first.start() : last.end()]
            bare = _ENDING.sub("", said)
            party = known.bearers.get(fold(bare)) if len(bare) > 1 and bare[0].isupper() else None
            if party is not None:
                span = Span.of(text, first.start(), first.start() + len(bare))
                found.append(Proposal("responsible", party, span, "name"))
                step = length
                break
        place += step
    return found


def addressees(
    text: str, lang: str, known: Known, verb: Proposal, start: int, end: int
) -> tuple[list[Proposal], Proposal | None]:
    """Whom a passage asks or binds: parties it names, and words such as "Member States" where it names none.

    A verb that asks has its addressee after it and before "to", unless it stands in the passive; the others have
    theirs before them. Where nobody stands there, whoever the passage names first is proposed; never who asks.
    """
    asks = verb.value in lexicon(lang)["addressees"]["after"] and not _passive(text, lang, start, verb.span.start)
    after = verb.span.end - len("the" if verb.span.quote.casefold().endswith(" the") else "")  # "mandated the Council"
    near = (after, _before_infinitive(text, verb.span.end, end)) if asks else (start, verb.span.start)
    for part in (near, (after if asks and lexicon(lang)["addressees"].get("passive") else start, end)):
        if part[0] < part[1]:
            named = mentioned(text, known, *part)
            words = _words(text, lang, *part)
            if named or words is not None:
                named = named if part == near else named[:1]
                return list({each.value.pk: each for each in named}.values()), None if named else words
    return [], None


def _passive(text: str, lang: str, start: int, verb: int) -> bool:
    """Whether what stands before a verb makes it one that somebody suffers."""
    before = text[start:verb].split()
    return bool(before) and before[-1].casefold() in lexicon(lang)["addressees"].get("passive", ())


def _before_infinitive(text: str, start: int, end: int) -> int:
    found = re.compile(r"\s(?:to|that)\s").search(text, start + 1, end)
    return found.start() if found else end


def _words(text: str, lang: str, start: int, end: int) -> Proposal | None:
    like = re.compile(phrases(lexicon(lang)["addressees"]["words"]), re.IGNORECASE)
    match = like.search(text, start, end)
    if match is None:
        return None
    article = _ARTICLE.match(match[0])
    span = Span.of(text, match.start() + (article.end() if article else 0), match.end())
    return Proposal("words", span.quote, span, "words")


def coming(kind: str, made: PartialDate | None, meetings: Iterable[Any]) -> Any:
    """The first meeting after the text was made, of this kind where one is said; None where none is known."""
    for meeting in meetings:
        day = meeting.day
        fits = not kind or meeting.kind == kind
        if fits and day is not None and made is not None and day.earliest > made.latest:
            return meeting
    return None
