"""Gold documents of MUC-3 and MUC-4, read from the corpora and keys as they are distributed."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, get_args

from summarizer.errors import ConfigurationError
from summarizer.evaluation import muc_keys as keys
from summarizer.evaluation.gold import GoldDocument, GoldFact, GoldSet, GoldTemplate, GoldVictims, Names, Role
from summarizer.evaluation.muc_keys import Filler, KeyTemplate
from summarizer.evaluation.muc_values import read_count, read_dates, read_locations
from summarizer.evaluation.vocabulary import MUC_EFFECTS, MUC_OUTCOMES, MUC_STATUSES, MUC_TYPES

Split = Literal["train", "dev", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)

_TEXTS = {
    "train": ("dev/dev-muc3-*",),
    "dev": ("tst1/tst1-muc3", "tst2/tst2-muc4"),
    "test": ("tst3/tst3-muc4", "tst4/tst4-muc4"),
}
_KEYS = {"train": ("dev/key-*",), "dev": ("tst1/key-*", "tst2/key-*"), "test": ("tst3/key-*", "tst4/key-*")}
_HEAD = re.compile(r"((?:DEV|TST\d)-MUC[34]-\d{4})(?:\s.*)?")
_MARK = "[TEXT]"
_ROLE_SLOTS: dict[Role, int] = {
    "PerpInd": keys.PERP_INDIVIDUAL,
    "PerpOrg": keys.PERP_ORGANIZATION,
    "Target": keys.TARGET,
    "Victim": keys.VICTIM_NAME,
    "Weapon": keys.INSTRUMENT,
}


def load_muc4(root: Path, split: Split) -> GoldSet:
    """The documents of a split, in the order of the corpus, with the templates of its keys.

    As in the published form of these keys, optional templates and fillers count like others, and a string that does
    not stand in the text is left out, with its entity where no other is left.
    ``root`` holds the folders ``dev``, ``tst1`` and so on, or is the folder above ``CORPORA``.
    Raises: ConfigurationError. Source: the MUC-4 data set of Du et al. 2021, "GRIT" and "GTT".
    """
    texts_in, keys_in = _find(root, split, _TEXTS[split]), _find(root, split, _KEYS[split])
    texts = {doc_id: text for path in texts_in for doc_id, text in read_texts(_lines(path))}
    templates: dict[str, list[GoldTemplate]] = {doc_id: [] for doc_id in texts}
    for path in keys_in:
        for template in keys.read_keys(_lines(path)):
            if template.doc_id in texts and not template.is_empty:
                templates[template.doc_id].append(build_template(template, texts[template.doc_id]))
    documents = (GoldDocument(doc_id=doc_id, templates=tuple(found)) for doc_id, found in templates.items())
    return GoldSet(name=f"muc4 {split}", documents=tuple(documents), types=MUC_TYPES)


def find_corpus(root: Path, split: Split) -> list[Path]:
    """The files that a split is read from, texts before keys. Raises: ConfigurationError."""
    return _find(root, split, _TEXTS[split]) + _find(root, split, _KEYS[split])


def _find(root: Path, split: Split, patterns: Iterable[str]) -> list[Path]:
    root = root / "CORPORA" if (root / "CORPORA").is_dir() else root
    found = [path for pattern in patterns for path in sorted(root.glob(pattern))]
    if not found:
        raise ConfigurationError(
            f"{root}: no {' or '.join(patterns)} here, which the split {split} is read from. "
            "Give the folder of the MUC corpora, the one that holds dev, tst1 and so on."
        )
    return found


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="latin-1", newline=None) as file:
        yield from file


def read_texts(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The id and the body of each document: lower case, one space between words, square brackets made round."""
    bodies: dict[str, list[str]] = {}
    body = list[str]()  # what stands before the first document is nobody's
    for line in lines:
        if match := _HEAD.fullmatch(line.strip()):
            body = bodies[match[1]] = []
        else:
            body.append(line)
    return ((doc_id, _fold_text("".join(body))) for doc_id, body in bodies.items())


def _fold_text(text: str) -> str:
    _, mark, body = text.partition(_MARK)
    return " ".join((body if mark else text).lower().replace("[", "(").replace("]", ")").split())


def build_template(template: KeyTemplate, text: str) -> GoldTemplate:
    """The template as gold; ``text`` is the body of its document as ``read_texts`` gives it."""
    slots = template.slots
    return GoldTemplate(
        types=_values(slots.get(keys.TYPE, ())) or ("attack",),
        roles={role: tuple(_entities(slots.get(slot, ()), text)) for role, slot in _ROLE_SLOTS.items()},
        stages=_values(slots.get(keys.STAGE, ())),
        dates=tuple(date for filler in slots.get(keys.DATE, ()) for date in read_dates(filler.values[0])),
        locations=tuple(place for filler in slots.get(keys.LOCATION, ()) for place in read_locations(filler.values[0])),
        statuses=tuple(_facts(slots, keys.PERP_ORGANIZATION, keys.PERP_CONFIDENCE, MUC_STATUSES)),
        effects=tuple(_facts(slots, keys.TARGET, keys.TARGET_EFFECT, MUC_EFFECTS)),
        victims=tuple(_victims(slots)),
    )


def _values(fillers: Iterable[Filler]) -> tuple[str, ...]:
    return tuple(part.strip().lower() for filler in fillers for value in filler.values for part in value.split("/"))


def _entities(fillers: Iterable[Filler], text: str) -> Iterator[Names]:
    for filler in fillers:
        names = tuple(name for name in map(_fold_name, filler.strings) if name in text)
        if names:
            yield names


def _fold_name(name: str) -> str:
    return " ".join(name.lower().split())


def _facts(
    slots: dict[int, tuple[Filler, ...]], entities: int, facts: int, words: dict[str, tuple[str, ...]]
) -> Iterator[GoldFact]:
    """The fact about each entity of a slot that one is keyed for."""
    for entity in slots.get(entities, ()):
        found = _about(entity.strings, slots.get(facts, ()))
        values = _translate((value for fact in found for value in fact.values), words)
        if values:
            yield GoldFact(names=_folded(entity.strings), values=values)


def _victims(slots: dict[int, tuple[Filler, ...]]) -> Iterator[GoldVictims]:
    """Persons by name, each with its descriptions, then groups by description."""
    described = slots.get(keys.VICTIM_DESCRIPTION, ())
    for person in slots.get(keys.VICTIM_NAME, ()):
        more = tuple(name for group in described if set(group.referred) & set(person.strings) for name in group.strings)
        yield _group(person, more, slots)
    for group in described:
        if not group.referred and group.strings:
            yield _group(group, (), slots)


def _group(filler: Filler, more: tuple[str, ...], slots: dict[int, tuple[Filler, ...]]) -> GoldVictims:
    numbers = _about(filler.strings, slots.get(keys.VICTIM_NUMBER, ()))
    effects = _about(filler.strings, slots.get(keys.VICTIM_EFFECT, ()))
    counts = (read_count(value) for number in numbers for value in number.values)
    return GoldVictims(
        names=_folded(filler.strings + more),
        counts=tuple(dict.fromkeys(count for count in counts if count)),
        outcomes=_translate((value for effect in effects for value in effect.values), MUC_OUTCOMES),
    )


def _about(strings: Iterable[str], facts: Iterable[Filler]) -> list[Filler]:
    """The fillers that are cross-referenced to an entity."""
    names = set(strings)
    return [fact for fact in facts if names & set(fact.referred)]


def _folded(strings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_fold_name, strings)))


def _translate(values: Iterable[str], words: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for value in values for word in words.get(value, ())))
