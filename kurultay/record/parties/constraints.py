"""What the database itself refuses: two certain chairs of one body, two primary names of one day."""

from kurultay.kit.databases import ALWAYS, no_overlap

guards = [
    no_overlap(
        "parties_role_one_chair",
        "parties_role",
        ["of_id"],
        """{row}."kind" = 'chair' AND {row}."within_id" IS NULL""",
        "Two certain chairs of one body on one day",
    ),
    no_overlap(
        "parties_partyname_one_primary",
        "parties_partyname",
        ["party_id", "lang"],
        '{row}."primary"',
        "Two primary names of one party in one language on one day",
        ALWAYS,
    ),
    no_overlap(
        "parties_areaname_one_primary",
        "parties_areaname",
        ["area_id", "lang"],
        '{row}."primary"',
        "Two primary names of one area in one language on one day",
        ALWAYS,
    ),
]
