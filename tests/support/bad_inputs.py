"""Bad and odd inputs: how each is made, and what the reader must make of it. One entry for each kind."""

import bz2
import gzip
import json
import lzma
import os
import random
import socket
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from office_files import UNTOLD, UNTOLD_FONT, make_docx, make_pdf, raw_pdf

MIB = 1_048_576
SECRET = "A text that lies outside of the folder, and that a link leads to."
RUSSIAN = "Не менее двенадцати человек погибли в результате взрыва в аэропорту Кабула, сообщили власти."
JAPANESE = "木曜日、カブール空港の外で爆発があり、少なくとも六十人が死亡したと当局が発表した。"
CHINESE = "当局星期四表示，喀布尔机场外发生爆炸，至少六十人死亡，一百四十人受伤。"
FRENCH = "KABOUL - Au moins 60 civils ont été tués jeudi près de l’aéroport, a déclaré le ministère de la Santé."


class Good(NamedTuple):
    """An article that must come out. What is None or empty is not looked at; ``sentences`` is their number."""

    text: str | None = None
    holds: str = ""
    lacks: str = ""
    title: str | None = None
    sentences: int | None = None
    line: int | None = None


class Bad(NamedTuple):
    """A failure that must come out, with words of its message."""

    code: str
    words: str
    line: int | None = None


Outcome = Good | Bad
Maker = Callable[[Path], object]


class Case(NamedTuple):
    """One kind of input: the name of what ``make`` puts into a folder, and what reading that folder yields.

    ``given``: folders leave it out, so its own path is passed. ``name`` is relative to the folder.
    """

    name: str
    make: Maker
    outcomes: tuple[Outcome, ...]
    given: bool = False


def news(name: str) -> str:
    """A text of two sentences that no other case has."""
    return f"Twelve people died in Kabul on Monday, officials said. So said bulletin {name!a}."


def put(content: str | bytes | Maker) -> Maker:
    if callable(content):
        return content
    data = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(data)


def later(content: Callable[[], bytes]) -> Maker:
    """What takes long to make, made where the case is tried and not by all who read the table."""
    return lambda path: path.write_bytes(content())


def good(name: str, content: str | bytes | Maker, *, given: bool = False, **facts: object) -> Case:
    return Case(name, put(content), (Good(**facts),), given)  # type: ignore[arg-type]


def plain(name: str, *, given: bool = False) -> Case:
    """An ordinary text under an odd name."""
    return good(name, news(name), text=news(name), sentences=2, given=given)


def bad(name: str, content: str | bytes | Maker, code: str, words: str, *, given: bool = False) -> Case:
    return Case(name, put(content), (Bad(code, words),), given)


def several(name: str, content: str | bytes, *outcomes: Outcome) -> Case:
    return Case(name, put(content), outcomes)


def encoded(name: str, text: str, encoding: str) -> Case:
    return good(name, text.encode(encoding), text=text)


def front(name: str, block: str, code: str, words: str) -> Case:
    return bad(name, f"---\n{block}\n---\n{news(name)}", code, words)


def article_json(name: str, **fields: object) -> str:
    return json.dumps({"text": news(name), **fields})


def paragraphs(name: str, count: int = 4) -> str:
    return "".join(
        f"<p>A bomb killed {number} people at gate {number} of the airport, said officials of {name}.</p>"
        for number in range(1, count + 1)
    )


def page(name: str, *, head: str = "", before: str = "", after: str = "", body: str = "") -> str:
    return (
        f"<html><head><title>Bomb at the airport</title>{head}</head><body {body}>{before}<article>"
        f"<h1>Bomb at the airport</h1>{paragraphs(name)}</article>{after}</body></html>"
    )


def html(name: str, *, head: str = "", before: str = "", after: str = "", body: str = "", lacks: str = "evil") -> Case:
    content = page(name, head=head, before=before, after=after, body=body)
    return good(name, content, holds=f"gate 4 of the airport, said officials of {name}.", lacks=lacks)


# --- makers of what is no plain content


