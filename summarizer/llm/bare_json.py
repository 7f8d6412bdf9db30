"""The JSON of an answer that came after thoughts or a byte-order mark, in a code fence, or with words after it."""

import json
import re

_BEFORE = re.compile(r"\ufeff?\s*+(?:(?![{`])(?s:.*?)</think>\s*+)?(?:```(?:json)?\s++)?(?=\{)")


def bare_json(content: str) -> str:
    """The one JSON object of an answer; the content as it is where that has none, or may have two."""
    before = _BEFORE.match(content)
    if before is None:
        return content
    try:
        _, end = json.JSONDecoder().raw_decode(content, before.end())
    except (ValueError, RecursionError):
        return content
    return content if "{" in content[end:] else content[before.end() : end]
