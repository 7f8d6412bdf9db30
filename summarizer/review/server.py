"""A small server on loopback: the page of a run, and the reviews, splits and joins that people make on it.

It is the standard library's: four routes for one person need no framework, and nothing more to trust. It answers in
HTTP/1.0, one request a connection, so that what is left of a refused request is never read as another.

What keeps others out, each check before any work is done: it listens on 127.0.0.1 alone; the Host header must be this
server's own (a page elsewhere may have its name point here); the path starts with a random token; a request that a
browser made for another site is refused by its Origin and Sec-Fetch-Site.
"""

import hmac
import json
import re
import secrets
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigurationError, ReviewError, RunFolderError, SummarizerError
from summarizer.events.decisions import Decision, add_decision, parse_draft
from summarizer.events.reading import read_events
from summarizer.review.applying import apply_reviews
from summarizer.review.page import DECISIONS_ROUTE, build_page, page_policy
from summarizer.review.rows import CALLED, Review, ReviewDraft, add_review, read_reviews
from summarizer.review.runs import Stored
from summarizer.runs.folder import MANIFEST, REVIEWS
from summarizer.runs.records import find_summaries, read_records
from summarizer.runs.signed import parse_signed
from summarizer.values import to_json

HOST = "127.0.0.1"
LARGEST_BODY = 1_000_000
_POLL_S = 0.1
_IDLE_S = 20.0
_FRAMES = "frame-ancestors 'none'"
_NOTHING = f"default-src 'none'; {_FRAMES}"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HTML, _JSON = "text/html; charset=utf-8", "application/json"


class ReviewDesk:
    """A run's records as reviews refer to them, and its reviews.

    ``saved`` counts the reviews taken here, ``decided`` the splits, joins and withdrawals of these. The run may
    still be going on, or be made anew: the records are read again once their file has changed.

    Raises: RunFolderError where the folder is no run's; ConfigurationError where it holds no record.
    """

    def __init__(self, folder: Path, *, who: str) -> None:
        if not (folder / MANIFEST).is_file():
            raise RunFolderError(
                f"{folder}: no {MANIFEST} here, so no run's folder. Give the one that 'summarizer run --out' wrote."
            )
        self.folder = folder
        self._who = who
        self._records: dict[str, Stored] = {}
        self._stamp: tuple[int, int] | None = None
        self._catch_up()
        if not self._records:
            raise ConfigurationError(f"{folder} holds no record to review.")
        self.read()
        self._counting = threading.Lock()
        self.saved = self.decided = 0

    def read(self) -> tuple[Review, ...]:
        """The reviews there are, whoever made them. Raises: RunFolderError for a damaged row."""
        return read_reviews(self.folder / REVIEWS)

    def take(self, body: bytes) -> Review:
        """Sign and save the review that a body holds. Raises: ReviewError where it is none or does not fit."""
        review = add_review(self.folder, parse_signed(body, ReviewDraft, CALLED), who=self._who, check=self._check)
        with self._counting:
            self.saved += 1
        return review

    def take_decision(self, body: bytes) -> Decision:
        """Sign and save the split or join that a body holds; it holds from the next merge on.

        Raises: ReviewError where it is none, or the run's events have no such report.
        """
        draft = parse_draft(body)
        known = {report.incident_id for event in read_events(self.folder) for report in event.reports}
        unknown = next((one for one in (*draft.reports, *draft.others) if one not in known), None)
        if unknown is not None:
            raise ReviewError(f"reports: the run's events have no report {unknown!r}.")
        decision = add_decision(self.folder, draft, who=self._who)
        with self._counting:
            self.decided += 1
        return decision

    def _check(self, reviews: Sequence[Review], review: Review) -> None:
        self._catch_up()
        known = self._records.get(review.article_id)
        if known is None:
            raise ReviewError(f"article_id: the run has no record of {review.article_id!r}.")
        record, article = known
        for misfit in apply_reviews(record, [*reviews, review], article=article).misfits:
            if misfit.review.review_id == review.review_id:
                raise ReviewError(misfit.reason)

    def _catch_up(self) -> None:
        """Read the records, where their file is not as it was when they were read last."""
        now = find_summaries(self.folder).stat()
        stamp = now.st_size, now.st_mtime_ns
        if stamp != self._stamp:
            self._records, self._stamp = _by_id(read_records(self.folder)), stamp


def _by_id(records: Iterable[Stored]) -> dict[str, Stored]:
    return {record.article.article_id: (record, article) for record, article in records}


class ReviewServer(AbstractContextManager["ReviewServer"]):
    """Serves one run's page and reviews until it is closed. ``url`` is where, with the token.

    Raises: ConfigurationError where the port cannot be had.
    """

    def __init__(self, desk: ReviewDesk, *, port: int = 0) -> None:
        self._token = secrets.token_urlsafe(32)
        try:
            self._http = _Quiet((HOST, port), partial(_Handler, desk=desk, token=self._token))
        except (OSError, OverflowError) as error:
            raise ConfigurationError(f"--port {port} cannot be listened on: {error}. Leave it out for any.") from error

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        """Where the page is. Who knows it can read and review the run."""
        return f"http://{HOST}:{self.port}/{self._token}/"

    def serve(self) -> None:
        """Answer requests until ``stop`` is called in another thread, or an exception such as Ctrl-C ends it."""
        self._http.serve_forever(poll_interval=_POLL_S)

    def stop(self) -> None:
        """End ``serve``, which must be running."""
        self._http.shutdown()

    def __exit__(self, *_: object) -> None:
        self._http.server_close()


