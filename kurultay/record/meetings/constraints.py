"""What the database itself refuses: two primary names of one place or meeting on one day."""

from kurultay.kit.databases import ALWAYS, no_overlap

guards = [
    no_overlap(
        "meetings_placename_one_primary",
        "meetings_placename",
        ["place_id", "lang"],
        '{row}."primary"',
        "Two primary names of one place in one language on one day",
        ALWAYS,
    ),
    no_overlap(
        "meetings_meetingname_one_primary",
        "meetings_meetingname",
        ["meeting_id", "lang"],
        '{row}."primary"',
        "Two primary names of one meeting in one language on one day",
        ALWAYS,
    ),
]
