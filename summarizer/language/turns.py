"""Words with which a report turns from what it tells of to something separate."""

from summarizer.language.wording import Wording

_DEED = r"(?:incident|attack|raid|ambush|shooting|clash|strike|blast|bombing|explosion|accident|crash|fire|case)\b"
SEPARATELY = Wording(
    r"\W*(?:Meanwhile,?\s)?(?:(?:Separately|Elsewhere)\b"
    r"|[Ii]n\san?(?:other)?\s(?:separate|unrelated|isolated|different)\s\w"
    rf"|[Ii]n\s(?:a\s(?:second|similar|related)|another)\s{_DEED}"
    r"|[Ee]n\s(?:un|otro)\s(?:hecho|incidente|caso|suceso|ataque|accidente)"
    r"(?:\s(?:aislado|separado|distinto|aparte|que\s[^.;,]{1,40}(?:aislado|separado|distinto))|,)|[Pp]or\sseparado,)",
    "In a separate incident, ", "In a second wave, ",
)  # fmt: skip
"""What opens such a sentence."""
