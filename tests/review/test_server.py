"""The review server over real sockets: what it serves, and each thing it refuses."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from checkout import ROOT
from command_line import wait_until
from reviews import make_record, review, told, write_run

from summarizer.errors import ConfigurationError, RunFolderError
from summarizer.events.decisions import read_decisions
from summarizer.events.reading import read_events
from summarizer.events.storing import update_events
from summarizer.review.page import page_policy
from summarizer.review.rows import Review, read_reviews
from summarizer.review.server import LARGEST_BODY, ReviewDesk, ReviewServer
from summarizer.runs.records import read_records

DRAFT = {"article_id": "a1", "field": "incidents[0].weapons[0].name", "action": "accept", "old": "bomb"}


def build_page(_folder: Path, *, review_url: str, reviews: Sequence[Review]) -> str:
    """A page that holds what it was made from."""
    return f"<!doctype html><p>{review_url} {len(reviews)} é \ud800"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Sends requests as written; what is not said is as a browser on the page says it."""

    def __init__(self, port: int, token: str) -> None:
        self.port = port
        self.token = token

    @classmethod
    def of(cls, server: ReviewServer) -> "Client":
        return cls(server.port, server.url.split("/")[3])

    def send(self, raw: bytes) -> Answer:
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(raw)
            received = b"".join(iter(lambda: connection.recv(65536), b""))
        head, _, body = received.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        return Answer(int(first.split()[1]), headers, body.decode())

    def ask(self, method: str, route: str, body: bytes = b"", **headers: str | None) -> Answer:
        """``headers`` by name with underscores; None leaves one out. ``route`` follows the token."""
        known: dict[str, str | None] = {
            "Host": f"127.0.0.1:{self.port}",
            "Content-Type": "application/json" if body else None,
            "Content-Length": str(len(body)) if body else None,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        lines = [
            f"{method} {self.path(route)} HTTP/1.1",
            *(f"{name}: {value}" for name, value in known.items() if value),
        ]
        return self.send("\r\n".join([*lines, "", ""]).encode() + body)

    def path(self, route: str) -> str:
        return route.replace("TOKEN", self.token) if route.startswith("/") else f"/{self.token}/{route}"

    def post(self, row: Any, *, route: str = "reviews", **headers: str | None) -> Answer:
        return self.ask("POST", route, json.dumps(row).encode(), **headers)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", make_record(), make_record(article_id="a2"))


@pytest.fixture
def client(run: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setattr("summarizer.review.server._POLL_S", 0.005)  # each test waits for the end
    monkeypatch.setattr("summarizer.review.server.build_page", build_page)
    desk = ReviewDesk(run, who="Ann")
    with ReviewServer(desk) as server:
        thread = threading.Thread(target=server.serve)
        thread.start()
        yield Client.of(server)
        server.stop()
        thread.join()


def saved(run: Path) -> list[str]:
    return [one.field for one in read_reviews(run / "reviews.jsonl")]


def test_the_page_is_served_with_its_own_policy(client: Client) -> None:
    answer = client.ask("GET", "")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert answer.body.endswith(f"<p>/{client.token}/reviews 0 é ?")
    assert answer.headers["Content-Security-Policy"] == f"{page_policy(served=True)}; frame-ancestors 'none'"


def test_a_review_is_signed_saved_and_read_again(client: Client, run: Path) -> None:
    assert client.ask("GET", "reviews").json == []
    before = (run / "summaries.jsonl").read_bytes()
    answer = client.post(
        {**DRAFT, "note": "</script>"}, Origin=f"http://127.0.0.1:{client.port}", Sec_Fetch_Site="same-origin"
    )
    assert answer.status == 201
    assert (answer.json["who"], answer.json["note"]) == ("Ann", "</script>")
    assert [one.model_dump(mode="json") for one in read_reviews(run / "reviews.jsonl")] == [answer.json]
    assert client.ask("GET", "reviews").json == [answer.json]
    assert "reviews 1 " in client.ask("GET", "").body
    assert (run / "summaries.jsonl").read_bytes() == before


def test_what_others_saved_is_seen(client: Client, run: Path) -> None:
    (run / "reviews.jsonl").write_text(review("summary", "accept").model_dump_json() + "\n")
    assert [row["field"] for row in client.ask("GET", "reviews").json] == ["summary"]


def test_a_record_that_the_run_has_added_since_is_reviewed_too(client: Client, run: Path) -> None:
    added = {**DRAFT, "article_id": "a3"}
    assert client.post(added).status == 400
    later = write_run(run.with_name("later"), make_record(article_id="a3"))
    for name in ("summaries.jsonl", "articles.jsonl"):
        with (run / name).open("ab") as file:
            file.write((later / name).read_bytes())
    assert client.post(added).status == 201
    assert client.post(DRAFT).status == 201
    assert client.post({**added, "field": "incidents[9]"}).json == {"error": "field: the record has no 'incidents[9]'."}


def test_a_record_that_was_made_anew_is_reviewed_as_it_is_now(client: Client, run: Path) -> None:
    told_anew = make_record(told(weapons=[{"name": "attack", "cite": [3]}]))
    (run / "summaries.jsonl").write_text(told_anew.model_dump_json() + "\n", encoding="utf-8")
    assert client.post(DRAFT).status == 400, "what an older page shows"
    assert client.post({**DRAFT, "old": "attack"}).status == 201


@pytest.mark.parametrize("route", ["", "reviews"])
def test_every_answer_tells_browsers_to_keep_it_to_themselves(client: Client, route: str) -> None:
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Connection": None,
        "Access-Control-Allow-Origin": None,
    }
    for answer in (client.ask("GET", route), client.ask("DELETE", route), client.ask("GET", "/")):
        assert {name: answer.headers.get(name) for name in wanted} == wanted
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


ROUTES = [
    "/",
    "/reviews",
    "//reviews",
    "/TOKEN",
    "/TOKEN?",
    "/TOKEN/?x=1",
    "/TOKEN/reviews/",
    "/TOKEN/reviews?x",
    "/TOKEN/summaries.jsonl",
    "/TOKEN/../summaries.jsonl",
    "/TOKEN/%2e%2e/summaries.jsonl",
    "/TOKENx/reviews",
    "/xTOKEN/reviews",
    "/x/TOKEN/reviews",
    "/é/reviews",
]


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_else_is_served(client: Client, route: str) -> None:
    answer = client.ask("GET", route)
    assert answer.status == 404
    assert answer.json == {"error": "There is no such page. Use the whole address that was printed."}


def test_a_wrong_token_is_refused(client: Client, run: Path) -> None:
    wrong = client.token[:-1] + ("a" if client.token[-1] != "a" else "b")
    for route in (f"/{wrong}/", f"/{wrong}/reviews", f"/{client.token.swapcase()}/", f"/{client.token[:-1]}/"):
        assert client.ask("GET", route).status == 404
    assert client.ask("POST", f"/{wrong}/reviews", json.dumps(DRAFT).encode()).status == 404
    assert saved(run) == []
    assert len(client.token) >= 43


def test_an_absolute_address_is_refused(client: Client) -> None:
    assert client.ask("GET", "").status == 200
    raw = f"GET http://127.0.0.1:{client.port}/{client.token}/ HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n\r\n"
    assert client.send(raw.encode()).status == 404


FOREIGN = ["evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "localhost", "127.0.0.1:PORT.evil.example", "[::1]:PORT"]


@pytest.mark.parametrize("host", [*FOREIGN, "0.0.0.0:PORT", None])
def test_a_name_that_is_not_its_own_is_refused(client: Client, run: Path, host: str | None) -> None:
    told = host.replace("PORT", str(client.port)) if host else None
    for answer in (client.ask("GET", "", Host=told), client.post(DRAFT, Host=told)):
        assert answer.status == 403
        assert answer.json == {"error": "This server answers to its own name alone."}
    assert saved(run) == []


def test_two_names_are_refused(client: Client) -> None:
    host = f"Host: 127.0.0.1:{client.port}"
    raw = f"GET /{client.token}/ HTTP/1.1\r\n{host}\r\n{host}\r\n\r\n"
    assert client.send(raw.encode()).status == 403


def test_localhost_is_its_own_name(client: Client) -> None:
    name = f"localhost:{client.port}"
    assert client.post(DRAFT, Host=name, Origin=f"http://{name}").status == 201
    assert client.post(DRAFT, Host=name, Origin=f"http://127.0.0.1:{client.port}").status == 403


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "https://127.0.0.1:PORT", "http://127.0.0.1", "http://127.0.0.1:1", "http://127.0.0.1:PORT/"],
)  # fmt: skip
def test_another_origin_is_refused(client: Client, run: Path, origin: str) -> None:
    answer = client.post(DRAFT, Origin=origin.replace("PORT", str(client.port)))
    assert (answer.status, answer.json) == (403, {"error": "Requests of other sites are refused."})
    assert client.ask("GET", "", Origin=origin.replace("PORT", str(client.port))).status == 403
    assert saved(run) == []


