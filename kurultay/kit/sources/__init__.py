"""Where facts come from: a value is stated by a source at a place, and claims that lost stay visible."""
