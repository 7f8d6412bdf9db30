"""Article text made harmless to chat templates: marks that open or close a turn are shown, not obeyed."""

import re

from summarizer.language.folding import INVISIBLE

_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_JOINER_RUN = re.compile(f"[{_JOINERS}]+")
_UNSEEN = re.compile(f"(?![{_JOINERS}])[{INVISIBLE}\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\ufff9-\ufffb]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_BARS = re.compile(r"[<＜][|｜]|[|｜][>＞]")
_BRACKETED = re.compile(
    r"\[(/?(?:(?i:INST)|AVAILABLE_TOOLS|TOOL_(?:CALLS|RESULTS|CONTENT)|SYSTEM_PROMPT|MODEL_SETTINGS|CALL_ID|ARGS|THINK"
    r"|PREFIX|MIDDLE|SUFFIX|IMG(?:_BREAK|_END)?|(?:BEGIN_)?AUDIO|[gs]?MASK))\]"
)
"""Of Mistral's and GLM's vocabularies, whose letters' case counts."""
_SYS = re.compile(r"<<(/?SYS)>>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:s|[bes]os|eo[pd]|sop|pad|unk|mask|(?:start|end)_of_(?:turn|image|audio)|image(?:_soft_token)?|audio_soft_token"
    r"|(?:unused|reserved_|extra_id_)\d{1,4}|fim[_-](?:prefix|middle|suffix|pad)"
    r"|system|assistant|user|human|instructions?|prompt|article|document|context|sentences?"
    r"|tool_call|tool_response|think)(?:\s[^>]{0,200})?>",
    re.IGNORECASE,
)
"""A tag with all that stands in it: one within another would otherwise be broken, and the outer left whole."""
_SHOWN = str.maketrans("<>", "‹›")
_SUSPECT = re.compile(r"[<>|\[#]|  ")
_HEADING = re.compile(
    r"(?<!#)#{2,}+(?=\s?(?:instructions?|response|system|assistant|human|user|input)\b)", re.IGNORECASE
)


def neutralize(text: str) -> str:
    """``text`` as one line that cannot end or imitate a prompt; for showing to a model only, never for offsets.

    Chat-template tokens and prompt tags are broken (``<|im_end|>`` becomes ``<¦im_end¦>``), unseen characters removed
    but for joiners and emoji selectors in their place, lone surrogates replaced, white space runs made one space.
    Anything else stays. Doing it twice changes nothing more.
    """
    if text.isascii() and text.isprintable() and not _SUSPECT.search(text):
        return text
    seen = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    line = _SPACES.sub(" ", _JOINER_RUN.sub(_keep_joiner, seen))
    line = _BARS.sub(lambda match: "<¦" if match.group()[0] in "<＜" else "¦>", line)
    line = _SYS.sub(r"«\1»", _BRACKETED.sub(r"(\1)", line))
    return _HEADING.sub("#", _TAG.sub(lambda match: match.group().translate(_SHOWN), line))


def _keep_joiner(run: re.Match[str]) -> str:
    """What a run of joiners and selectors needs to be: nothing beside ASCII letters or blanks, else one of each."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    selector = next((char for char in run.group() if char in "\ufe0e\ufe0f"), "")
    joiner = next((char for char in run.group() if char in "\u200c\u200d"), "")
    kept = selector if before and not before.isspace() and not (before.isascii() and before.isalpha()) else ""
    between = before and after and not (before + after).isascii() and not before.isspace() and not after.isspace()
    return kept + (joiner if between and not before.isascii() and not after.isascii() else "")