@pytest.mark.parametrize("site", ["cross-site", "same-site", "odd"])
def test_what_a_browser_asks_for_another_site_is_refused(client: Client, run: Path, site: str) -> None:
    for answer in (
        client.ask("GET", "", Sec_Fetch_Site=site),
        client.ask("GET", "reviews", Sec_Fetch_Site=site),
        client.post(DRAFT, Sec_Fetch_Site=site),
    ):
        assert (answer.status, answer.json) == (403, {"error": "Requests of other sites are refused."})
    assert saved(run) == []


def test_what_a_user_opens_is_the_page_alone(client: Client) -> None:
    assert client.ask("GET", "", Sec_Fetch_Site="none").status == 200
    assert client.ask("GET", "reviews", Sec_Fetch_Site="none").status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_the_page_may_be_opened_from_elsewhere_but_not_embedded_there(client: Client, site: str) -> None:
    assert client.ask("GET", "", Sec_Fetch_Site=site, Sec_Fetch_Dest="document").status == 200
    assert client.ask("GET", "", Sec_Fetch_Site=site, Sec_Fetch_Dest="iframe").status == 403
    assert client.ask("GET", "", Sec_Fetch_Site=site, Sec_Fetch_Dest="document", Origin="null").status == 403
    assert client.ask("GET", "reviews", Sec_Fetch_Site=site, Sec_Fetch_Dest="document").status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "POST"])
