"""A loopback HTTP server for tests that lets go of clients that hang up."""

import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class LoopbackServer:
    """Serves with the handler that a subclass makes, on a free port of loopback, from ``start`` to ``stop``."""

    def __init__(self) -> None:
        self._http = _Forgiving(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.005})

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def url(self) -> str:
        """Where an OpenAI-compatible API is."""
        return f"{self.address}/v1"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        raise NotImplementedError


class _Forgiving(ThreadingHTTPServer):
    """A client may reset its connection at any moment, which is no error of the server."""

    daemon_threads = True

    def get_request(self) -> tuple[socket.socket, Any]:
        """A connection that sends at once: else the body waits 40 ms until the client says that it has the head."""
        connection, client_address = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection, client_address

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)