def zip_bomb_of(size: int) -> Maker:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.txt", bytes(size))

    return make


def word_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document>{news('docx')}</w:document>")


def database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table articles (text)")
    connection.commit()
    connection.close()


def long_line(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(50):
            file.write(b"x" * MIB)
        file.write(b'"}\n' + article_json("after the long line").encode())


def fifo(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path.name)
    os.chdir(here)


def folder_with_article(path: Path) -> None:
    path.mkdir()
    (path / "inside.txt").write_text(news(path.name))


def folder_loop(path: Path) -> None:
    path.mkdir()
    (path / "again").symlink_to(path, target_is_directory=True)
    (path / "up.txt").symlink_to(path.parent, target_is_directory=True)
    (path / "once.txt").write_text(news(path.name))


def deep_folders(path: Path) -> None:
    """More folders within one another than a path can name."""
    here = Path.cwd()
    path.mkdir()
    os.chdir(path)
    for _ in range(25):
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
    os.chdir(here)


def outside(path: Path) -> Path:
    """The file outside of the folder of inputs that a link leads to."""
    return path.parent.parent / "outside" / "passwd"


def link_outside(path: Path) -> None:
    outside(path).parent.mkdir(exist_ok=True)
    outside(path).write_text(SECRET)
    path.symlink_to(outside(path))


def link_to_folder_outside(path: Path) -> None:
    outside(path).parent.mkdir(exist_ok=True)
    path.symlink_to(outside(path).parent, target_is_directory=True)


def link_to(target: str) -> Maker:
    return lambda path: path.symlink_to(path.parent / target)


def without_permission(path: Path) -> None:
    path.write_text(news(path.name))
    path.chmod(0)


def bytes_name(name: bytes) -> str:
    return os.fsdecode(name)


NOISE = random.Random(7)  # noqa: S311 - noise, the same in each run
LAUGHS = "a0: &a0 [ha]\n" + "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
WRONG_TYPE = "make it a string"
NO_YAML = "not valid YAML"

ENCODED = [
    encoded("utf8.txt", FRENCH, "utf-8"),
    good("utf8-bom.txt", FRENCH[1:].encode("utf-8-sig"), text=FRENCH[1:]),
    encoded("utf16-bom.txt", FRENCH[2:], "utf-16"),
    good("utf16be-bom.txt", b"\xfe\xff" + FRENCH[3:].encode("utf-16-be"), text=FRENCH[3:]),
    encoded("utf32-bom.txt", FRENCH[4:], "utf-32"),
    bad("utf16-no-bom.txt", FRENCH.encode("utf-16-le"), "binary", "NUL bytes and is not text; save it as UTF-8"),
    bad("utf16-no-bom-ja.txt", JAPANESE.encode("utf-16-le"), "binary", "save it as UTF-8 text"),
    bad("utf32-no-bom.txt", FRENCH.encode("utf-32-be"), "binary", "NUL bytes"),
    bad("utf16-odd.txt", FRENCH.encode("utf-16")[:-1], "binary", "not text in any known encoding"),
    encoded("cp1252.txt", FRENCH[5:], "cp1252"),
    encoded("shift-jis.txt", JAPANESE, "cp932"),
    encoded("iso2022-jp.txt", JAPANESE[4:], "iso2022_jp"),
    encoded("koi8-r.txt", RUSSIAN, "koi8-r"),
    encoded("cp1251.txt", RUSSIAN[3:], "cp1251"),
    encoded("gb18030.txt", CHINESE, "gb18030"),
    bad("ebcdic.txt", news("ebcdic").encode("cp037"), "binary", "not text in any known encoding; save it as UTF-8"),
    good("utf7.txt", "Dix tués à Kaboul".encode("utf-7"), text="Dix tu+AOk-s +AOA Kaboul"),
    good("overlong.txt", b"Ten died. \xc0\xaf..\xc0\xafetc\xc0\xafpasswd", holds="Ten died. ", lacks="/"),
    good("cesu8.txt", b"Ten died \xed\xa0\xbd\xed\xb8\x80 there.", text="Ten died \U0001f600 there."),
    good("surrogate.txt", b"Ten died \xed\xa0\xbd there.", text="Ten died \ufffd there."),
    good("torn-end.txt", "“Dix” tués à Bogotá".encode()[:-1], text="“Dix” tués à Bogot\ufffd"),
    good("one-broken-byte.txt", "“Dix” tués à Bogotá ".encode() + b"\xe9.", text="“Dix” tués à Bogotá \ufffd."),
    good("bom-and-broken.txt", "\ufeff“Dix” tués à Cali ".encode() + b"\xe9", text="“Dix” tués à Cali \ufffd"),
    good("two-boms.txt", f"\ufeff\ufeff{news('two')}", text=f"\ufeff{news('two')}"),
    bad("nul.txt", "Twelve \0 died.", "binary", "holds NUL bytes"),
    bad("noise.txt", bytes(NOISE.randrange(1, 256) for _ in range(3000)), "binary", "not text in any known encoding"),
    bad("terminal.txt", "\x1b[2J\x1b]0;evil\x07\x1b[31m", "binary", "not text"),
]

BINARY = [
    bad(
        "zip-bomb.txt",
        zip_bomb_of(5 * MIB),
        "binary",
        "a zip archive or office document, whatever its name; extract its text",
    ),
    bad("gzip.txt", gzip.compress(bytes(MIB)), "binary", "a gzip archive"),
    bad("gzip.jsonl", gzip.compress(b'{"text": "x"}'), "binary", "a gzip archive"),
    bad("xz.txt", lzma.compress(bytes(MIB)), "binary", "an xz archive"),
    bad("bzip2.txt", bz2.compress(bytes(MIB)), "binary", "a bzip2 archive"),
    bad("zstd.txt", b"\x28\xb5\x2f\xfd\x24\x10abcdef\x81", "binary", "a zstd archive"),
    bad("pdf.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "binary", "a PDF document"),
    bad("docx.txt", word_document, "binary", "office document"),
    bad("doc.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "binary", "an old office document"),
    bad("rtf.txt", b"{\\rtf1\\ansi Twelve died.}", "binary", "an RTF document"),
    bad("png.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", "a PNG image"),
    bad("sqlite.txt", database, "binary", "an SQLite database"),
    bad("elf.txt", b"\x7fELF\x02\x01\x01" + bytes(9), "binary", "a program"),
]

EMPTY = [
    bad("empty.txt", "", "empty", "holds no text; remove it or fill it"),
    bad("bom-only.txt", "\ufeff", "empty", "holds no text"),
    bad("utf16-bom-only.txt", b"\xff\xfe", "empty", "holds no text"),
    bad("white-space.txt", " \n\t\r\n\f ", "empty", "holds no text"),
    bad("wide-space.txt", "\u3000\u2003\u00a0\n", "empty", "holds no text"),
    bad("invisible.txt", "\u200b\u2060\u200f\u202e\ufeff\n", "empty", "holds no text"),
    bad("only-header.txt", " date 2017-07-11 \n", "empty", "holds no text"),
    bad("only-front-matter.md", "---\ntitle: T\n---\n", "empty", "holds no text"),
    bad("empty-list.json", "[]", "empty", "the list holds no article"),
    bad("blank-lines.jsonl", "\n \r\n\n", "empty", "holds no article"),
]

FRONT_MATTER = [
    good("laughs.md", f"---\n{LAUGHS}\ntitle: T\n---\n{news('laughs')}", title="T", sentences=2),
    front("laughs-title.md", f"{LAUGHS}\ntitle: *a9", "malformed", "'title' holds list; make it a string"),
    front("yaml-deep.md", "a: " + "[" * 700, "malformed", NO_YAML),
    front("yaml-deep-keys.md", "- " * 700, "malformed", NO_YAML),
    good("yaml-int.md", f"---\nn: {'9' * 9000}\ntitle: T\n---\n{news('int')}", title="T", sentences=2),
    front("yaml-tag.md", "title: !!python/object/apply:os.system ['touch evil']", "malformed", WRONG_TYPE),
    front("yaml-tag-unknown.md", "a: b\ntitle: !!python/tuple [a]", "malformed", WRONG_TYPE),
    good("yaml-twice.md", f"---\ntitle: A\ntitle: B\n---\n{news('twice')}", title="B", sentences=2),
    front(
        "yaml-date.md", "date: 2021-99-99", "malformed", "'date' holds '2021-99-99', which is no clear date; write it"
    ),
    front("yaml-far-date.md", "date: 99999-01-01", "malformed", "no clear date; write it as YYYY-MM-DD"),
    front("yaml-escape.md", 'title: "\\UFFFFFFFF"', "malformed", NO_YAML),
    front("yaml-escape-2.md", 'title: "\\U00110000"', "malformed", NO_YAML),
    good("yaml-surrogate.md", f'---\ntitle: "\\uD800"\n---\n{news("surrogate")}', title="\ud800", sentences=2),
    front("yaml-recursive.md", "a: &a [*a]", "malformed", NO_YAML),
    front("yaml-unhashable.md", "? [a]\n: b", "malformed", NO_YAML),
    front("yaml-alias.md", "<<: *nothing", "malformed", "remove the --- lines around it"),
    good("yaml-long.md", f"---\n{'a: b' * 9000}\n---\n{news('long')}", holds="a: ba: b", sentences=None),
    good("yaml-open.md", f"---\ntitle: never closed\n{news('open')}", holds="title: never closed"),
]

JSON = [
    good("nan.json", f'{{"text": "{news("nan")}", "n": NaN, "i": -Infinity}}', text=news("nan")),
    bad("twice.json", '{"text": "A.", "text": "B."}', "malformed", "an object has the key 'text' twice"),
    bad("deep.json", "[" * 100_000, "malformed", "not valid JSON (maximum recursion depth"),
    bad("deep-object.json", '{"a":' * 100_000, "malformed", "not valid JSON"),
    bad("huge-int.json", f'{{"text": "A.", "n": {"9" * 5000}}}', "malformed", "Exceeds the limit"),
    good("huge-float.json", f'{{"text": "{news("float")}", "n": 1e999999}}', text=news("float")),
    good("surrogate.json", '{"text": "Ten died \\ud83d there."}', text="Ten died \ud83d there."),
    good("nul.json", '{"text": "Ten \\u0000 died."}', text="Ten \0 died."),
    good("controls.json", '{"text": "Ten \\u001b[31mdied\\u009b."}', text="Ten \x1b[31mdied\x9b."),
    bad("null-text.json", '{"text": null}', "malformed", "no text; put it in a field named 'text'"),
    bad("number-text.json", '{"text": 7}', "malformed", "'text' holds int"),
    bad("object-text.json", '{"body": {"text": "x"}}', "malformed", "'body' holds dict"),
    bad("number-title.json", article_json("1", title=7), "malformed", "'title' holds int"),
    bad("list-headline.json", article_json("2", headline=["x"]), "malformed", "'headline' holds list"),
    bad("number-date.json", article_json("3", date=202111), "malformed", "'date' holds '202111'"),
    good("epoch-date.json", article_json("epoch", date=1629936000), text=news("epoch")),
    bad("bad-date.json", article_json("4", published="3/4/21"), "malformed", "'published' holds '3/4/21'"),
    bad("bool-source.json", article_json("5", source=True), "malformed", "'source' holds bool"),
    bad("object-url.json", article_json("6", url={}), "malformed", "'url' holds dict"),
    good("long-title.json", article_json("7", title="T" * 100_000), text=news("7"), title="T" * 100_000),
    bad("string.json", '"text"', "malformed", "found str; make each article a JSON object"),
    bad("torn.json", '{"text": "Ten', "malformed", "not valid JSON (Unterminated string"),
    bad("comment.json", "// no\n{}", "malformed", "correct or remove it"),
    bad("two-objects.json", '{"text": "A."}\n{"text": "B."}', "malformed", "not valid JSON (Extra data"),
    several("arrays.json", "[[1], []]", Bad("malformed", "found list", 1), Bad("malformed", "found list", 2)),
    several(
        "one-bad.json",
        f"[{article_json('l1')}, 7, {article_json('l3')}]",
        Good(text=news("l1"), line=1),
        Bad("malformed", "found int", 2),
        Good(text=news("l3"), line=3),
    ),
    several(
        "torn-last-line.jsonl",
        f'{article_json("j1")}\n{article_json("j2")}\n{{"text": "torn',
        Good(text=news("j1"), line=1),
        Good(text=news("j2"), line=2),
        Bad("malformed", "not valid JSON", 3),
    ),
    several(
        "ends-and-blanks.jsonl",
        f"\ufeff{article_json('e1')}\r\n\r\n  \n{article_json('e4')}\r\n",
        Good(text=news("e1"), line=1),
        Good(text=news("e4"), line=4),
    ),
    several(
        "mixed.jsonl",
        f'{article_json("m1")}\nplain words\nnull\n{{"text": "a\0b"}}\n{article_json("m5")}'.encode(),
        Good(text=news("m1"), line=1),
        Bad("malformed", "not valid JSON", 2),
        Bad("malformed", "found NoneType", 3),
        Bad("binary", "NUL bytes", 4),
        Good(text=news("m5"), line=5),
    ),
    bad("utf16.jsonl", article_json("u").encode("utf-16"), "binary", "save it as UTF-8 text"),
    several(
        "latin.jsonl",
        '{"text": "Dix civils ont été tués près de l’aéroport à Cali."}'.encode("cp1252"),
        Good(text="Dix civils ont été tués près de l’aéroport à Cali.", line=1),
    ),
    Case(
        "long-line.jsonl",
        long_line,
        (Bad("too_large", "larger than 2,000,000 bytes; split it", 1), Good(text=news("after the long line"), line=2)),
    ),
    Case(
        "summaries.jsonl",
        put(f'{{"id": 1, "summary": "Of another program."}}\n{article_json("of another program")}\n'),
        (Bad("malformed", "no text", 1), Good(text=news("of another program"), line=2)),
    ),
    bad("manifest.json", '{"fingerprint": {}, "status": "finished"}', "malformed", "no text"),
]

HTML = [
    html("script.html", head="<script>document.write('evil')</script>", after="<script src=evil.js></script>"),
    html(
        "handlers.html", body="onload='evil()'", after="<img src=x onerror='evil()'><a href='javascript:evil()'>x</a>"
    ),
    html("refresh.html", head="<meta http-equiv=refresh content='0;url=http://evil.example/'>"),
    html("iframe.html", before="<iframe src='http://evil.example/'>evil</iframe><object data=evil></object>"),
    html("base.html", head="<base href='file:///evil/'><link rel=stylesheet href='http://evil.example/'>"),
    html("wrong-charset.html", head="<meta charset=shift_jis><meta charset=utf-16>"),
    html("unclosed.html", after="<p title='never closed"),
    html("control-references.html", after="<p>It &#27;[31m was &#x1; loud &#65535; and &#xFFFE; then &#0; over.</p>"),
    html("json-ld.html", head="<script type='application/ld+json'>" + "[" * 50_000 + "</script>"),
    html("many-attributes.html", after="<p " + "a=b " * 20_000 + ">x</p>"),
    good(
        "entities.html",
        "<!DOCTYPE html [<!ENTITY a 'evil evil evil'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>"
        f"<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{page('entities', after='<p>&c;&c;&x;</p>')}",
        holds="gate 4 of the airport, said officials of entities",
        lacks="root:",
    ),
    good(
        "xhtml.html",
        f"<?xml version='1.0' encoding='utf-16'?><!DOCTYPE html>{page('xhtml')}",
        holds="gate 4 of the airport, said officials of xhtml",
    ),
    good("no-body.html", paragraphs("no-body"), holds="gate 4 of the airport, said officials of no-body"),
    bad("head-only.html", "<html><head><title>T</title></head></html>", "empty", "save its text as .txt instead"),
    bad("frames.html", "<frameset cols='*'><frame src='http://evil.example/'></frameset>", "empty", "no article text"),
    bad("comments.html", f"<!-- {news('comments')} -->", "empty", "no article text"),
    bad("nested.html", "<div>" * 100_000 + news("nested"), "empty", "no article text"),
    bad("no-tags.html", news("no-tags"), "empty", "save its text as .txt instead"),
    bad("elements.html", f"<ul>{'<li>x' * 100_000}</ul>", "too_large", "elements, over 20,000; save its text as .txt"),
    bad("nul.html", page("nul", after="a\0b"), "binary", "NUL bytes"),
    bad("gzip.html", gzip.compress(page("gzip").encode()), "binary", "a gzip archive"),
]

FILES = [
    bad("pipe.txt", fifo, "unreadable", "a pipe, socket or device; save its content to a file first"),
    bad("pipe.jsonl", fifo, "unreadable", "a pipe, socket or device"),
    bad("socket.txt", unix_socket, "unreadable", "a pipe, socket or device"),
    bad("device.txt", link_to("/dev/zero"), "unreadable", "a pipe, socket or device"),
    good("folder.txt", folder_with_article, text=news("folder.txt")),
    good("folder-loop", folder_loop, text=news("folder-loop")),
    bad("deep-folders", deep_folders, "unreadable", "File name too long"),
    bad("to-itself.txt", link_to("to-itself.txt"), "unreadable", "symbolic links"),
    bad("to-nowhere.txt", link_to("nowhere"), "unreadable", "the link leads nowhere; mend or remove it"),
    good("to-file-outside.txt", link_outside, text=SECRET),
    Case("to-folder-outside.txt", link_to_folder_outside, ()),
    bad("no-permission.txt", without_permission, "unreadable", "Permission denied"),
    bad("gone.txt", lambda _: None, "missing", "no such file or folder; check the path", given=True),
    bad("empty.txt/below.txt", lambda _: None, "missing", "check the path", given=True),
    bad("n\0ul.txt", lambda _: None, "unreadable", "null byte", given=True),
    bad("lone\ud800.txt", lambda _: None, "unreadable", "check its name", given=True),
    bad("n" * 252 + ".txt", lambda _: None, "unreadable", "File name too long", given=True),
    bad(
        "large.txt", lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_RDWR), 50 * MIB), "too_large", "split it"
    ),
    bad("blank-start.txt", b" " * 2_000_001 + b"x", "too_large", "larger than 2,000,000 bytes"),
]

NAMES = [
    plain("new\nline.txt"),
    plain("tab\tbell\a.txt"),
    plain("\x1b[31mred\x1b[0m.txt"),
    plain("csi\x9b31m.txt"),
    plain("\u202etxt.live.txt"),
    plain("😀🏴\u200d☠️.txt"),
    plain("e\u0301ffraye\u0301.txt"),
    plain("n" * 251 + ".txt"),
    plain(bytes_name(b"caf\xe9\xff.txt")),
    plain("-rf.txt"),
    plain("--out=evil.txt"),
    plain("%2e%2e%2fevil.txt"),
    plain("a..txt"),
    plain("$(touch evil);`touch evil`.txt"),
    plain("=cmd|'calc'!A1.txt"),
    plain("[bold]{0}%s\\.txt"),
    plain("UPPER.TXT"),
    plain(" .txt"),
    plain(".hidden.txt", given=True),
    plain("...txt", given=True),
    bad("...", news("dots"), "unsupported", "files without an ending are not read; convert or rename it", given=True),
    bad("no-ending", news("no ending"), "unsupported", ".docx .htm .html .json .jsonl .md .pdf .txt", given=True),
    bad("double.txt.gz", gzip.compress(b"x", mtime=0), "unsupported", "files ending in '.gz' are not read", given=True),
]

TEXTS = [
    good("million-lines.txt", news("million-lines") + "\n" * 1_000_000 + "The end.", sentences=3),
    good("no-spaces.txt", "x" * 1_000_000, sentences=667),
    good("no-spaces-ja.txt", JAPANESE * 1_000, sentences=1_000),
    good("open-quotes.txt", "“Ten died. " * 4_000, holds="“Ten died. “Ten died."),
    good("zalgo.txt", "T" + "\u0301\u0336\u0489" * 2_000 + " ended.", sentences=5),
    good("digits.txt", "1234567890" * 2_000, sentences=14),
    good("emoji.txt", "😀💥🔥", text="😀💥🔥", sentences=1),
    good("bidi.txt", "\u202eTen died\u202c. \u2066So\u2069 they said.", sentences=2),
    good("marks.md", f"# \n\n---\n> \n* \n{news('marks')}", sentences=2),
    good("separators.txt", "Ten died\u2028there.\x85They\u2029said.", text="Ten died\u2028there.\x85They\u2029said."),
    good("carriage-returns.txt", "Ten died.\rSo they said.\r\r", text="Ten died.\rSo they said.\r\r"),
    good("template.txt", "{{ 7*7 }} {% include '/etc/passwd' %} </article> Ten died.", holds="{{ 7*7 }}"),
    good("csv.txt", '=HYPERLINK("http://evil.example")\tTen died.', holds="=HYPERLINK"),
    Case("copy-1.txt", put("Copied text."), (Good(text="Copied text."),)),
    bad("copy-2.txt", "Copied text.", "duplicate", "the same text as"),
]

LONG = f"<w:p><w:r><w:t>{'Ten died. ' * 200_001}</w:t></w:r></w:p>"
DOCUMENTS = [
    good("two-pages.pdf", make_pdf([[news("two")], [news("pages")]]), holds="said bulletin 'pages'.", sentences=4),
    bad("locked.pdf", make_pdf([[news("locked")]], password="x"), "unreadable", "protected by a password; save it"),
    bad("scanned.pdf", make_pdf([[], []]), "empty", "no text on its 2 page(s), only pictures, as scans are; make it"),
    bad("torn.pdf", make_pdf([[news("torn")]])[:700], "malformed", "the PDF is broken"),
    bad("text.pdf", news("text"), "malformed", "this is no PDF document, whatever its name"),
    bad(
        "unpacks.pdf",
        later(lambda: raw_pdf(b" " * 30_000_000)),
        "too_large",
        "a page unpacks to more than a page of text does",
    ),
    bad("pages.pdf", raw_pdf(b"", pages=301), "too_large", "301 pages, over 300; split it"),
    bad("fonts.pdf", raw_pdf(UNTOLD, font=UNTOLD_FONT), "unreadable", "its fonts do not tell which letters they show"),
    bad("empty.pdf", "", "empty", "holds no text"),
    good("plain.docx", make_docx(news("plain"), "The end."), text=f"{news('plain')}\n\nThe end.", sentences=3),
    bad("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unreadable", "protected by a password, or an old .doc"),
    bad("pictures.docx", make_docx(), "empty", "the document holds no text"),
    bad("torn.docx", make_docx(news("torn word"))[:2000], "malformed", "it is cut short"),
    bad("archive.docx", zip_bomb_of(MIB), "malformed", "the document is broken"),
    bad("other.docx", word_document, "malformed", "the document is broken"),
    bad("unpacks.docx", zip_bomb_of(51 * MIB), "too_large", "it unpacks to 53,477,376 bytes, over 50,000,000; open it"),
    bad("elements.docx", later(lambda: make_docx(xml="<w:p/>" * 100_000)), "too_large", "it has over 100,000 elements"),
    bad("long.docx", later(lambda: make_docx(xml=LONG)), "too_large", "its text is larger than 2,000,000 bytes; split"),
]

ALL = [*ENCODED, *BINARY, *EMPTY, *FRONT_MATTER, *JSON, *HTML, *FILES, *NAMES, *TEXTS, *DOCUMENTS]
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
CASES = [case for case in ALL if not (IS_ROOT and case.make is without_permission)]


def make_input(case: Case, folder: Path) -> Path:
    """Put a case's input into a folder; its path."""
    path = folder / case.name
    case.make(path)
    return path