def test_the_page_is_only_to_be_got(client: Client, method: str) -> None:
    answer = client.ask(method, "")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD"])
def test_reviews_are_only_to_be_got_and_added(client: Client, method: str) -> None:
    answer = client.ask(method, "reviews")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, POST")


def test_an_unknown_method_is_refused(client: Client) -> None:
    answer = client.ask("BREW", "")
    assert (answer.status, answer.json) == (501, {"error": "Unsupported method ('BREW')"})


FORMS = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]


@pytest.mark.parametrize("kind", [*FORMS, "application/json; charset=latin-1", None])
def test_another_content_type_is_refused(client: Client, run: Path, kind: str | None) -> None:
    answer = client.post(DRAFT, Content_Type=kind)
    assert (answer.status, answer.json) == (415, {"error": "Send application/json."})
    assert saved(run) == []


def test_a_content_type_may_name_utf_8(client: Client) -> None:
    assert client.post(DRAFT, Content_Type="Application/JSON; charset=UTF-8").status == 201


def test_a_body_that_is_too_large_is_refused(client: Client, run: Path) -> None:
    answer = client.ask("POST", "reviews", Content_Type="application/json", Content_Length=str(LARGEST_BODY + 1))
    assert (answer.status, answer.json) == (413, {"error": "A review may have 1,000,000 bytes."})
    assert saved(run) == []


@pytest.mark.parametrize("length", ["-1", "1e3", "", "9" * 13])
def test_a_length_that_is_none_is_refused(client: Client, length: str) -> None:
    host = f"127.0.0.1:{client.port}"
    head = f"POST /{client.token}/reviews HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    assert client.send(f"{head}Content-Length: {length}\r\n\r\n".encode()).status == 411
    assert client.send(f"{head}\r\n".encode()).status == 411
    assert client.send(f"{head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n".encode()).status == 411


def test_chunks_are_refused(client: Client, run: Path) -> None:
    assert client.post(DRAFT, Transfer_Encoding="chunked").status == 411
    assert saved(run) == []


