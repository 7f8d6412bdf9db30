"""Words with which a report turns from what it tells of to something separate."""

from summarizer.language.calendar import MONTHS, WEEKDAYS
from summarizer.language.wording import Wording

_DAY = rf"(?:{'|'.join(map(str.title, WEEKDAYS))})"
_MONTH = rf"(?:{'|'.join(map(str.title, MONTHS))})"
_DEED = (
    r"(?:incidents?|attacks?|raid|ambush|shootings?|clash|strike|blast|bombing|explosion|accident|crash|fire|case)\b"
)
SEPARATELY = Wording(
    r"\W*(?:Meanwhile,?\s)?(?:Separately\b"
    rf"|[Ii]n\s(?:an?(?:other)?\s(?:separate|unrelated|isolated|different|related)|other|another|a\ssecond)\s(?:\w{{3,12}}\s)?{_DEED}"
    r"|[Ii]n\s(?:a\s(?:separate|related|similar)|another)\sdevelopment\b"
    r"|[Ee]n\s(?:un|otro)\s(?:hecho|incidente|caso|suceso|ataque|accidente)"
    r"(?:\s(?:aislado|separado|distinto|aparte|que\s[^.;,]{1,40}(?:aislado|separado|distinto))|,)|[Pp]or\sseparado,)",
    "In a separate incident, ", "In a second wave, ",
)  # fmt: skip
"""What opens a sentence about something separate."""
ELSEWHERE = Wording(r"Elsewhere\b", "Elsewhere, gunmen attacked", "He was elsewhere")
MEANWHILE = Wording(
    r"Meanwhile,?\s(?!(?:the|police|officers|he|she|they|his|her|their)\b)|[^.,;]{1,50},\smeanwhile,",
    "In Masisi, meanwhile, two died", "Meanwhile, the suspect fled",
)  # fmt: skip
AT_OTHER_TIME = Wording(
    r"(?:Hours|Minutes|Earlier|Later|Also)\b[^.]{0,60}?,?\s"
    rf"|(?:[Oo]n\s)?{_DAY}(?:\s(?:morning|afternoon|evening|night))?,\s"
    r"|On the same (?:day|night|evening|morning),\s|A day (?:earlier|before),\s|(?:Further|Farther)\s\w+,\s|And,?\s"
    rf"|(?:In|Near)\s(?:the\s)?(?:[a-z]+\s){{0,4}}?(?!{_MONTH}\b)[A-Z](?=[^.]*\b(?:{_DAY}|{_MONTH}|yesterday)\b)",
    "On Saturday afternoon, a man was shot", "At least six Malian soldiers were killed",
)  # fmt: skip
"""What opens a sentence about another time or place."""
SAME_BEFORE = Wording(
    r"(?i)\b(?:more|bodies|body|survivors?|funeral|said|says|identified|condition|hospital|found\sdead|elementary|nightclub"
    r"|guilty|convicted|sentenced|charged|jailed|pleaded)\b",
    "On Sunday, two more were found", "On Sunday, two were found",
)  # fmt: skip
"""What tells further of what was told before, up to the casualties."""
SAME = Wording(
    r"(?i)\b(?:of\s(?:those|these|the\s\d+)|minutes\slater|suspects?|arrest\w*|toll|bringing|raising|flown|in\sall|claimed\sresponsibility"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|\d+th"
    r"|(?:after|since)\s(?:s?he|they|it)\s(?:was|were|had)|(?:days?|weeks?|hours)\safter|died\sof\s(?:\w+\s)?(?:injuries|wounds|burns)"
    r"|(?:s?he|they)\s(?:then\s)?(?:shot|killed|drove|opened|stabbed|attacked|walked)"
    r"|(?:of|in|by|from)\sthe\s(?:attacks?|bombings?|shooting|blast|explosion|fire|crash|quake|raid|collapse|clashes|violence|storm|floods?)"
    r"|the\s(?:\w{3,12}\s)?(?:victims?|wounded|injured|dead|(?:wo)?man|boy|girl|gunm[ae]n|shooter|driver|jet|plane|aircraft|train|ferry|ship|boat|bus))\b",
    "On Sunday, two of those hurt died", "On Sunday, two died",
)  # fmt: skip
"""Likewise, anywhere in the sentence."""
