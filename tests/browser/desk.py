"""A server for the browser pass in which a cookie says who sits there, as sign-in does in the installation."""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kurultay.config.settings")


class Server(ThreadingMixIn, WSGIServer):
    """One thread for each request, as a browser asks for several files at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """A handler that says nothing of each request."""

    def log_message(self, *args: object) -> None:
        """Nothing."""


def main(port: int) -> None:
    """Make the database ready with the example record and serve it; the cookie `seat` is role:organisation:party."""
    from kurultay.config.serve import ready

    ready(with_example=True)
    from kurultay.config.wsgi import application
    from kurultay.kit.pages import policy
    from kurultay.kit.reading import Reader, Seat, public

    def reader(request: object) -> Reader:
        seats = [Seat(*text.split(":")) for text in request.COOKIES.get("seat", "").split("|") if text]  # type: ignore[attr-defined]
        name = request.COOKIES.get("name", "An officer")  # type: ignore[attr-defined]
        return Reader.person(name, *seats) if seats else public()

    policy._reader_of.append(reader)
    make_server("127.0.0.1", port, application, Server, Quiet).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