def test_a_second_request_in_the_first_ones_body_is_never_read(client: Client, run: Path) -> None:
    inner = f"DELETE /{client.token}/reviews HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n\r\n".encode()
    answer = client.ask("GET", "reviews", inner)
    assert (answer.status, answer.json) == (200, [])
    assert saved(run) == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "no review: "),
        (b"[]", "no review: "),
        (b"\xff\xfe", "no review: "),
        (b"[" * 100_000, "no review: "),
        (json.dumps({**DRAFT, "action": "maybe"}).encode(), "action: Input should be"),
        (json.dumps({**DRAFT, "who": "Eve"}).encode(), "who: Extra inputs"),
        (json.dumps({**DRAFT, "article_id": "a9"}).encode(), "article_id: the run has no record of 'a9'."),
        (json.dumps({**DRAFT, "field": "incidents[9]"}).encode(), "field: the record has no 'incidents[9]'."),
        (json.dumps({**DRAFT, "old": "gun"}).encode(), "is 'bomb', not 'gun'"),
        (json.dumps({**DRAFT, "action": "withdraw"}).encode(), "there is nothing to withdraw"),
    ],
)
def test_what_is_no_review_or_does_not_fit_is_refused(client: Client, run: Path, body: bytes, reason: str) -> None:
    answer = client.ask("POST", "reviews", body)
    assert answer.status == 400
    assert reason in answer.json["error"]
    assert saved(run) == []


def test_what_does_not_fit_beside_earlier_reviews_is_refused(client: Client, run: Path) -> None:
    assert client.post({**DRAFT, "action": "reject", "field": "incidents[0].weapons[0]", "old": None}).status == 201
    answer = client.post(DRAFT)
    assert answer.status == 400
    assert "its entry was rejected" in answer.json["error"]
    assert client.post({**DRAFT, "article_id": "a2"}).status == 201, "another article's record is untouched"
    assert len(saved(run)) == 2


def test_what_was_said_can_be_withdrawn(client: Client, run: Path) -> None:
    assert client.post(DRAFT).status == 201
    (said,) = read_reviews(run / "reviews.jsonl")
    assert client.post({**DRAFT, "action": "withdraw", "old": said.review_id}).status == 201
    assert len(saved(run)) == 2


def test_a_damaged_file_of_reviews_is_told(client: Client, run: Path) -> None:
    (run / "reviews.jsonl").write_text("{}\n")
    for answer in (client.ask("GET", ""), client.ask("GET", "reviews"), client.post(DRAFT)):
        assert answer.status == 500
        assert "line 1 is no review" in answer.json["error"]


def test_a_malformed_request_is_refused(client: Client) -> None:
    assert client.send(b"GET\r\n\r\n").status == 400
    assert client.send(b"GET / HTTP/9.9\r\n\r\n").status == 505
    assert client.send(b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n").status == 414


def begin_post(client: Client, length: int) -> bytes:
    """The head of a request that is to have a body of that length."""
    host = f"Host: 127.0.0.1:{client.port}"
    kind = f"Content-Type: application/json\r\nContent-Length: {length}"
    return f"POST /{client.token}/reviews HTTP/1.1\r\n{host}\r\n{kind}\r\n\r\n".encode()


def test_a_client_that_hangs_up_disturbs_nobody(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    for raw in (b"", b"POST", begin_post(client, 9) + b"{"):
        with socket.create_connection(("127.0.0.1", client.port)) as connection:
            connection.sendall(raw)
    assert client.ask("GET", "reviews").status == 200
    assert capfd.readouterr().err == ""


def test_a_request_that_breaks_off_is_no_review(client: Client, run: Path) -> None:
    with socket.create_connection(("127.0.0.1", client.port)) as connection:
        connection.sendall(begin_post(client, 999) + json.dumps(DRAFT).encode())
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(65536)
    assert b" 400 " in answer.split(b"\r\n")[0]
    assert saved(run) == []


def test_a_page_that_cannot_be_made_is_one_line(
    run: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise ValueError("broken")

    monkeypatch.setattr("summarizer.review.server.build_page", broken)
    with ReviewServer(ReviewDesk(run, who="Ann")) as server:
        threading.Thread(target=server.serve, daemon=True).start()
        client = Client.of(server)
        with socket.create_connection(("127.0.0.1", client.port)) as connection:
            connection.sendall(f"GET /{client.token}/ HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n\r\n".encode())
            assert connection.recv(100) == b""
        server.stop()
    assert capfd.readouterr().err == "summarizer: a request failed: ValueError('broken')\n"


def test_reviewers_at_once_lose_nothing(client: Client, run: Path) -> None:
    def post_some(article_id: str) -> None:
        for _ in range(10):
            assert client.post({**DRAFT, "article_id": article_id}).status == 201

    people = [threading.Thread(target=post_some, args=(name,)) for name in ("a1", "a2")]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(saved(run)) == 20


def test_it_listens_on_loopback_alone(client: Client) -> None:
    addresses = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, family=socket.AF_INET)}
    for address in addresses - {"127.0.0.1"}:
        with pytest.raises(OSError, match=r"refused|not allowed|unreachable"):
            socket.create_connection((address, client.port), timeout=5).close()
    table = Path("/proc/net/tcp").read_text() if Path("/proc/net/tcp").exists() else ""
    listening = re.findall(rf": ([0-9A-F]{{8}}):{client.port:04X} 00000000:0000 0A", table)
    assert listening in ([], ["0100007F"])


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match=r"no manifest\.json here"):
        ReviewDesk(tmp_path, who="Ann")
    (tmp_path / "manifest.json").touch()
    with pytest.raises(RunFolderError, match=r"no summaries\.jsonl here"):
        ReviewDesk(tmp_path, who="Ann")
    with pytest.raises(ConfigurationError, match="holds no record to review"):
        ReviewDesk(write_run(tmp_path / "empty"), who="Ann")


