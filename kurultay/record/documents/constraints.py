"""What the database itself refuses: two primary titles of one document in one language on one day."""

from kurultay.kit.databases import ALWAYS, no_overlap

guards = [
    no_overlap(
        "documents_documentname_one_primary",
        "documents_documentname",
        ["document_id", "lang"],
        '{row}."primary"',
        "Two primary titles of one document in one language on one day",
        ALWAYS,
    ),
]
