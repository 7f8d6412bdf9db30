"""Answer keys of MUC-3 and MUC-4 as they are distributed: the fillers of each template's 25 slots.

Source: TASKDOC/templ-doc-basic of the corpus, template-doc-part1.v7.
"""

import re
from collections.abc import Iterable, Iterator

from summarizer.schemas.record import Frozen

MESSAGE_ID, TEMPLATE_ID = 0, 1
DATE, LOCATION, TYPE, STAGE, INSTRUMENT = 2, 3, 4, 5, 6
PERP_INDIVIDUAL, PERP_ORGANIZATION, PERP_CONFIDENCE = 9, 10, 11
TARGET, TARGET_EFFECT = 12, 16
VICTIM_NAME, VICTIM_DESCRIPTION, VICTIM_NUMBER, VICTIM_EFFECT = 18, 19, 21, 23

_SLOT = re.compile(
    r"(?P<slot>\d{1,2})\. {1,3}[A-Z]{3,8}(?: [A-Z]{3})?: [A-Z]+(?: [A-Z]+){0,3}(?:\s{2,}(?P<filler>\S.*)?|\s*)"
)
_QUOTED = re.compile(r'"(?P<inside>(?:[^"\\]|\\.)*+)(?P<end>"|\\?\Z)', re.DOTALL)
_ENTITIES = frozenset({INSTRUMENT, PERP_INDIVIDUAL, PERP_ORGANIZATION, TARGET, VICTIM_NAME, VICTIM_DESCRIPTION})
_NULLS = {"", "-", "*"}


class Filler(Frozen):
    """One filler: set-list ``values`` (alternatives), its strings, and the strings of the entity it refers to."""

    values: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
    referred: tuple[str, ...] = ()


class KeyTemplate(Frozen):
    """One template as keyed: its number as written and the fillers of each slot that has any."""

    doc_id: str
    number: str
    slots: dict[int, tuple[Filler, ...]]

    @property
    def is_empty(self) -> bool:
        """True for the placeholder of a document without incidents."""
        return self.number.startswith("*")


def read_keys(lines: Iterable[str]) -> Iterator[KeyTemplate]:
    """The templates of a key file, in order; lines that start with a semicolon are comments."""
    slots: dict[int, list[str]] = {}
    current = MESSAGE_ID
    for line in lines:
        if line.startswith(";") or not line.strip():
            continue
        if match := _SLOT.fullmatch(line.rstrip()):
            current = int(match["slot"])
            if current == MESSAGE_ID and slots:
                yield _build(slots)
                slots = {}
            slots[current] = [(match["filler"] or "").strip()]
        elif line[0] in " \t" and current in slots:
            _continue(slots[current], line.strip())
    if slots:
        yield _build(slots)


def _continue(fillers: list[str], line: str) -> None:
    """Adds a line: to the last filler where a slash at its start or at the filler's end joins them."""
    if line.startswith("/") or fillers[-1].endswith("/"):
        fillers[-1] += " " + line
    else:
        fillers.append(line)


def _build(slots: dict[int, list[str]]) -> KeyTemplate:
    return KeyTemplate(
        doc_id=next(iter(slots.get(MESSAGE_ID, [""])[0].split()), ""),
        number=slots.get(TEMPLATE_ID, ["*"])[0],
        slots={
            slot: tuple(filler for text in texts if (filler := _parse_slot(slot, text)))
            for slot, texts in slots.items()
            if slot > TEMPLATE_ID
        },
    )


def _parse_slot(slot: int, text: str) -> Filler | None:
    """The filler of a slot: one of an entity is a string also where a quote is missing, as in a few keys."""
    filler, bare = parse_filler(text), text.strip('? "')
    if filler is None or filler.strings or slot not in _ENTITIES or bare in _NULLS:
        return filler
    return Filler(strings=(bare,))


def parse_filler(text: str) -> Filler | None:
    """The filler that a text writes; None for a null or an inapplicable one.

    Slashes separate alternatives, and what follows a colon names the entity that it is cross-referenced to:
    ``DEATH: "PEASANT" / "FARMER"``, ``"PRESIDENT": "CEREZO"``. In slots of dates and places, which hold no strings,
    the text is one value with its slashes and colons. A question mark, for optional ones, is passed over.
    """
    text = text.lstrip("? ").strip()
    if text in _NULLS:
        return None
    first = text.find('"')
    if first < 0:
        return Filler(values=(text,))
    if first > 0:
        values = tuple(part.strip() for part in text[:first].rstrip(" :").split("/") if part.strip())
        return Filler(values=values, referred=_strings(text))
    before, after = _split_reference(text)
    return Filler(strings=_strings(before), referred=_strings(after))


def _split_reference(text: str) -> tuple[str, str]:
    """What stands before and after the colon between two strings; no second part where there is none."""
    end = 0
    for match in _QUOTED.finditer(text):
        if text[end : match.start()].strip() == ":":
            return text[:end], text[match.start() :]
        end = match.end()
    return text, ""


def _strings(text: str) -> tuple[str, ...]:
    """The strings in quotes, each once; one that is not closed is left out."""
    found = (match["inside"].replace('\\"', '"').strip() for match in _QUOTED.finditer(text) if match["end"] == '"')
    return tuple(dict.fromkeys(string for string in found if string not in _NULLS))
