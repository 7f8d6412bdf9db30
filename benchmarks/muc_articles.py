"""The documents of the MUC-3/4 corpora as a folder of articles, their case restored.

    python benchmarks/muc_articles.py --root MUC34/CORPORA --split dev --words /usr/share/dict/words OUT

The corpora are upper case, as the wire was. Each article gets its dateline as printed and its paragraphs with the case
that a word list (one word a line; Debian's wamerican has one) and the names in the training split's keys suggest. The
file is named after the document, so that `summarizer evaluate OUT_RUN --gold muc4` finds its gold. The rules are those
that the packaged adapter's training articles were made by.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from summarizer.evaluation import muc_keys as keys

TEXTS = {
    "train": ("dev/dev-muc3-*",),
    "dev": ("tst1/tst1-muc3", "tst2/tst2-muc4"),
    "test": ("tst3/tst3-muc4", "tst4/tst4-muc4"),
}
HEAD = re.compile(r"((?:DEV|TST\d)-MUC[34]-\d{4})\b.*")
DATELINE = re.compile(
    r"\s*(?P<place>[^,]+?),\s*(?P<date>\d{1,2}\s+[A-Za-z]{3}\s*\d{0,2}|NO DATE|No date)\s*"
    r"(?:\((?P<source>[^)]*)\))?\s*--\s*"
)
MARKS = re.compile(r"\s*(?:\[[^\]]*\]\s*)+")
MONTHS = {"january", "february", "april", "june", "july", "august", "september", "october", "november", "december"}
DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
PARTICLES = {"de", "la", "del", "y", "los", "las", "el", "da", "do"}
TITLES = {"dr", "mr", "gen", "col", "lt", "us", "no", "st", "u.s", "mrs", "sgt", "jr"}
AGENCIES = {"US", "USA", "UN", "EFE", "AFP", "DEA", "FBI", "CIA", "TV", "DPA", "AP", "UPI"}
TOKENS = re.compile(r"[A-Z](?:[A-Z']|-(?!-))*|[^A-Z]+")
SENTENCE_END = re.compile(r"[.!?][\"']?\s+$")
LONG_NAME, SHORT_ACRONYM, SHORT_WORD = 2, 5, 4


def read_documents(root: Path, split: str) -> Iterator[tuple[str, str]]:
    """The id and the raw text of each document, in the order of the corpus."""
    for path in (path for pattern in TEXTS[split] for path in sorted(root.glob(pattern))):
        doc_id, lines = "", list[str]()
        for line in path.read_text(encoding="latin-1").splitlines(keepends=True):
            if match := HEAD.fullmatch(line.strip()):
                if doc_id:
                    yield doc_id, "".join(lines)
                doc_id, lines = match[1], []
            else:
                lines.append(line)
        if doc_id:
            yield doc_id, "".join(lines)


def split_document(raw: str) -> tuple[str, list[str]]:
    """The dateline as an agency prints it, empty where there is none, and the paragraphs, in upper case."""
    dateline, match = "", DATELINE.match(raw)
    if match:
        day = "" if match["date"].lower() == "no date" else ", " + " ".join(match["date"].split()).title()
        source = f" ({match['source']})" if match["source"] else ""
        dateline = " ".join(match["place"].split()).upper() + day + source
        raw = raw[match.end() :]
    raw = MARKS.sub("", raw, count=1) if MARKS.match(raw) else raw
    return dateline, [" ".join(part.split()) for part in re.split(r"\n\s*\n", raw) if part.strip()]


class Truecaser:
    """Restores the case of an upper-case text by a word list, and by the names and acronyms of the training split."""

    def __init__(self, words: Iterable[str], root: Path) -> None:
        listed = list(words)
        self._lower = {word for word in listed if word.islower()}
        proper = (word for word in listed if word[:1].isupper() and "'" not in word)
        self._proper = {word.lower(): word for word in proper if word.lower() not in self._lower}
        templates = [
            template
            for path in sorted(root.glob("dev/key-*"))
            for template in keys.read_keys(path.read_text(encoding="latin-1").splitlines(keepends=True))
            if not template.is_empty
        ]
        victims = {name for template in templates for name in _strings(template, keys.VICTIM_NAME)}
        self._acronyms = self._find_acronyms(root, {word for name in victims for word in name.split()})
        organizations = {name for template in templates for name in _strings(template, keys.PERP_ORGANIZATION)}
        names = victims | {name for name in organizations if len(name.split()) > LONG_NAME}
        names |= {place for one in templates for place in _places(one)}
        self._phrases: dict[str, list[list[str]]] = {}
        for words_of_name in (name.split() for name in sorted(names)):
            if words_of_name and (len(words_of_name) > 1 or words_of_name[0].lower() not in self._lower):
                self._phrases.setdefault(words_of_name[0], []).append(words_of_name)
        for phrases in self._phrases.values():
            phrases.sort(key=len, reverse=True)

    def _find_acronyms(self, root: Path, names: set[str]) -> set[str]:
        seen = Counter(
            acronym
            for _, raw in read_documents(root, "train")
            for paragraph in split_document(raw)[1]
            for acronym in re.findall(r"\[([A-Z]{2,6}(?:-[A-Z]{1,3})?)\]", paragraph)
        )
        known = self._lower | set(self._proper) | {"san"}
        found = {one for one, times in seen.items() if times > 1 and len(one) <= SHORT_ACRONYM}
        return {one for one in found if one.lower() not in known and one not in names} | AGENCIES

    def restore(self, text: str) -> str:
        """The text in ordinary case; its length stays the same."""
        tokens, restored, at, first = TOKENS.findall(text), list[str](), 0, True
        while at < len(tokens):
            token = tokens[at]
            if not token[0].isalpha():
                abbreviated = restored and len(restored[-1]) <= SHORT_WORD - 1 and restored[-1].lower() in TITLES
                first = first or bool(SENTENCE_END.search(token) and not abbreviated)
                restored.append(token)
                at += 1
                continue
            phrase = self._find_phrase(tokens, at)
            restored.append(self._cased(phrase) if phrase else self._restore_word(token, first=first))
            at += 2 * len(phrase) - 1 if phrase else 1
            first = False
        return "".join(restored)

    def _find_phrase(self, tokens: list[str], at: int) -> list[str]:
        for phrase in self._phrases.get(tokens[at], ()):
            span = tokens[at : at + 2 * len(phrase) - 1]
            if span[::2] == phrase and all(between == " " for between in span[1::2]):
                return phrase
        return []

    def _cased(self, phrase: list[str]) -> str:
        return " ".join(
            word.lower() if at and word.lower() in PARTICLES else word if word in self._acronyms else word.capitalize()
            for at, word in enumerate(phrase)
        )

    def _restore_word(self, word: str, *, first: bool) -> str:
        lower = word.lower()
        if word in self._acronyms:
            return word
        if lower in MONTHS | DAYS:
            return lower.capitalize()
        if lower in PARTICLES and not first:
            return lower
        cased = lower
        if lower in self._proper:
            cased = self._proper[lower]
        elif lower not in self._lower and re.sub(r"(s|es|ed|ing|'s)$", "", lower) not in self._lower:
            spelled = len(word) <= SHORT_WORD and not re.search("[aeiou]", lower)
            cased = word if spelled else "-".join(part.capitalize() for part in lower.split("-"))
        cased = "I" if lower == "i" else cased
        return cased[:1].upper() + cased[1:] if first else cased


def _strings(template: keys.KeyTemplate, slot: int) -> Iterator[str]:
    for filler in template.slots.get(slot, ()):
        yield from filler.strings


def _places(template: keys.KeyTemplate) -> Iterator[str]:
    for filler in template.slots.get(keys.LOCATION, ()):
        value = filler.values[0]
        yield from (name.strip() for name in re.findall(r"([A-Z' .]+?) \(", value))
        yield value.split(":")[0].strip()


def main() -> None:
    """Write the articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--split", choices=sorted(TEXTS), default="dev")
    parser.add_argument("--words", type=Path, default=Path("/usr/share/dict/words"))
    given = parser.parse_args()
    truecaser = Truecaser(given.words.read_text(encoding="utf-8").split("\n"), given.root)
    given.out.mkdir(parents=True, exist_ok=True)
    for doc_id, raw in read_documents(given.root, given.split):
        dateline, paragraphs = split_document(raw)
        restored = [truecaser.restore(paragraph) for paragraph in paragraphs]
        if dateline:
            restored = [f"{dateline} -- {restored[0]}", *restored[1:]] if restored else [dateline]
        (given.out / f"{doc_id}.txt").write_text("\n\n".join(restored) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
