"""Names: their sort order, their letter case, their script, and the right one for a day and a language."""
