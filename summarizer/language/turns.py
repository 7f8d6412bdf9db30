"""Words with which a report turns from what it tells of to something separate."""

from summarizer.language.calendar import MONTHS, WEEKDAYS
from summarizer.language.wording import Wording

_DAY = rf"(?:{'|'.join(map(str.title, WEEKDAYS))})"
_MONTH = rf"(?:{'|'.join(map(str.title, MONTHS))})"
_DEED = (
    r"(?:incidents?|attacks?|raid|ambush|shootings?|clash|strike|blast|bombing|explosion|accident|crash|fire|case)\b"
)
_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten)"
SEPARATELY = Wording(
    r"\W*(?:Meanwhile,?\s)?(?:Separately\b"
    rf"|[Ii]n\s(?:an?(?:other)?\s(?:separate|unrelated|isolated|different|related)|other|another|a\s(?:second|third|fourth))\s(?:\w{{3,12}}\s)?{_DEED}"
    rf"|[Ii]n\sthe\sother(?:\s{_DEED})?,\s"
    r"|[Ii]n\s(?:a\s(?:separate|related|similar)|another)\sdevelopment\b"
    r"|[Ee]n\s(?:un|otro)\s(?:hecho|incidente|caso|suceso|ataque|accidente)"
    r"(?:\s(?:aislado|separado|distinto|aparte|que\s[^.;,]{1,40}(?:aislado|separado|distinto))|,)|[Pp]or\sseparado,)",
    "In a separate incident, ", "In a second wave, ",
)  # fmt: skip
"""What opens a sentence about something separate."""
ELSEWHERE = Wording(r"Elsewhere\b", "Elsewhere, gunmen attacked", "He was elsewhere")
MEANWHILE = Wording(
    r"Meanwhile,?\s(?!(?:the(?!\sbod(?:y|ies)\b)|police|officers|he|she|they|his|her|their)\b)|[^.,;]{1,50},\smeanwhile,",
    "In Masisi, meanwhile, two died", "Meanwhile, the suspect fled",
)  # fmt: skip
_PART = r"(?:\s(?:morning|afternoon|evening|night))?"
AT_OTHER_TIME = Wording(
    r"(?:Hours|Minutes|Earlier|Later|Also(?!\sin\s\d)|A few (?:hours|minutes|days))\b[^.]{0,60}?,?\s"
    rf"|(?:(?:Early|Late)\s)?(?:[Oo]n\s)?{_DAY}{_PART},\s|A day (?:earlier|before),\s|And,?\s"
    rf"|(?:(?:Early|Late)\s)?[Oo]n\s{_DAY}{_PART}\s(?:an?|some|about|around|at\sleast|gunmen|militants|{_FEW})\s",
    "On Saturday afternoon, a man was shot", "At least six Malian soldiers were killed",
)  # fmt: skip
"""What opens a sentence about another time, if it tells of casualties."""
IN_OTHER_PLACE = Wording(
    r"(?:On )?[Tt]he same (?:day|night|evening|morning|afternoon|week(?:end)?),\s"
    r"|(?:Further|Farther)\s\w+,\s|Across\sthe\sborder\b"
    rf"|(?:\w+\s){{1,3}}(?:hours|days?)\s(?:after|before)\sthe\sfirst\s(?:\w{{3,12}}\s)?{_DEED}"
    r"|(?:Some|About|Around|Nearly)\s(?:\d[\d,.]*|\w+)\s(?:km|kilomet(?:er|re)s|miles)\s[^.,]{3,40},\s"
    rf"|(?:In|Near)\s(?:the\s)?(?:[a-z]+\s){{0,4}}?(?!{_MONTH}\b)[A-Z](?=.*\b(?:{_DAY}|{_MONTH}|yesterday)\b)",
    "Further east, a drone hit a bus", "At least six Malian soldiers were killed",
)  # fmt: skip
"""What opens one about another place, if it or the next tell of casualties."""
OF_A_DAY = Wording(
    rf"\b(?:{_DAY}|[Yy]esterday|{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.\s\d{{1,2}})\b",
    "died on Tuesday when", "died in October",
)  # fmt: skip
OF_OLD = Wording(r"\b(?:19|20)\d\d\b|\b(?:last|previous)\s(?:year|month)\b|\bago\b", "in October 2023", "on October 23")
TELLS_BACK = Wording(
    r"(?i)\A\W*[\"“]|\b(?:(?:is|was|are|were)\saccused|accused\sof|charged|convicted|sentenced|pleaded|apparent|figures)\b"
    r"|(?:\b(?:the|this|that|these|those|both)|day['’]s)\s(?:[\w’'-]+\s){0,2}?(?:attacks?|bombings?|shootings?|blast|explosion|ambush|massacre"
    r"|assault|airstrikes?|raids?|incident|tragedy|disaster|killings?|crash|accident|fire|suspects?|gunm[ae]n|shooters?|attackers?"
    r"|assailants?|victims?|dead|deceased|wounded|injured|bodies|toll)\b",
    "three of the dead were", "three people were dead",
)  # fmt: skip
"""Of what was told before."""
COMES_AFTER = Wording(
    rf"\A(?:The|{_DAY}['’]s)\s(?:\w+\s)?{_DEED}\s(?:came|comes|happened|followed)\s(?:(?:just\s)?\w+\s(?:days?|hours|weeks?)\safter\s)?",
    "The bombing came a day after guns opened up",
    "The bombing killed ten",
)
"""What only says when something else was."""
SAME_BEFORE = Wording(
    r"(?i)\b(?:more|bodies|body|survivors?|funeral|identified|condition|hospital|found\sdead|elementary|nightclub"
    r"|guilty|convicted|sentenced|charged|jailed|pleaded)\b",
    "On Sunday, two more were found", "On Sunday, two were found",
)  # fmt: skip
"""What tells further of what was told before, up to the casualties."""
SAID = Wording(r"\b(?:said|says)\b", "the army said", "it is unsaid")
SAME = Wording(
    r"(?i)\b(?:of\s(?:those|these|the\s\d+)|minutes\slater|suspects?|arrest\w*|(?<!their\s)toll|bringing|raising|flown|in\sall|claimed\sresponsibility"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|\d+th"
    r"|(?:after|since)\s(?:s?he|they|it)\s(?:was|were|had)|(?:days?|weeks?|hours)\safter(?!\sthe\sfirst)|died\sof\s(?:\w+\s)?(?:injuries|wounds|burns)"
    r"|(?:s?he|they)(?:['’]d|\shad)?\s(?:then\s)?(?:shot|killed|drove|opened|stabbed|attacked|walked)"
    r"|(?:of|in|by|from)\sthe\s(?:fire|crash|quake|collapse|clashes|violence|storm|floods?|strikes?)"
    r"|fighting\sfor\s(?:his|her|their)\sli(?:fe|ves)|(?<!before\s)the\s(?:deadly\s)?(?:attacks?|bombings?|shooting|blast|explosion|ambush|massacre|assault|airstrikes?|raids?)\b"
    r"|the\s(?:\w{3,12}\s)?(?:victims?|wounded|injured|dead|(?:wo)?man|boy|girl|gunm[ae]n|shooter|driver|jet|plane|aircraft|train|ferry|ship|boat|bus))\b",
    "On Sunday, two of those hurt died", "On Sunday, two died",
)  # fmt: skip
"""Likewise, anywhere in the sentence."""
_DEEDS = (
    r"(?:shootings|stabbings|attacks|crashes|accidents|incidents|homicides|murders|killings|robberies|fires|drownings"
    r"|(?:gun\s)?violence)\b"
)
TOGETHER = Wording(
    rf"(?i)\b(?:in|after|during|across|separate|several|multiple|unrelated|various)\s(?:[\w’'-]+\s){{0,4}}?{_DEEDS}"
    rf"|(?<!\bof\s)\b(?:(?:rash|string|series|spate|wave)\sof|{_FEW}|\d+)\s(?:[\w’'-]+\s){{0,2}}?{_DEEDS}"
    r"|\bviolent\s(?:[\w’'-]+\s){0,2}?(?:weekend|night|(?:\d+\s)?hours|week)\b",
    "Six were wounded in Chicago shootings Sunday", "one of 12 homicides this month",
)  # fmt: skip
"""What tells of several incidents of a place together."""
OF_ONE_DOER = Wording(
    r"(?i)\b(?:spree|rampage|serial|(?:gun|knife)man|attacker|shooter|sniper)\b",
    "Gunman kills five in three attacks",
    "Six were wounded in shootings",
)
"""Of somebody who did all of several, which are told as one."""
SEPARATE = Wording(
    rf"(?i)\b(?:separate|unrelated|different|various|(?:{_FEW}|\d+)(?=\s{_DEEDS}))\b",
    "hurt in separate shootings", "hurt in shootings",
)  # fmt: skip
SOMEBODY = Wording(
    r"(?i)\b(?:an?|another|two|three|four|five|six|seven|eight|\d{1,2})\s(?:[\w’'-]+\s){0,3}?"
    r"(?:(?:wo)?m[ae]n|boys?|girls?|people|persons?|teen\w*|(?:fe)?males?|victims?|children|brothers|sisters|driver|rider|\S*year-olds?)\b",
    "a 23-year-old man was shot", "The man was shot",
)  # fmt: skip
"""Who was not told of yet."""
NEXT_OF_SEVERAL = Wording(
    r"\W*(?:(?:Police|Officers)\ssa(?:y|id)\s)?(?:[Tt]he|[Aa]nother|[Aa])\s(?:(?!shooting)[\w’'-]+\s){0,2}?"
    r"(?:first|second|third|fourth|fifth|next|other|another|latest|last|final|most\srecent)\s(?!to\s)(?:[\w’'-]+\s){0,4}?"
    r"(?:shooting|stabbing|attack|crash|accident|incident|homicide|killing|robbery|fire|case|victim)s?\b",
    "The weekend's first shooting happened", "The first officer fired",
)  # fmt: skip
HURT = Wording(
    r"(?i)\b(?:shot|wound(?:ed|s)?|killed|stabbed|grazed|gunshot|dead|died|gunned|hurt|hit|injured|shooting|struck|blasted)\b",
    "was shot", "ran away",
)  # fmt: skip
CLOCK = Wording(
    r"(?i)\b(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m|noon|midnight)\b|\b(?:blocks?\sof|intersection\sof)\b|-block\b",
    "about 8:30 a.m. in the", "late on Sunday",
)  # fmt: skip
HOUR_OR_BLOCK = Wording(
    rf"{CLOCK.pattern.pattern}|\b(?:neighbou?rhood|(?:hours?|minutes)\s(?:earlier|later))\b"
    rf"|^(?-i:(?:Also\s|Then\s)?(?:[Oo]n\s)?{_DAY}{_PART},?\s)",
    "in the Austin neighborhood", "last week in the",
)  # fmt: skip
WHEN = Wording(rf"{HOUR_OR_BLOCK.pattern.pattern}|\b{_DAY}\b", "late on Sunday", "late at night")
GOES_ON = Wording(
    r"\W*(?:The\s(?!(?:(?:most|latest|first|last|final|day|weekend|other|earliest|next|second|third|fourth|fifth)\b))"
    r"|(?:He|She|They|His|Her|When|Also\s(?:injured|wounded|hurt|shot|killed)|(?:One|Two|Three|Some|All)\sof)\b"
    r"|[A-Z][\w’'-]+\s[A-Z][\w’'-]+,\s\d\d,)",
    "The man died", "A man died",
)  # fmt: skip
"""What opens a sentence about somebody who was told of before."""
