"""A server on loopback that speaks S3: moto's, with refusals of our choosing before it."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

SETTINGS = {
    "AWS_ACCESS_KEY_ID": "key-of-a-test",
    "AWS_SECRET_ACCESS_KEY": "secret-of-a-test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


class Refusal(NamedTuple):
    """An error as S3 sends it."""

    status: int
    code: str
    message: str = "refused"


class Asked(NamedTuple):
    """A request: ``GET``, ``/bucket/key``, ``list-type=2``."""

    method: str
    path: str
    query: str


class S3Server:
    """Serves from ``start`` to ``stop``; ``refuse`` says which requests are refused, and how."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.asked: list[Asked] = []
        self.refuse: Callable[[Asked], Refusal | None] = lambda _asked: None
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._http = make_server(host, port, self._answer, threaded=True)
        self.address = f"http://{host}:{self._http.port}"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def make_bucket(self, name: str, objects: Mapping[str, bytes]) -> None:
        """A bucket with objects, made without a request."""
        from moto.s3.models import s3_backends  # noqa: PLC0415 - slow

        backend = s3_backends["123456789012"]["aws"]
        backend.create_bucket(name, "us-east-1")
        for key, content in objects.items():
            backend.put_object(name, key, content)

    def _answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked = Asked(environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"])
        self.asked.append(asked)
        refusal = self.refuse(asked)
        if refusal is None:
            answered: Iterable[bytes] = self._moto(environ, start_response)
            return answered
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        said = f"<Code>{refusal.code}</Code><Message>{refusal.message}</Message>"
        body = f'<?xml version="1.0" encoding="UTF-8"?><Error>{said}</Error>'.encode()
        start_response(
            f"{refusal.status} Refused", [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))]
        )
        return [b"" if asked.method == "HEAD" else body]
