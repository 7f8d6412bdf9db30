"""The JSON of an answer that came after thoughts or a byte-order mark, in a code fence, or with words after it."""

import json
import re

from summarizer.files import PlainDecoder, is_deep, require_one_value

_BEFORE = re.compile(r"\ufeff?\s*+(?:(?![{`])(?s:.*?)</think>\s*+)?(?:```(?i:json)?\s++)?(?=\{)")


def bare_json(content: str) -> str:
    """The one JSON object of an answer; the content as it is where that has none, or may have two.

    Raises: JSONDecodeError for what a record could not be read back with: numbers that JSON or floats do not have, or
    depth; and where an object has a key with two values, of which parsers would take the last.
    """
    before = _BEFORE.match(content)
    if before is None:
        return content
    start = before.end()
    try:
        value, end = _DECODER.raw_decode(content, start)
    except (json.JSONDecodeError, RecursionError):
        return content
    except ValueError as error:
        raise json.JSONDecodeError(str(error), content, start) from None
    if is_deep(value):
        raise json.JSONDecodeError("it is nested too deep", content, start)
    return content if "{" in content[end:] else content[start:end]


_DECODER = PlainDecoder(object_pairs_hook=require_one_value)