class _Quiet(ThreadingHTTPServer):
    """Lets go of clients that hang up; other trouble is one line on stderr."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        _ = request, client_address
        error = sys.exception()
        if not isinstance(error, OSError):
            sys.stderr.write(f"summarizer: a request failed: {error!r}\n")


class _RefusedError(Exception):
    """A request that is not answered with what it asks for."""

    def __init__(self, status: HTTPStatus, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers


class _Handler(BaseHTTPRequestHandler):
    server_version, sys_version = "summarizer", ""
    timeout = _IDLE_S
    default_request_version = "HTTP/1.0"  # of requests that name none: answers always have a status and headers

    def __init__(self, *args: Any, desk: ReviewDesk, token: str) -> None:
        self._desk = desk
        self._token = token
        self._routes: dict[str, dict[str, Callable[[], None]]] = {
            "": {"GET": self._send_page},
            "reviews": {"GET": self._send_reviews, "POST": partial(self._take, desk.take)},
            DECISIONS_ROUTE: {"POST": partial(self._take, desk.take_decision)},
        }
        super().__init__(*args)

    def _answer(self) -> None:
        """Answer the request, whatever its method."""
        try:
            self._require_own_host()
            route = self._find_route()
            self._require_own_site(document=route == "")
            self._find_method(route)()
        except _RefusedError as refused:
            self._drain()
            self._send_error(refused.status, str(refused), refused.headers)
        except ReviewError as error:
            self._send_error(HTTPStatus.BAD_REQUEST, str(error))
        except SummarizerError as error:
            self._send_error(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = _answer  # noqa: N815

    def _require_own_host(self) -> None:
        names = self.headers.get_all("Host", [])
        port = self.server.server_address[1]  # type: ignore[index]
        if len(names) != 1 or names[0].lower() not in (f"{HOST}:{port}", f"localhost:{port}"):
            raise _RefusedError(HTTPStatus.FORBIDDEN, "This server answers to its own name alone.")

    def _find_route(self) -> str:
        """The route after the token. A wrong token is answered as a path that there is not."""
        start, _, rest = self.path.removeprefix("/").partition("/")
        mine = hmac.compare_digest(start.encode("utf-8", "surrogateescape"), self._token.encode())
        if not mine or not self.path.startswith("/") or rest not in self._routes or self.path == f"/{start}":
            raise _RefusedError(HTTPStatus.NOT_FOUND, "There is no such page. Use the whole address that was printed.")
        return rest

    def _require_own_site(self, *, document: bool) -> None:
        """Refuse what a browser asks for another site's page.

        A document may also be asked for by the user, and be opened, never embedded, from elsewhere: ``--open`` does so
        from a file.
        """
        origins = self.headers.get_all("Origin", [])
        if any(origin.lower() != f"http://{self.headers['Host']}".lower() for origin in origins):
            raise _RefusedError(HTTPStatus.FORBIDDEN, "Requests of other sites are refused.")
        if document and self.headers.get_all("Sec-Fetch-Dest") == ["document"]:
            return
        allowed = ("same-origin", "none") if document else ("same-origin",)
        if any(site not in allowed for site in self.headers.get_all("Sec-Fetch-Site", [])):
            raise _RefusedError(HTTPStatus.FORBIDDEN, "Requests of other sites are refused.")

    def _find_method(self, route: str) -> Callable[[], None]:
        method = self._routes[route].get(self.command)
        if method is None:
            allowed = ", ".join(self._routes[route])
            raise _RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, f"Use {allowed}.", Allow=allowed)
        return method

    def _send_page(self) -> None:
        html = build_page(self._desk.folder, review_url=f"/{self._token}/reviews", reviews=self._desk.read())
        headers = {"Content-Security-Policy": f"{page_policy(served=True)}; {_FRAMES}"}
        self._send(HTTPStatus.OK, _HTML, html.encode("utf-8", "replace"), headers)

    def _send_reviews(self) -> None:
        rows = ",".join(to_json(review) for review in self._desk.read())
        self._send(HTTPStatus.OK, _JSON, f"[{rows}]".encode())

    def _take(self, sign: Callable[[bytes], Review | Decision]) -> None:
        self._send(HTTPStatus.CREATED, _JSON, to_json(sign(self._read_body())).encode())

    def _read_body(self) -> bytes:
        kind, _, charset = self.headers.get("Content-Type", "").lower().partition(";")
        if kind.strip() != _JSON or charset.strip() not in ("", "charset=utf-8"):
            raise _RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send {_JSON}.")
        length = self._length()
        if length is None:
            raise _RefusedError(HTTPStatus.LENGTH_REQUIRED, "Send a Content-Length.")
        if length > LARGEST_BODY:
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A review may have {LARGEST_BODY:,} bytes.")
        body = self.rfile.read(length)
        if len(body) < length:
            raise _RefusedError(HTTPStatus.BAD_REQUEST, "The request broke off.")
        return body

    def _length(self) -> int | None:
        """The body's length; None where the request does not tell it plainly."""
        told = self.headers.get_all("Content-Length", [])
        if len(told) != 1 or "Transfer-Encoding" in self.headers or not re.fullmatch(r"[0-9]{1,12}", told[0]):
            return None
        return int(told[0])

    def _drain(self) -> None:
        """Read what is left of a refused request, if it is little: closing on unread bytes loses the answer."""
        length = self._length() or 0
        if self.command == "POST" and length <= LARGEST_BODY:
            self.rfile.read(length)

    def _send_error(self, status: HTTPStatus, message: str, headers: Mapping[str, str] | None = None) -> None:
        self._send(status, _JSON, json.dumps({"error": message}).encode(), headers)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what the standard library refuses (a malformed request, an unknown method) as everything else."""
        self._send_error(HTTPStatus(code), message or explain or "The request cannot be answered.")

    def _send(self, status: HTTPStatus, kind: str, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Security-Policy": _NOTHING, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: addresses hold the token."""
