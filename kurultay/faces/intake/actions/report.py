"""What an import did, row by row, and the sums of it."""

from collections import Counter
from dataclasses import dataclass, field

from .problems import Problem

NEW, UNCHANGED = "new", "unchanged"


@dataclass(frozen=True)
class Line:
    """What entering one row did: `what` is "new", "unchanged", or words such as "set: since", "claim kept: until"."""

    file: str
    line: int
    kind: str
    name: str
    what: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.kind} {self.name}: {'; '.join(self.what)}"


@dataclass
class Report:
    """What entering one document did."""

    source: str
    keeper: str
    lines: list[Line] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)  # what is odd and was entered all the same

    @property
    def counts(self) -> Counter[str]:
        """Rows by what happened to them: new, set, accepted, agrees, claim kept, unchanged; a row may count twice."""
        return Counter(word.partition(":")[0] for line in self.lines for word in line.what)

    def __str__(self) -> str:
        told = ", ".join(f"{number} {what}" for what, number in self.counts.most_common())
        odd = len(self.warnings)
        warned = f"; {odd} warning{'' if odd == 1 else 's'}" if odd else ""
        return f"{self.source}: {len(self.lines)} rows: {told}{warned}"
