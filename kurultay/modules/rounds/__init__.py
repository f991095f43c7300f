"""rounds: asking the parties how their commitments stand, and reminding those who have not answered."""
