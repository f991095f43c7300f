"""What happens to people in the record: introduced, named, appointed, leaving, kept apart from a namesake."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.narrowing import narrowest
from kurultay.kit.dates import OPEN, UNKNOWN, PartialDate
from kurultay.kit.names.sorting import sort_key
from kurultay.kit.reading import Reader
from kurultay.kit.reading.models import PUBLIC, intern
from kurultay.kit.saving import save
from kurultay.record.parties.models import Party

from .models import Distinction, Person, PersonName, Tenure


def settle_sort_key(person: Person) -> None:
    """Keep the key that lists are sorted by in step with the person's present English name."""
    for_all = Q(audience_id=person.audience_id) | Q(audience__marking=PUBLIC)  # the order of a list would tell others
    names = PersonName.objects.filter(for_all, person=person, lang="en")
    named = names.order_by("-primary", "-until_latest", "id").first()
    key = named.sort_key if named else sort_key(person.key, "en")
    if key != person.sort_key:
        person.sort_key = key
        person.save()


@act(label="entered in the record", says=gettext_lazy("%(who)s entered the person %(thing)s."))
def introduce(
    key: str,
    *,
    name: str,
    by: Reader,
    lang: str = "en",
    honorific: str = "",
    state: Party | None = None,
    keeper: str = "",
    marking: str = "public",
    named: tuple[str, ...] = (),
    reason: str = "",
) -> Person:
    """Enter a person under a key, with the name they go by; never merged with a namesake."""
    audience = intern(keeper, marking, named)
    person = Person(key=key, honorific=honorific, state=state, audience=audience, sort_key=sort_key(name, lang))
    save(person, _("The key %(key)s is taken.") % {"key": key})
    PersonName(person=person, text=name, lang=lang, kind="short", primary=True, audience=audience).save()
    return person


@act(label="gave another name to", says=gettext_lazy("%(who)s gave another name to the person %(thing)s."))
def name(
    person: Person,
    *,
    text: str,
    kind: str,
    by: Reader,
    lang: str = "en",
    since: Any = UNKNOWN,
    until: Any = OPEN,
    primary: bool = False,
    reason: str = "",
) -> PersonName:
    """Give a person one more name: another script, another form, a source's own spelling."""
    made = PersonName(
        person=person, text=text, lang=lang, kind=kind, primary=primary, since=since, until=until,
        audience_id=person.audience_id,
    )  # fmt: skip
    save(made, _("On those days this person already has a primary name in this language."))
    settle_sort_key(person)
    return made


@act(label="was appointed", says=gettext_lazy("%(who)s recorded an appointment of %(thing)s."))
def appoint(
    person: Person,
    *,
    post: str,
    by: Reader,
    at: Party | None = None,
    for_party: Party | None = None,
    rank: str = "",
    on: Any = UNKNOWN,
    took_office: Any = UNKNOWN,
    until: Any = UNKNOWN,
    keeper: str = "",
    marking: str = "public",
    reason: str = "",
) -> Tenure:
    """Record a tenure: `on` is the day of appointment, `took_office` the first day in the post.

    Where only one of the two is known, the tenure starts with it.
    """
    made = Tenure(
        key=Tenure.free_key(f"{person.key}-{at.key if at is not None else 'post'}"),
        person=person, post=post, at=at, for_party=for_party, rank=rank,
        appointed_on=on, since=took_office or on, until=until,
        audience=narrowest(intern(keeper, marking), person, at, for_party),
    )  # fmt: skip
    made.save()
    return made


@act(label="left the post", says=gettext_lazy("%(who)s recorded that %(thing)s left a post."))
def leave(tenure: Tenure, *, on: Any, by: Reader, reason: str = "") -> Tenure:
    """The tenure ends: `on` is the first day the person no longer holds the post."""
    if tenure.until not in (OPEN, UNKNOWN):
        raise Refused(_("This tenure ended on %(until)s already.") % {"until": tenure.until})
    tenure.until = PartialDate.parse(on).edtf
    tenure.save()
    return tenure


@act(label="kept apart from a namesake", says=gettext_lazy("%(who)s kept %(thing)s apart from a namesake."))
def distinguish(person: Person, *, other: Person, by: Reader, reason: str) -> Distinction:
    """Establish that two persons are two; they are never proposed as one again."""
    if person.pk == other.pk:
        raise Refused(_("A person cannot be distinguished from themselves."))
    one, two = sorted((person, other), key=lambda p: p.pk)
    made = Distinction(one=one, other=two, reason=reason, audience=narrowest(one.audience, two))
    made.save()
    return made
