"""Words of death in languages whose casualties are not read: an article that has none of them tells of nobody's.

They stand in ``deaths_elsewhere.tsv``: language, sense, pattern in small letters, an example that holds it and one that
does not. The rows of the sense "none" hold such words where they tell of no death: threats and attempts, a blind spot
("toter Winkel"), a fire brigade ("corpo de bombeiros"), nobody dead ("aucun mort").
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache

from summarizer.language.wording import Row, read_table

_ROWS = tuple((language, sense, Row(*row)) for language, sense, *row in read_table("deaths_elsewhere.tsv"))
LANGUAGES = frozenset(language for language, _, _ in _ROWS)
"""The languages whose words of death are known."""


@cache
def _patterns() -> dict[tuple[str, str], list[re.Pattern[str]]]:
    """By language and sense, to be looked for in a lower-case text."""
    compiled = defaultdict[tuple[str, str], list[re.Pattern[str]]](list)
    for language, sense, row in _ROWS:
        compiled[language, sense].append(re.compile(row.pattern))
    return compiled


def may_tell_death(text: str, language: str) -> bool:
    """Whether any word of a whole article may tell of a death; in a language of which no such word is known always."""
    if language not in LANGUAGES:
        return True
    rest = " ".join(unicodedata.normalize("NFC", text).lower().split())
    for harmless in _patterns()[language, "none"]:
        rest = harmless.sub(" ", rest)
    return any(death.search(rest) for death in _patterns()[language, "death"])
