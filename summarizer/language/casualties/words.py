"""Words that tell of casualties: verbs, nouns and predicates, and what takes them back. Texts are in lower case."""

import re

from summarizer.schemas.record import Outcome

BOUNDARY = re.compile(
    r"""\s*(?:\Z|[,.;:)"”’—–-])|\s+(?:and|in|at|on|when|after|as|during|near|outside|inside|from|with|by|or|but|while
    |before|across|including|according|last|this|yesterday|today|\w{3,6}day|so|due|because|amid|following|more)\b""",
    re.VERBOSE,
)
CLOSE = re.compile(r"\s*(?:\Z|[,.;:)])|\s+and\b")


ACTIVE = re.compile(
    r"""\b(?:(?P<killed>kill(?:ed|ing|s)?|murder(?:ed|ing)|assassinat(?:ed|ing)|execut(?:ed|ing)|slaughter(?:ed|ing)
      |massacr(?:ed|ing)|behead(?:ed|ing)|(?:shot|shooting)\s+dead|gunn(?:ed|ing)\s+down)
    |(?P<injured>injur(?:ed|ing|es?)|wound(?:ed|ing)|hurt(?:ing)?|maim(?:ed|ing))
    |(?P<kidnapped>kidnapp?(?:ed|ing|s)?|abduct(?:ed|ing|s)?)
    |(?P<freed>fre(?:ed|eing)|releas(?:ed|ing))
    |(?P<displaced>displac(?:ed|ing)))
    (?:\s+(?:also|another|a\s+total\s+of|the|these|all|its|his|their|as\s+many\s+as|nearly|reportedly)){0,2}\s+\Z""",
    re.VERBOSE,
)
NOMINAL = re.compile(
    r"""\b(?:(?P<killed>(?:deaths?|killings?|murders?|massacre|assassination|execution|slaying)\s+of
      |(?:claim(?:ed|ing)|cost(?:ing)?|t(?:ook|aken|aking))\s+the\s+lives\s+of)
    |(?P<kidnapped>(?:kidnapping|abduction)\s+of)
    |(?P<missing>disappearance\s+of)
    |(?P<injured>(?:wounding|injuring)\s+of|injuries\s+to))
    (?:\s+(?:the|another|a\s+total\s+of|these|all)){0,2}\s+\Z""",
    re.VERBOSE,
)
TOLL = re.compile(
    r"""\b(?:(?P<killed>death\s+toll|number\s+of\s+(?:deaths|dead|fatalities|(?:people\s+|those\s+)?killed))
    |(?P<injured>number\s+of\s+(?:injuries|(?:people\s+|those\s+)?(?:injured|wounded)))
    |(?P<missing>number\s+of\s+(?:people\s+|those\s+)?missing))
    (?:\s+[\w'’-]{1,30}){0,8}?\s+(?:to|at|of|is|was|reached|hit|passed|topped|surpassed|exceeded)\s+\Z""",
    re.VERBOSE,
)
_PARTICIPLES = r"""(?:(?:shot|stabbed|beaten|hit|attacked|ambushed|tortured|captured)\s+and\s+(?:\w{1,20}ly\s+)?)?
    (?:(?P<killed>killed|murdered|assassinated|executed|slain|massacred|beheaded|gunned\s+down
      |(?:shot|burned|burnt|beaten|stabbed|crushed)\s+(?:dead|to\s+death)|dead)
    |(?P<died>died|perished|drowned|(?:lost|losing)\s+(?:their\s+lives|h(?:is|er)\s+life))
    |(?P<injured>injured|wounded|hurt|hospitali[sz]ed|maimed)
    |(?P<missing>missing|unaccounted\s+for)|(?P<disappeared>disappeared)
    |(?P<kidnapped>kidnapped|abducted|(?:taken|held)\s+(?:hostage|captive))
    |(?P<freed>freed|released)
    |(?P<displaced>displaced|(?:left\s+|made\s+)?homeless)
    |(?P<unharmed>unharmed|unhurt|uninjured))(?![\w-])"""