def test_a_port_that_is_taken_is_told(run: Path) -> None:
    desk = ReviewDesk(run, who="Ann")
    with ReviewServer(desk) as server, pytest.raises(ConfigurationError, match="cannot be listened on"):
        ReviewServer(desk, port=server.port)


def test_the_command_refuses_what_cannot_be_reviewed(cli: Callable[..., Any], run: Path, tmp_path: Path) -> None:
    done = cli("review", tmp_path)
    assert done.code == 3
    assert "no manifest.json here, so no run's folder" in done.err
    assert "--who: give a name" in cli("review", run, "--who", " ").err
    assert cli("review", run, "--port", 70000).code == 2


INTERRUPTIBLE = """
import signal
from summarizer.cli.app import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in children of a shell's background jobs
main()
"""


def start_command(run: Path, *options: str, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-u", "-c", INTERRUPTIBLE, "review", str(run), "--who", "Bo", *options]
    known = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=known)


def read_address(process: subprocess.Popen[str]) -> re.Match[str]:
    """The address that the command prints, its port and its token."""
    assert process.stdout
    found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]+)/", process.stdout.readline())
    assert found
    return found


def test_the_command_tells_of_decisions_on_events_where_they_were_saved(run: Path, merged: tuple[str, str]) -> None:
    with start_command(run) as process:
        try:
            found = read_address(process)
            draft = {"action": "split", "reports": merged[:1], "others": merged[1:]}
            assert Client(int(found[1]), found[2]).post(draft, route="decisions").status == 201
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert f"0 reviews saved in {run / 'reviews.jsonl'}." in err
    assert f"1 decision on events saved in {run / 'event-decisions.jsonl'}." in err


def test_the_command_prints_its_address_saves_and_ends_with_ctrl_c(run: Path) -> None:
    with start_command(run) as process:
        try:
            found = read_address(process)
            client = Client(int(found[1]), found[2])
            assert client.post(DRAFT).status == 201
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0
    assert f"1 review saved in {run / 'reviews.jsonl'}." in err
    assert "Traceback" not in err
    assert [one.who for one in read_reviews(run / "reviews.jsonl")] == ["Bo"]


