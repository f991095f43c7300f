"""Lists for programs: parties, roles, catalogues and their areas."""

from kurultay.kit.lists import Figures, Holds, Listed, Part

from .models import Area, AreaName, Catalogue, Party, PartyCode, PartyName, PartyText, Role

LISTS = {
    "parties": Listed(
        "party",
        Party,
        "States, organisations, bodies, institutions: whatever can take part, promise or host.",
        web="/parties/{key}",
        order=("sort_key", "id"),
        parts={"names": Part(PartyName, "party"), "codes": Part(PartyCode, "party"), "texts": Part(PartyText, "party")},
        dated=Holds(),
    ),
    "roles": Listed(
        "role",
        Role,
        "What a party is in an organisation or body over a period: member, observer, chair, coordinator of an area.",
        web="/roles/{key}",
        renamed={"kind": "role"},
        filters={"catalogue": "area__catalogue__key", "within": "within__key"},
        dated=Holds(),
        figures=(
            Figures("of", ("members",), {"role": "member"}),
            Figures("of", ("founding-members",), {"role": "founding-member"}),
            Figures("of", ("observers",), {"role": "observer"}),
        ),
    ),
    "catalogues": Listed(
        "catalogue",
        Catalogue,
        "Versions of catalogues of areas, and strategies, of organisations.",
        web="/catalogues/{key}",
        label="title",
        filters={"of": "of__key", "kind": "kind"},
        dated=Holds(),
    ),
    "areas": Listed(
        "area",
        Area,
        "Dimensions, priority areas, measures, pillars and objectives of a catalogue.",
        web="/catalogues/{catalogue}",
        left_out=frozenset({"position"}),
        filters={"catalogue": "catalogue__key", "of": "catalogue__of__key", "kind": "kind", "parent": "parent__key"},
        parts={"names": Part(AreaName, "area")},
        dated=Holds(through="catalogue__"),
    ),
}