PREDICATE = re.compile(
    rf"""(?<!\s)(?P<aux>(?:(?:\s+|(?<=[–—]))(?:who|have|has|had|were|was|are|is|been|being|also|reportedly|confirmed|reported|believed|feared
      |presumed|left|later|then|either|seriously|slightly|critically|badly|fatally|severely|lightly|immediately
      |apparently|still|now|currently|found|declared|pronounced|escaped|remain(?:s|ed)?
      |went|gone)){{0,6}})\s+{_PARTICIPLES}""",
    re.VERBOSE,
)
_PLAIN = (
    r"(?!(?:said|says|told|and|but|who|that|which|when|where|was|were|is|are|has|have|had|\w{1,20}ed)\b)[\w'’-]{1,30}"
)
INTERPOSED = re.compile(
    rf"""\s*,[^,;.()]{{1,80}},|\s+--?\s[^;.()]{{1,80}}\s--?|\s?[–—][^;.()–—]{{1,80}}[–—]|\s\([^()]{{1,60}}\)|\s\[[^\[\]]{{1,60}}\]
    |(?:(?:\s+(?:travell?ing|riding|working|sleeping))?
          \s+(?:of|from|in|at|aboard|on|inside|near|outside|with|belonging\s+to)(?:\s+{_PLAIN}){{1,6}}?
        |\s+(?:aboard|inside|underground|on\s+board))
      (?=\s+(?:were|was|died|drowned|perished|have|had|are|remain(?:ed)?)\b)""",
    re.VERBOSE,
)
NOUN = re.compile(
    r"""(?:\s+(?:confirmed|reported|more|other|military|civilian|additional|further)){0,2}
    \s+(?:(?P<killed>deaths|fatalities)|(?P<injured>injuries)|(?P<lives>lives))\b""",
    re.VERBOSE,
)
LIVES_TAKEN = re.compile(r"\b(?:claim(?:ed|ing|s)|cost(?:ing)?|t(?:ook|aken|aking)|lost|losing)\s+(?:the\s+)?\Z")
LIVES_LOST = re.compile(r"\s+(?:(?:were|have\s+been|had\s+been)\s+)?lost\b")
TAKEN = re.compile(r"\b(?:t(?:ook|aking)|h(?:eld|olding))\s+\Z")
HOSTAGE = re.compile(r"\s+(?:hostage|captive)\b")
BARE_VERB = re.compile(r"(?:kill|kidnap|abduct)\s")
PAST_VERB = re.compile(r"\w+ed\b|hurt\b")
HAVE = re.compile(r"\bha(?:ve|s|d)\b")
BE = re.compile(r"\b(?:were|was|are|is|been|being|remain(?:s|ed)?)\b")
SINGULAR_BE = re.compile(r"\b(?:was|is|has)\b")
PLURAL_BE = re.compile(r"\b(?:were|are|have)\b")
COORDINATED = re.compile(r"\b(?:and|or)\s+\Z")
PASSIVE_BEFORE = re.compile(r"\b(?:was|were|is|are|been|be|being|those|got)\s+(?:\w{1,20}ly\s+)?\Z")
UNREAL = re.compile(
    r"""(?:\b(?:could|would|may|might|can|will|should|must|not|never|without|if|unless|threat\w*|plan\w*|plot\w*|risk\w*
    |avoid\w*|den(?:y|ied|ies|ying)|aimed\s+at|capable\s+of|attempt\w*|tr(?:y|ied|ying))|n['’]t)\s+(?:[\w'’-]{1,20}\s+){0,3}\Z""",
    re.VERBOSE,
)
CONDITION = re.compile(r"\b(?:if|unless)\s[^,;.]{0,60}\Z")
TO_OR_NOR = re.compile(r"\b(?:to|and|or|nor)\s+\Z")
SHARED_VERB = re.compile(r"\b(?:killed|killing|dead|wounded|injured)\s+or\s+\Z")
PART_OF = re.compile(
    r"""\bof\s+(?:the|its|his|their|these|those)\s+(?:\w{1,20}\s+)?\Z
    |(?:\b(?:many|part|out)|\A|,)\s*of\s+\Z|(?:\A|,)\s*among\s+(?:(?:the|its|his|their|these|those)\s+)?\Z""",
    re.VERBOSE,
)
SUFFERERS: dict[Outcome, re.Pattern[str]] = {
    "killed": re.compile(
        r"""\s+(?:dead|slain|murdered|assassinated|massacred|executed)\b
        |(?:\s+(?!(?:were|was|are|is|who|died)\b)[\w'’-]{1,20}){0,2}?\s+(?:bodies|corpses|remains|fatalities)\b""",
        re.VERBOSE,
    ),
    "injured": re.compile(r"\s+(?:injured|wounded|hurt)\b"),
    "kidnapped": re.compile(r"\s+(?:kidnapped|abducted|captured|(?:[\w'’-]{1,20}\s+)?(?:hostages|captives))\b"),
    "displaced": re.compile(r"\s+(?:displaced|homeless|refugees)\b"),
}
"""By outcome, what follows a number all of whom suffered it: of "three of the 12 dead" the 12 are."""
SUFFERED_BEFORE: dict[Outcome, re.Pattern[str]] = {
    "killed": re.compile(
        r"""\b(?:bod(?:y|ies)|corpses?|remains)\s+of\s+(?:(?:the|all|its|his|her|their|these|those)\s+){0,2}\Z
        |\b(?:toll|dead)\b[^.;,]{0,30}\s(?:at|to)\s+\Z""",
        re.VERBOSE,
    ),
    "kidnapped": re.compile(r"\b(?:seiz(?:ed|ing)|captur(?:ed|ing)|h[eo]ld(?:ing)?|took|tak(?:en|ing))\s+\Z"),
}
VICTIMS = re.compile(r"\s+(?:\w{1,20}ing\s+)?(?:victims|casualties)\b")
ASIDE = re.compile(
    r"""(?:\s+(?!(?:were|was|is|are|have|has|had|died|drowned|perished|remain\w*|said|says?|told|and|but|or|who|that|which|while
      |when|after|before)\b)[\w'’-]{1,30}){1,7}?(?=\s+(?:were|was|died|drowned|perished|have|has|had|are|is|remain(?:s|ed)?)\b)""",
    re.VERBOSE,
)
"""What may stand between a part's people and their predicate: "three of the 12 miners trapped by fire have died"."""
GRADED = re.compile(r"\b(?:hospitali|seriously|slightly|critically|badly|severely|lightly)")
WHO = re.compile(r"\s+who\b")
LEAVING = re.compile(r"\b(?:leav(?:es|ing)|left)\s+\Z")
UNTOLD = (CONDITION, UNREAL)
FINITE = frozenset({"died", "disappeared"})
SUPERLATIVE = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|latest|first|second|third|fourth|fifth)\b[^.;]{0,60}?\bsince\b"
)
BACKGROUND = (
    (("since",), re.compile(r"\bsince\b")),
    (("annually",), re.compile(r"\bannually\b")),
    (("year", "decade"), re.compile(r"\b(?:so\s+far\s+this\s+year|(?:this|last|each|every|per)\s+(?:year|decade))\b")),
    (
        ("year", "decade", "month"),
        re.compile(
            r"""\b(?:past|last|recent)\s+(?:[\w-]{1,20}\s+){0,2}(?:decades?|years?|months?)\b
            |\b(?:years|decades|months)\s+ago\b""",
            re.VERBOSE,
        ),
    ),
    (("day", "week", "month"), re.compile(r"\b(?:each|every|per)\s+(?:day|week|month)\b")),
    (("day", "week", "month", "year"), re.compile(r"(?:s|people|children|men)\s+a\s+(?:day|week|month|year)\b")),
    (
        ("war", "conflict", "insurgency", "violence"),
        re.compile(r"\b(?:war|conflict|insurgency|violence)\b[^.;,]{0,40}\b(?:has|have|had)\s"),
    ),
    (("-year",), re.compile(r"-year(?:-old)?\s+(?:\w{1,20}\s+)?(?:war|conflict|insurgency)\b")),
)
"""Words that tell of more than the news, each pattern with stems of which a text must hold one for it to match."""
BACKGROUND_STEMS = tuple(dict.fromkeys(stem for stems, _ in BACKGROUND for stem in stems))
OUTCOMES: dict[str, Outcome] = {
    "killed": "killed",
    "died": "killed",
    "lives": "killed",
    "injured": "injured",
    "missing": "missing",
    "disappeared": "missing",
    "kidnapped": "kidnapped",
    "freed": "freed",
    "displaced": "displaced",
    "unharmed": "unharmed",
}
CLAUSE_START = re.compile(r"(?:\A|[,;:\"“(—–-]\s*|\b(?:that|when|after|and|which|because|as|said)\s+)\Z")
STRICT_VERB = re.compile(r"(?:execut|fre|releas|displac)")
WINDOW = 120
TELLING = (
    *("kill", "dead", "death", "died", "wound", "injur", "hurt", "missing", "lives", "life", "hostage", "kidnap"),
    *("abduct", "murder", "assassinat", "execut", "massacr", "slain", "slay", "slaughter", "behead", "gunn", "perish"),
    *("drown", "hospitali", "maim", "unaccounted", "disappear", "captive", "freed", "freeing", "releas", "displac"),
    *("homeless", "unharmed", "fatalit"),
)
"""Each casualty phrase holds one of these in one of its words."""
