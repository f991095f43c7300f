"""The abstract row of a dated name; each noun has its own table of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models

from kurultay.kit.dates import EndField, StartField
from kurultay.kit.rows import Record

from .scripts import script_of
from .sorting import sort_key

OFFICIAL, SHORT, ACRONYM, FORMER, ALIAS, PRINTED = "official", "short", "acronym", "former", "alias", "printed"
KINDS = (OFFICIAL, SHORT, ACRONYM, FORMER, ALIAS, PRINTED)


class Name(Record):
    """A name in one language and script, over a period; the primary one is what a page calls its bearer.

    A source's own spelling stands as kind `printed`, never as the name of a page.
    """

    text = models.CharField(max_length=300)
    lang = models.CharField(max_length=16, default="en")  # BCP 47, with the script where it matters: kk-Latn
    script = models.CharField(max_length=4, blank=True)  # ISO 15924
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS], default=SHORT)
    primary = models.BooleanField(default=False)
    since = StartField(blank=True)
    until = EndField(blank=True, default="..")
    sort_key = models.CharField(max_length=260, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.text)

    def settle(self) -> None:
        """Fill what follows from the text: script and sort key. Rows written in bulk ask for it themselves."""
        self.script = self.script or script_of(self.text)
        self.sort_key = sort_key(self.text, self.lang)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with script and sort key in step with the text."""
        self.settle()
        super().save(*args, **kwargs)


def lend_sort_key(name: Any, bearer: Any) -> None:
    """Give a bearer that is not yet saved the sort key of its first English name, or of its primary one."""
    if bearer.pk is None and name.lang == "en" and (name.primary or bearer.sort_key == sort_key(bearer.key, "en")):
        bearer.sort_key = name.sort_key


def out_of_step(bearers: Sequence[Any]) -> Iterator[Any]:
    """Those bearers whose sort key is not that of their present English name; a statement per five hundred of them."""
    for start in range(0, len(bearers), 500):
        some = bearers[start : start + 500]
        models.prefetch_related_objects(some, "names")
        for bearer in some:
            english = [name for name in bearer.names.all() if name.lang == "en"]
            first = min(english, key=lambda n: (not n.primary, -n.until_latest.toordinal(), n.pk), default=None)
            bearer._prefetched_objects_cache.clear()
            if first is not None and first.sort_key != bearer.sort_key:
                yield bearer


def kind_known(label: str) -> "models.CheckConstraint":
    """The constraint that a name's kind is one of KINDS, named for its table."""
    return models.CheckConstraint(condition=models.Q(kind__in=KINDS), name=f"{label}_kind_known")
