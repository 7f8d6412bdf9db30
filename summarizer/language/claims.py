"""Who claims a deed, did it, or is blamed for what nobody claimed."""

from summarizer.language.wording import Row, Wording, join

_DEED = (
    r"(?:attack\w*|bomb\w*|blasts?|explosions?|shoot\w*|shot|kill\w*|murder\w*|assassinat\w*|execut\w*|kidnap\w*|abduct\w*"
    r"|plant\w*|strik\w*|struck|set\s+fire|burn\w*|raids?|ambush\w*|hijack\w*|carry\w*\s+out|carried\s+out|stag(?:ed|ing)"
    r"|perpetrat\w*|conduct\w*|launch\w*|fir(?:ed|ing)|behead\w*|stabb\w*|detonat\w*|destroy\w*|blew\s+up|blow\w*\s+up"
    r"|seiz\w*|tak(?:en|ing)\s+hostage\w*|incidents?|operations?)"
)
_WE = (
    r"(?:it|they|he|she|we|i|(?:its|their|his|her|our)\s+(?:[\w'’-]{1,20}\s+){0,2}\w{1,20}"
    r"|the\s+(?:group|organi[sz]ation|movement))"
)
_SAY = (
    r"(?:said|says|saying|announced|declared?d?|stated|boasted|admit(?:s|ted|ting)|confirmed|acknowledg(?:es?|ed|ing)"
    r"|claim(?:s|ed|ing)?)"
)
_NOT_OWN = r"(?!(?:that\s)?(?:the\s)?(?:\w{1,20}\s){0,3}(?:killers?|lapses|failures|failings|mistakes|shortcomings)\b)"
_CLAIMS = (
    Row(r"claim(?:s|ed|ing)?\s+(?:\w{1,20}\s+){0,2}?(?:responsibility|credit|authorship)",
        "claimed full responsibility", "claimed the lives"),
    Row(r"(?:responsibility|credit)\s+(?:for\s+[^.;]{1,80}?\s)?(?:was|were|has\s+been|had\s+been|is)\s+(?:later\s+|also\s+)?claimed",
        "responsibility for the blast was claimed", "responsibility was denied"),
    Row(r"(?:t(?:ook|akes?|aken|aking)|accept(?:s|ed|ing)?|assum(?:es?|ed|ing)|admit(?:s|ted|ting)?|acknowledg(?:es?|ed|ing))"
        r"\s+(?:\w{1,20}\s+){0,2}?(?:responsibility|credit)", "took full responsibility", "took hostages"),
    Row(rf"{_SAY}\s[^.;]{{0,80}}?\b{_WE}\s+(?:was|were|is|are|am|had\s+been|has\s+been|have\s+been)\s+"
        r"(?:(?!not|never)\w{1,20}\s+)?(?:behind"
        r"(?!\s+(?:schedule|bars|time))|responsible)", "said it was behind", "said it was not behind"),
    Row(rf"{_SAY}\s(?:[^.;]{{0,60}}?\s)?{_WE}\s+(?:had\s+|has\s+|have\s+)?(?:also\s+|later\s+|\w{{1,20}}ly\s+)?"
        r"(?:carried\s+out|killed|executed|staged|conducted|perpetrated|planted|attacked|bombed|kidnapped|detonated|murdered"
        r"|shot|assassinated|launched|targeted|hit|set\s+ablaze|bl(?:ew|own)\s+up|destroyed|fired|struck|seized|sunk|sank|sent|led|taken|done|ordered|burn(?:ed|t)"
        r"|neutrali[sz]ed|stormed|raided|ambushed|shelled|downed|intercepted|hacked|stolen|stole|rammed|infiltrated|opened\s+fire"
        r"|captured|overran|abducted|held|holding)", "said they had killed", "said the army killed"),
    Row(rf"{_SAY}\s(?:\w{{1,20}}\s){{0,6}}?one\s+of\s+its\s+(?:fighters|members|men|soldiers)",
        "said the bomber was one of its fighters", "said it had fighters"),
    Row(r"own(?:ed|s)\s+up\b", "owned up", "owned it"),
    Row(rf"apologi[sz]ed\s+for\s+(?:the|a|an|its)\s+(?:\w{{1,20}}\s+){{0,2}}{_DEED}",
        "apologised for the strike", "apologised for it"),
    Row(r"(?:confirmed|announced)\s+(?:the|an?|its)\s+(?:\w{1,20}\s+){0,2}(?:strikes?|attacks?|raids?|operations?|bombings?|airstrikes?)\b"
        r"(?!\s+(?:by|on\s+its|on\s+(?:the|a)\s+\w+\s+of))", "announced the strike", "announced the strike by"),
    Row(rf"{_SAY}\s(?:[^.;]{{0,60}}?\s)?(?:attack|bombing|blast|killing|raid|kidnapping|shooting)s?\s(?:was|were)\s"
        r"(?:in\s)?(?:revenge|retaliation|reply|response|retribution|punishment)",
        "said the raid was revenge", "said the raid was on Monday"),
    Row(rf"boast(?:s|ed|ing)?\s(?:of|about)\s(?:\w{{1,20}}\s){{0,2}}{_DEED}",
        "boasted of the attack", "boasted of its size"),
    Row(rf"(?:admit(?:s|ted|ting)?|acknowledg(?:es?|ed|ing)|confess(?:es|ed|ing)?)\s{_NOT_OWN}[^.;]{{0,80}}?\b{_DEED}",
        "admitted planting bombs", "admitted defeat"),
    Row(r"confess(?:es|ed|ing)?\s+(?:to\s+)?(?:\w{1,20}\s+){0,4}(?:crimes?|role|part)",
        "confessed to the crime", "confessed on Monday"),
    Row(r"plead(?:s|ed|ing)?\s+guilty", "pleaded guilty", "found guilty"),
    Row(r"claim(?:s|ed|ing)\s+(?:the|this|that|these|those|both|it|an?)"
        rf"(?=\s+(?:[\w-]{{1,20}}\s+){{0,3}}?{_DEED}|\s*[.,;]|\s*\Z)", "claimed the attack", "claimed the prize"),
    Row(r"(?:attacks?|bombings?|blasts?|killings?|assassinations?|kidnappings?|shootings?)\s+"
        r"(?:was|were|has\s+been|have\s+been|had\s+been)\s+(?:later\s+|also\s+)?claimed\s+(?:at\s+the\s+time\s+)?by",
        "attack was later claimed by", "attack was later"),
)  # fmt: skip
_CLAIM = Wording(rf"(?i)\b(?:{join(_CLAIMS)})\b", "The group claimed responsibility", "The group has responsibility")
_NEGATED = Wording(
    r"""(?ix)(?:\b(?:no|none|nobody|neither|nor|not|never|without|denie[sd]|deny|denying|refus\w*|reject\w*|declin\w*|dismiss\w*|suggestions?|accusations?|if|whether
    |could|would|might|may|yet\s+to|fail\w*\s+to|did\s+not|expected\s+to)\b|n['’]t\b)[^.;:]{0,60}\Z""",
    "has not yet ", "has noted that ")  # fmt: skip
_CLAUSE_BREAK = Wording(r"(?i)[,\s](?:but|while|although|though|whereas|however)\s|[;:]", ", but ", "butter")


def has_claim(text: str) -> bool:
    """Whether the sentence holds a claim of the deed or an admission, and not only its absence or denial."""
    return any(not _is_negated(text, match.start()) for match in _CLAIM.finditer(text))


def _is_negated(text: str, start: int) -> bool:
    clause = _CLAUSE_BREAK.split(text[max(0, start - 100) : start])[-1]
    return _NEGATED.search(clause) is not None