def test_a_browser_is_told_the_secret_in_a_file_that_is_gone_afterwards(run: Path, tmp_path: Path) -> None:
    launcher, told = tmp_path / "launcher", tmp_path / "told"
    launcher.write_text(f'#!/bin/sh\necho "$@" > {told}.part && mv {told}.part {told}\n')
    launcher.chmod(0o700)
    with start_command(run, "--open", BROWSER=f"{launcher} %s", TMPDIR=str(tmp_path)) as process:
        try:
            found = read_address(process)
            wait_until(told.exists)
            shown = told.read_text().strip()
            page = Path(shown.removeprefix("file://"))
            assert found[2] not in shown
            assert (page.stat().st_mode & 0o777, page.parent.stat().st_mode & 0o777) == (0o600, 0o700)
            assert f'http-equiv="refresh" content="0; url={found[0]}"' in page.read_text()
            assert 'name="referrer" content="no-referrer"' in page.read_text()
            assert Client(int(found[1]), found[2]).ask("GET", "reviews").status == 200
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0
    assert not page.parent.exists()


@pytest.fixture
def merged(run: Path) -> tuple[str, str]:
    """The ids of the two reports of a run whose reports were merged."""
    update_events(read_records(run), run)
    one, other = (report.incident_id for event in read_events(run) for report in event.reports)
    return one, other


def test_a_split_or_join_is_signed_and_saved(client: Client, run: Path, merged: tuple[str, str]) -> None:
    one, other = merged
    draft = {"action": "split", "reports": [one], "others": [other], "note": "</script>"}
    answer = client.post(draft, route="decisions")
    assert answer.status == 201
    assert (answer.json["who"], answer.json["action"], answer.json["note"]) == ("Ann", "split", "</script>")
    assert [row.model_dump(mode="json") for row in read_decisions(run)] == [answer.json]
    assert client.post({"action": "join", "reports": [one, other]}, route="decisions").status == 201
    assert [row.action for row in read_decisions(run)] == ["split", "join"]


def test_a_split_or_join_is_taken_back(client: Client, run: Path, merged: tuple[str, str]) -> None:
    joined = client.post({"action": "join", "reports": list(merged)}, route="decisions").json
    answer = client.post({"action": "withdraw", "withdrawn": joined["decision_id"]}, route="decisions")
    assert (answer.status, answer.json["who"], answer.json["withdrawn"]) == (201, "Ann", joined["decision_id"])
    again = client.post({"action": "withdraw", "withdrawn": joined["decision_id"]}, route="decisions")
    assert (again.status, "stands here" in again.json["error"]) == (400, True)
    assert [row.action for row in read_decisions(run)] == ["join", "withdraw"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reports": ["gone"]}, "no report 'gone'"),
        ({"others": ["gone"]}, "no report 'gone'"),
        ({"action": "merge"}, "action"),
        ({"others": []}, "others"),
        ({"reports": "all"}, "reports"),
        ({"who": "Eve"}, "who"),
        ({"note": 1}, "note"),
        ({"note": "x" * 10_001}, "note"),
        ({"when": "2026-11-26T15:30:00Z"}, "when"),
    ],
)
def test_what_is_no_split_or_join_is_refused(
    client: Client, run: Path, merged: tuple[str, str], changes: dict[str, Any], told: str
) -> None:
    draft = {"action": "split", "reports": [merged[0]], "others": [merged[1]], **changes}
    answer = client.post(draft, route="decisions")
    assert answer.status == 400
    assert told in answer.json["error"]
    assert not (run / "event-decisions.jsonl").exists()


def test_decisions_are_guarded_as_reviews_are(client: Client, run: Path, merged: tuple[str, str]) -> None:
    body = json.dumps({"action": "join", "reports": list(merged)}).encode()
    assert client.ask("POST", "decisions", body, Origin="http://evil.example").status == 403
    assert client.ask("POST", "decisions", body, Sec_Fetch_Site="cross-site").status == 403
    assert client.ask("POST", "decisions", body, Host="evil.example").status == 403
    assert client.ask("POST", "decisions", body, Content_Type="text/plain").status == 415
    assert client.ask("POST", "/wrong/decisions", body).status == 404
    assert client.ask("POST", "decisions", b"[" * 100_000).status == 400
    refused = client.ask("GET", "decisions")
    assert (refused.status, refused.headers["Allow"]) == (405, "POST")
    assert not (run / "event-decisions.jsonl").exists()


def test_a_run_without_events_takes_no_decision(client: Client) -> None:
    assert client.post({"action": "join", "reports": ["a", "b"]}, route="decisions").status == 400
