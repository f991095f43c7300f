"""The example record over real HTTP: start, memory, pages a second, weight, and answers that nothing has changed."""

import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Figure, percentile
from bench.load import HOST, Line, once, run

PAGES = {
    "home": "/",
    "organisation, ots": "/parties/ots",
    "organisation, cica": "/parties/cica",
    "register of parties": "/parties/",
    "person": "/people/farhad-mammadov",
}
ORGANISATION_CPU = 60.0  # ms of the worker
LIST_RATE = 120.0  # a second
STEADY = 304


@contextmanager
def served(environ: dict[str, str], log: Path) -> Iterator[tuple[int, subprocess.Popen[bytes], float]]:
    """Serve with one worker on a free port; gives port, process and seconds to the first answer."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "kurultay", "serve", "--port", str(port)]
    begun = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(words, env=environ, stdout=out, stderr=out)
    try:
        yield port, process, _first_answer(port, process, begun, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _first_answer(port: int, process: subprocess.Popen[bytes], begun: float, log: Path) -> float:
    while time.perf_counter() - begun < 120:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended: {log.read_text()[-2000:]}")
        try:
            if once(port, "/").status == 200:
                return time.perf_counter() - begun
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("The server gave no answer in two minutes.")


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """Process ids of the server's workers: its children that run Python code of ours."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in children if _memory(int(pid)) > 20]


def _memory(pid: int) -> float:
    """Proportional set size in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def processor(pid: int) -> float:
    """Milliseconds of processor time a process has taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def starts(environ: dict[str, str], folder: Path) -> Iterator[Figure]:
    """From the command to the first page: on an empty database, which loads the example record, and on a filled one."""
    log = folder / "serve.log"
    with served(environ, log) as (_port, _process, seconds):
        yield Figure("first start, example record loaded", seconds, "s", note="migrate, load, first page")
    found = []
    for _n in range(3):
        with served(environ, log) as (_port, _process, seconds):
            found.append(seconds)
    yield Figure("start to first page", statistics.median(found), "s", most=3.0, note="median of 3")


def pages(environ: dict[str, str], folder: Path, seconds: float = 4.0) -> Iterator[Figure]:
    """Each page under load from four connections; then the memory of the worker that served them."""
    with served(environ, folder / "serve.log") as (port, process, _seconds):
        (worker,) = workers(process)
        for name, path in PAGES.items():
            yield from _page(port, worker, name, path, seconds)
        yield Figure("memory of the worker after load", _memory(worker), "MB", most=200)


def _page(port: int, worker: int, name: str, path: str, seconds: float) -> Iterator[Figure]:
    run(port, path, seconds=0.5)
    before = processor(worker)
    one = run(port, path, seconds=seconds, lines=1)
    cpu = (processor(worker) - before) / len(one.times)
    found = run(port, path, seconds=seconds)
    times = f"p50 {percentile(found.times, 50):.0f} ms, p95 {percentile(found.times, 95):.0f} ms at 4 connections"
    least = LIST_RATE if name.startswith("register") else None
    yield Figure(f"{name}: rate", found.rate, "/s", least=least, note=times)
    yield Figure(
        f"{name}: processor", cpu, "ms", most=ORGANISATION_CPU, note=f"p50 {percentile(one.times, 50):.1f} ms alone"
    )
    answer = once(port, path)
    yield Figure(
        f"{name}: weight",
        len(answer.body) / 1000,
        "kB gzipped",
        most=120,
        note=f"{len(answer.text) / 1000:.0f} kB plain",
    )
    if tag := answer.headers.get("etag"):
        same = run(port, path, status=STEADY, seconds=seconds / 2, headers={"If-None-Match": tag})
        yield Figure(f"{name}: unchanged (304)", same.rate, "/s")


def assets(environ: dict[str, str], folder: Path) -> Iterator[Figure]:
    """Style sheets and scripts of a page, as they travel."""
    import re

    with served(environ, folder / "serve.log") as (port, _process, _seconds):
        text = once(port, "/parties/ots").text.decode()
        paths = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', text))
        line_sizes = []
        for path in sorted(paths):
            line = Line(port, path)
            line_sizes.append(len(line.ask().body))
            line.close()
    yield Figure("style sheets and scripts", sum(line_sizes) / 1000, "kB gzipped", most=60, note=f"{len(paths)} files")
