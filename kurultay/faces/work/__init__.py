"""work: what is done in the background, and the mail that comes of it."""
