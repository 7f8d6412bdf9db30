"""The JSON of an answer that came after thoughts or a byte-order mark, in a code fence, or with words after it."""

import json
import re

from summarizer.files import TwoValuesError, require_one_value

_BEFORE = re.compile(r"\ufeff?\s*+(?:(?![{`])(?s:.*?)</think>\s*+)?(?:```(?:json)?\s++)?(?=\{)")


def bare_json(content: str) -> str:
    """The one JSON object of an answer; the content as it is where that has none, or may have two.

    Raises: JSONDecodeError where an object has a key with two values, of which parsers would take the last.
    """
    before = _BEFORE.match(content)
    if before is None:
        return content
    try:
        _, end = _DECODER.raw_decode(content, before.end())
    except TwoValuesError as error:
        raise json.JSONDecodeError(str(error), content, before.end()) from None
    except (ValueError, RecursionError):
        return content
    return content if "{" in content[end:] else content[before.end() : end]


_DECODER = json.JSONDecoder(object_pairs_hook=require_one_value)
