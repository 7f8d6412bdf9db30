"""Five outlets on one bombing: the seed and four articles of our own, with right answers as a fake model gives them.

Their days of publication lie around the one that the seed's header gives, which is not history's. Outlets are made up.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checkout import SEED, TESTS
from fake_server import Reply, completion

_FOLDER = TESTS / "articles" / "kabul_airport"
OUTLETS: tuple[Path, ...] = tuple(sorted([*_FOLDER.glob("[0-9]*.json")]))
PATHS: tuple[Path, ...] = (SEED, *OUTLETS)


def answer_outlets() -> Callable[[dict[str, Any]], Reply]:
    """A server's default: for each of the five articles, known by its headline, the right answer."""
    answers: dict[str, Any] = json.loads((_FOLDER / "answers.json").read_text(encoding="utf-8"))

    def reply(request: dict[str, Any]) -> Reply:
        asked = json.dumps(request["messages"], ensure_ascii=False)
        (answer,) = [answer for headline, answer in answers.items() if headline in asked]
        return completion(json.dumps(answer))

    return reply
