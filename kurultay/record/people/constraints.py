"""What the database itself refuses: two primary names of one person on one day."""

from kurultay.kit.databases import ALWAYS, no_overlap

guards = [
    no_overlap(
        "people_personname_one_primary",
        "people_personname",
        ["person_id", "lang"],
        '{row}."primary"',
        "Two primary names of one person in one language on one day",
        ALWAYS,
    ),
]
