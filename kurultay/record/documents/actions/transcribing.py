"""Bringing in the text of a document paragraph by paragraph, and marking which paragraphs are operative."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit import files
from kurultay.kit.acting import Refused, act
from kurultay.kit.reading import Reader

from ..models import DIGEST, Document, Provision, Version
from .drafting import set_out

NUMBER = 20  # letters of a number at most, as the column holds them


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as somebody confirmed it: its number, its text, and how deep it lies (0 is the top)."""

    number: str
    text: str
    depth: int = 0


@act(label="transcribed", says=gettext_lazy("%(who)s transcribed %(thing)s."))
def transcribe(
    document: Document,
    *,
    paragraphs: Sequence[Paragraph],
    by: Reader,
    lang: str = "en",
    authority: str = "official",
    sha256: str = "",
    reason: str = "",
) -> list[Provision]:
    """Enter the text of a document, all its paragraphs in one act; `sha256` is that of the file it was read from,
    which is kept where it was uploaded for this document.

    A paragraph lies in the nearest one before it that is less deep. A document that has its provisions already keeps
    them: its text is not entered twice.
    """
    if not paragraphs:
        raise Refused(_("There is no paragraph to enter."))
    if sha256 and not DIGEST.fullmatch(sha256):
        raise Refused(_("A SHA-256 is 64 hexadecimal figures."))
    if Provision.objects.filter(document=document).exists():
        raise Refused(_("The provisions of this document are in the record already."))
    for each in paragraphs:
        if not each.number.strip() or len(each.number) > NUMBER:
            raise Refused(_("Each paragraph has a number of at most %(most)s letters.") % {"most": NUMBER})
        if not each.text.strip():
            raise Refused(_("Paragraph %(number)s has no text.") % {"number": each.number})
    if sha256:
        files.keep(document.key, sha256)
    if sha256 and not Version.objects.filter(document=document, lang=lang, sha256=sha256).exists():
        Version(
            document=document, lang=lang, authority=authority, sha256=sha256, audience_id=document.audience_id
        ).save()
    made: list[Provision] = []
    above: list[tuple[int, Provision]] = []
    for each in paragraphs:
        while above and above[-1][0] >= each.depth:
            above.pop()
        provision = set_out(
            document, number=each.number.strip(), text=each.text.strip(), lang=lang, status=authority,
            parent=above[-1][1] if above else None, by=by,
        )  # fmt: skip
        above.append((each.depth, provision))
        made.append(provision)
    return made


@act(label="marked paragraphs", says=gettext_lazy("%(who)s marked paragraphs of %(thing)s."))
def classify(
    document: Document, *, marks: Sequence[tuple[Provision, bool | None]], by: Reader, reason: str = ""
) -> int:
    """Say which paragraphs are operative (True) and which informational (False); None takes a mark back.

    Gives how many marks changed.
    """
    changed = 0
    for provision, operative in marks:
        if provision.document_id != document.pk:
            raise Refused(_("Paragraph %(number)s stands in another document.") % {"number": provision.number})
        if provision.operative is not operative:
            provision.operative = operative
            provision.save()
            changed += 1
    if not changed:
        raise Refused(_("These paragraphs are marked so already."))
    return changed
