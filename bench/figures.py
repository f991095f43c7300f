"""What a measurement says: a figure with its unit, its limit, and the percentiles of repeated runs."""

import gc
import json
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured thing. `most` and `least` are its limits, None where the figure is only told."""

    what: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the figure is within its limits."""
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    @property
    def limit(self) -> str:
        """The limits in words."""
        bounds = (("<=", self.most), (">=", self.least))
        return " and ".join(f"{sign} {bound:g}" for sign, bound in bounds if bound is not None)

    def line(self) -> str:
        """One row of the Markdown table."""
        verdict = "" if not self.limit else "holds" if self.holds else "missed"
        return f"| {self.what} | {rounded(self.value)} {self.unit} | {self.limit} | {verdict} | {self.note} |"


def rounded(value: float) -> str:
    """A figure with as many digits as mean something."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def say(figures: Iterable[Figure]) -> None:
    """Hand figures from a section to the process that prints the table: one JSON object a line."""
    for figure in figures:
        print(json.dumps(asdict(figure)), flush=True)


def read(text: str) -> list[Figure]:
    """The figures a section said; other lines are passed over."""
    return [Figure(**json.loads(line)) for line in text.splitlines() if line.startswith('{"what"')]


def durations(
    calls: Iterable[Callable[[], object]], repeats: int = 1, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Milliseconds of each call; of several repeats of a call the quickest counts, which other work disturbed least.

    `clock` is that on the wall, or `time.process_time`: what this process computed, whatever else the machine did.

    The garbage collector is held off, as it would hit calls at random.
    """
    found = []
    gc.collect()
    gc.disable()
    try:
        for call in calls:
            taken = []
            for _repeat in range(repeats):
                begun = clock()
                call()
                taken.append((clock() - begun) * 1000)
            found.append(min(taken))
    finally:
        gc.enable()
    return found


def percentile(values: list[float], percent: int) -> float:
    """The value that `percent` of the values do not exceed; one value is its own percentile."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


def ratio(
    one: Callable[[], object], other: Callable[[], object], rounds: int = 7, calls: int = 30
) -> tuple[float, str]:
    """How many times longer `one` takes than `other`: the median over rounds that measure both in turn, and its spread.

    Taking turns keeps what else the machine does out of the ratio.
    """
    found = []
    for _round in range(rounds):
        first, second = durations([one] * calls), durations([other] * calls)
        found.append(statistics.median(first) / statistics.median(second))
    return statistics.median(found), f"{min(found):.2f} to {max(found):.2f} in {rounds} rounds"
