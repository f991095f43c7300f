"""Import: text files with sources and what they state, entered in the record document by document."""
