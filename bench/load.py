"""A small load generator for this machine only: a bounded number of requests over a few kept-open connections."""

import gzip
import socket
import threading
import time
from dataclasses import dataclass, field

HOST = "127.0.0.1"


@dataclass
class Answer:
    """One response: its status, its headers by small name, its body as sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> bytes:
        """The body unpacked."""
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body


class Line:
    """One connection that is kept open; asks for one path, the same way every time."""

    def __init__(self, port: int, path: str, headers: dict[str, str] | None = None) -> None:
        said = "".join(f"{k}: {v}\r\n" for k, v in (headers or {}).items())
        self.request = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: gzip\r\n{said}\r\n".encode()
        self.socket = socket.create_connection((HOST, port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> Answer:
        """Send the request and read the answer to its end."""
        self.socket.sendall(self.request)
        held = b""
        while b"\r\n\r\n" not in held:
            held += self._more()
        head, _, body = held.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
        status = int(first.split()[1])
        length = 0 if status == 304 else int(headers["content-length"])
        parts = [body]
        got = len(body)
        while got < length:
            parts.append(self._more())
            got += len(parts[-1])
        return Answer(status, headers, b"".join(parts))

    def _more(self) -> bytes:
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionError("The server closed the connection in the middle of an answer.")
        return part

    def close(self) -> None:
        """End the connection."""
        self.socket.close()


@dataclass
class Run:
    """What a run of requests gave: seconds in all, and milliseconds of each."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.seconds


def once(port: int, path: str, headers: dict[str, str] | None = None) -> Answer:
    """One request over a connection of its own."""
    line = Line(port, path, headers)
    try:
        return line.ask()
    finally:
        line.close()


def run(port: int, path: str, *, status: int = 200, seconds: float = 4.0, lines: int = 4,
        headers: dict[str, str] | None = None, most: int = 20_000) -> Run:  # fmt: skip
    """Ask for a path over `lines` connections for some seconds, at most `most` requests; another status is an error."""
    held, wrong, lock = Run(), [], threading.Lock()
    ends = time.perf_counter() + seconds

    def work() -> None:
        line, times = Line(port, path, headers), []
        while time.perf_counter() < ends and len(times) < most // lines:
            begun = time.perf_counter()
            answer = line.ask()
            times.append((time.perf_counter() - begun) * 1000)
            if answer.status != status:
                wrong.append(answer.status)
                break
        line.close()
        with lock:
            held.times += times

    begun = time.perf_counter()
    workers = [threading.Thread(target=work) for _n in range(lines)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    held.seconds = time.perf_counter() - begun
    if wrong:
        raise AssertionError(f"{path} answered {wrong[0]} instead of {status}.")
    return held
