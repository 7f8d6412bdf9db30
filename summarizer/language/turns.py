"""Words with which a report turns from what it tells of to something separate."""

from summarizer.language.calendar import MONTHS, WEEKDAYS
from summarizer.language.wording import Wording

_DAY = rf"(?:{'|'.join(map(str.title, WEEKDAYS))})"
_MONTH = rf"(?:{'|'.join(map(str.title, MONTHS))})"
_DEED = (
    r"(?:incident|development|attack|raid|ambush|shooting|clash|strike|blast|bombing|explosion|accident|crash|fire)\b"
)
SEPARATELY = Wording(
    r"\W*(?:Meanwhile,?\s)?(?:(?:Separately|Elsewhere)\b"
    r"|[Ii]n\san?(?:other)?\s(?:separate|unrelated|isolated|different)\s\w"
    rf"|[Ii]n\s(?:a\s(?:second|similar|related)|another)\s{_DEED}"
    r"|[Ee]n\s(?:un|otro)\s(?:hecho|incidente|caso|suceso|ataque|accidente)"
    r"(?:\s(?:aislado|separado|distinto|aparte|que\s[^.;,]{1,40}(?:aislado|separado|distinto))|,)|[Pp]or\sseparado,)",
    "In a separate incident, ", "In a second wave, ",
)  # fmt: skip
"""What opens such a sentence."""
MEANWHILE = Wording(
    r"Meanwhile,?\s(?!(?:the|police|officers|he|she|they|his|her|their)\b)|[^.,;]{1,50},\smeanwhile,",
    "In Masisi, meanwhile, two died", "Meanwhile, the suspect fled",
)  # fmt: skip
AT_OTHER_TIME = Wording(
    r"(?:Hours|Minutes|Earlier|Later|Also|Then)\b[^.]{0,60}?,?\s"
    rf"|(?:[Oo]n\s)?{_DAY}(?:\s(?:morning|afternoon|evening|night))?,\s"
    r"|On the same (?:day|night|evening|morning),\s|A day (?:earlier|later|before),\s|Fu?a?rther\s\w+,\s|And,?\s"
    rf"|(?:In|At(?!\sleast\b)|Near)\s(?:the\s)?(?:[a-z]+\s){{0,4}}?(?!{_MONTH}\b)[A-Z]",
    "On Saturday afternoon, a man was shot", "At least six Malian soldiers were killed",
)  # fmt: skip
"""What opens a sentence about another time or place."""
OF_THE_SAME = Wording(
    r"(?i)\b(?:more|bodies|body|of\sthem|survivors?|suspects?|arrest\w*|funeral|toll|said|says|identified|condition|hospital"
    r"|guilty|convicted|sentenced|charged|jailed|pleaded"
    r"|(?:of\s)?the\s(?:victims?|wounded|injured|dead|(?:wo)?man|boy|girl|gunm[ae]n|shooter|driver|attack\w*|shooting|blast|fire))\b",
    "On Sunday, two more were found", "On Sunday, two were found",
)  # fmt: skip
"""What tells further of what was told before."""
