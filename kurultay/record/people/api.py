"""Lists for programs: people and their tenures."""

from kurultay.kit.lists import Holds, Listed, Part, Within

from .models import Person, PersonName, Tenure

LISTS = {
    "people": Listed(
        "person",
        Person,
        "Human beings; two who bear one name stay two.",
        web="/people/{key}",
        order=("sort_key", "id"),
        parts={"names": Part(PersonName, "person")},
        within={"tenures": Within("tenures", ("person",))},
    ),
    "tenures": Listed(
        "tenure",
        Tenure,
        "Who holds which post over a period, where and for which party.",
        web="/tenures/{key}",
        renamed={"for_party": "for"},
        label="post",
        dated=Holds(),
    ),
}
