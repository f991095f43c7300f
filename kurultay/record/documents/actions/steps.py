"""The way of a document: expected, tabled, adopted or signed, published, superseded by another."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.dates import UNKNOWN, PartialDate
from kurultay.kit.reading import Reader
from kurultay.record.meetings.models import Meeting, Place
from kurultay.record.parties.models import Role

from ..models import DIGEST, Document, Version
from .drafting import tie
from .entering import must_follow, must_stand

STANDING = ("adopted", "signed", "published")  # a text that is there and has not been replaced
SAID_AT_ONCE = (
    "report",
    "press-release",
    "news",
    "publication",
    "initiative",
    "nomination",
)  # neither adopted nor signed


def took_place(meeting: Meeting | None) -> None:
    """Raises Refused for a meeting that was postponed or cancelled."""
    if meeting is not None and meeting.status in ("postponed", "cancelled"):
        words = {"meeting": meeting.key, "status": meeting.get_status_display().lower()}
        raise Refused(_("%(meeting)s was %(status)s; nothing was adopted or signed there.") % words)


@act(label="tabled", says=gettext_lazy("%(who)s tabled %(thing)s."))
def table(document: Document, *, by: Reader, reason: str = "") -> Document:
    """The text that was expected lies before those who are to adopt or sign it."""
    must_stand(document, "expected")
    document.stage = "tabled"
    document.save()
    return document


@act(label="adopted", says=gettext_lazy("%(who)s recorded the adoption of %(thing)s."))
def adopt(
    document: Document,
    *,
    by: Reader,
    on: Any = UNKNOWN,
    at: Meeting | None = None,
    under: Role | None = None,
    place: Place | None = None,
    reason: str = "",
) -> Document:
    """The text on the table is adopted: on a day, at a meeting, under a chairmanship, as far as each is known."""
    must_stand(document, "tabled")
    took_place(at)
    if under is not None and under.kind != "chair":
        raise Refused(_("A document is adopted under a chairmanship; %(role)s is another role.") % {"role": under.key})
    document.stage = "adopted"
    document.adopted_on = PartialDate.parse(on).edtf if on else UNKNOWN
    document.adopted_at, document.under = at, under or document.under
    document.place = place or (at.place if at is not None else None) or document.place
    document.save()
    return document


@act(label="published", says=gettext_lazy("%(who)s published a version of %(thing)s."))
def publish(
    document: Document,
    *,
    on: Any,
    by: Reader,
    lang: str = "en",
    authority: str = "official",
    url: str = "",
    sha256: str = "",
    reason: str = "",
) -> Document:
    """The text is published on a day, with the language version that came out.

    What is neither adopted nor signed, such as a press release, is published as it is. Another language may follow.
    """
    first = document.stage != "published"
    if first:
        must_stand(document, "adopted", "signed", *(("expected", "tabled") if document.kind in SAID_AT_ONCE else ()))
        for name, what in (("adopted_on", _("adopted")), ("signed_on", _("signed"))):
            must_follow(document, name, on, what)
    if sha256 and not DIGEST.fullmatch(sha256):
        raise Refused(_("An SHA-256 digest has 64 figures from 0 to f."))
    if first:
        document.stage, document.published_on = "published", PartialDate.parse(on).edtf
        document.save()
    elif Version.objects.filter(document=document, lang=lang, authority=authority).exists():
        words = {"key": document.key, "lang": lang, "authority": authority}
        raise Refused(_("%(key)s has been published in this version (%(lang)s, %(authority)s) already.") % words)
    Version(
        document=document, lang=lang, authority=authority, url=url, sha256=sha256, audience_id=document.audience_id
    ).save()
    return document


@act(
    label="superseded another document",
    says=gettext_lazy("%(who)s recorded which document %(thing)s takes the place of."),
)
def supersede(document: Document, *, old: Document, by: Reader, reason: str = "") -> Document:
    """The document takes the place of an older one, which is superseded from then on."""
    must_stand(document, *STANDING)
    if old.stage == "superseded":
        raise Refused(_("%(key)s is superseded already.") % {"key": old.key})
    must_stand(old, *STANDING)
    tie(document, "supersedes", old)
    old.stage = "superseded"
    old.save()
    return document
