"""Words that tell of casualties: verbs, nouns and predicates, and what takes them back. Texts are in lower case."""

from summarizer.language.wording import Wording
from summarizer.schemas.record import Outcome

BOUNDARY = Wording(
    r"""(?x)\s*(?:\Z|[,.;:()"”’—–-])|\s+(?:and|in|at(?!\s+(?:least|most)\b)|on|when|after|as(?!\s+many\s+as\b)|during|near|outside|inside|from|with|by|or|but|while
    |before|across|along|throughout|overnight|aboard|including|according|last|this|today|\w{3,6}day|so|due|because|amid|following|more(?!\s+than\b))\b""",
    " in the blast", " miners")  # fmt: skip
CLOSE = Wording(r"\s*(?:\Z|[,.;:)])|\s+and\b", ", he said", " by gunmen")

ACTIVE = Wording(
    r"""(?x)\b(?:(?P<killed>kill(?:ed|ing|s)?|murder(?:ed|ing)|assassinat(?:ed|ing)|execut(?:ed|ing)|slaughter(?:ed|ing)
      |massacr(?:ed|ing)|behead(?:ed|ing)|(?:shot|shooting)\s+dead|gunn(?:ed|ing)\s+down
      |fatally\s+(?:shot|shooting|st(?:abb(?:ed|ing)|r(?:uck|iking))|wound(?:ed|ing)|injur(?:ed|ing)|hit(?:ting)?))
    |(?P<injured>injur(?:ed|ing|es?)|wound(?:ed|ing)|hurt(?:ing)?|maim(?:ed|ing))
    |(?P<kidnapped>kidnapp?(?:ed|ing|s)?|abduct(?:ed|ing|s)?|whisk(?:ed|ing)\s+away)
    |(?P<freed>fre(?:ed|eing)|releas(?:ed|ing))
    |(?P<displaced>displac(?:ed|ing)))
    (?:\s+(?:also|another|a\s+total\s+of|the|these|all|its|his|their|as\s+many\s+as|nearly|reportedly)){0,2}\s+\Z""",
    "killed as many as ", "killers of ")  # fmt: skip
NOMINAL = Wording(r"""(?x)\b(?:(?P<killed>(?:deaths?|killings?|murders?|massacre|assassination|execution|slaying
      |(?<!ing\s)(?<!ory\s)(?<!ent\s)bodies|corpses)\s+of
      |(?:claim(?:ed|ing)|cost(?:ing)?|t(?:ook|aken|aking))\s+the\s+lives\s+of)
    |(?P<kidnapped>(?:kidnapping|abduction)\s+of)
    |(?P<missing>disappearance\s+of)
    |(?P<injured>(?:wounding|injuring)\s+of|injuries\s+to))
    (?:\s+(?:the|another|a\s+total\s+of|these|all)){0,2}\s+\Z""",
    "the deaths of the ", "the death penalty of ")  # fmt: skip
FOUND = Wording(
    r"(?:\s(?:in|at|on|off|near|from|since|for|after)\s[^.;]{1,60}?)?\s(?:were|was|have\sbeen|has\sbeen|are|is)\s(?:\w+\s){0,2}?"
    r"(?:found|discovered|located|rescued|recovered|confirmed|dead|killed|safe|alive)\b",
    " in the flood were found dead", " in the flood",
)  # fmt: skip
"""After "missing": what became of them."""
DIED_OF_IT = Wording(
    r"(?:\s(?:in|by|at|on|from|during)(?:\s(?!(?:and|but|or|when|where|which|who|whom|that|as|while|after|before|said|says|has|have|had"
    r"|later|died|succumbed)\b)[\w'’-]{1,30}){1,12})?(?:,?\sand)?(?:\s(?:has|have|had))?(?:\s(?:later|also))?\s(?:died|succumbed)\b",
    " in the bombing and later died", " in the bombing that killed two",
)  # fmt: skip
"""After "injured" or "suffered burns": that they died of it."""
EITHER = Wording(
    r"\s+(?:(?:or|and/or)\s+(?:\w{1,20}ly\s+)?(?:killed|dead|wounded|injured|hurt|missing|kidnapped|abducted)\b"
    r"|and\s+(?:killed|wounded|injured|missing)(?=\s*(?:\Z|[,.;:)])|\s(?:in|at|by|when|after|on|since|as|during)\b))",
    " or injured", " and injured 30",
)  # fmt: skip
"""After an outcome: that only some of them suffered it."""
DOING = Wording(
    r"\s+(?:and|or)\s+(?:(?:later|then|\w{1,20}ly)\s+)?\w{1,20}(?:ed|t)\s+(?:an?|the|his|her|its|their|dozens|scores|hundreds"
    r"|several|many|some|at\s+least|more\s+than|as\s+many\s+as|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    " and later freed a priest", " and wounded in the attack",
)  # fmt: skip
"""After a verb: another of the same doers, with its object."""
SURVIVED = Wording(r"\b(?:survivors?|wounded|injured|evacuees)\b", "12 survivors", "12 surviving kin")
"""Of people: that they are alive."""
SOME_OF = Wording(r"\bof\s(?:the\s)?\Z", "one of ", "one of their ")
_EXCEEDING = r"past|above|(?:pass|cross|surpass)(?:ed|es|ing)|tops|topp(?:ed|ing)|exceed(?:ed|s|ing)"
TOLL = Wording(
    r"""(?x)\b(?:(?P<killed>(?:death\s+toll|(?<!injury\s)(?<!casualty\s)(?<!economic\s)toll
      (?!(?:\s+[\w'’-]{1,30}){0,6}?\s+(?:wounded|injur\w*|missing|arrest\w*|displaced|homeless|destroyed|damaged|cases|roads?|plazas?)\b))
      (?!(?:\s+[\w'’-]{1,30}){0,4}?\s+(?:for\s+(?:the|this)\s+year|this\s+year|for\s+20\d\d)\b)|number\s+(?:of\s+(?:the\s+)?)?(?:deaths|dead(?!\s+(?:and|or)\b)|deceased|fatalities|(?:people\s+|those\s+|victims\s+)?killed(?!\s+(?:and|or)\b)
        |(?:people\s+)?(?:known|confirmed|reported)\s+(?:dead(?!\s+(?:or|and)\b)|to\s+have\s+(?:died|been\s+killed)(?!\s+(?:from|of)\b)
          (?:(?:\s+(?!(?:as|but|because|if|while|when|not|yet|could|may|is)\b)[\w'’-]{1,30}){0,12}?\s+(?:has|rose|climbed))?))
      |(?:heat|cold|flood|(?:earth)?quake|storm|cyclone|typhoon|hurricane|crash|fire|blast|wildfire|landslide)\s+deaths(?=\s+(?:climb(?:ed)?|rise|rose|jump(?:ed)?|surged?|mount(?:ed)?)\s+to\b))
    |(?P<injured>number\s+of\s+(?:injuries|(?:people\s+|those\s+)?(?:injured|wounded)))
    |(?P<missing>number\s+of\s+(?:people\s+|those\s+)?missing)
    |(?P<kidnapped>number\s+of\s+(?:(?:abducted|kidnapped)\s+[\w'’-]{3,20}|(?:[\w'’-]{3,20}\s+)?(?:abducted|kidnapped|abductees|hostages))))
    (?:(?:\s+(?!(?:numbers?|count|tally|injur\w*|wounded|missing|displaced|evacuees|damages?|temperatures?
        |could|may(?=\s(?:be|have|rise|climb|reach|exceed|top|go|grow|increase|still|yet|even|well)\b)|might|would|will|should|expected|likely|feared)\b)[\w'’-]{1,30}){0,10}?|\s+(?:from|in)(?:,?\s+(?!injur|wounded|missing|cases|displaced|and\b)[\w'’-]{1,30}){1,18},?
      \s+(?:climb(?:s|ed)?|rises?|rose))\s+(?:to|at|of|is|was|now|reach(?:ed|es)|hits?|"""
    rf"""{_EXCEEDING})\s+\Z""",
    "bringing the toll to ", "the toll collector shot ")  # fmt: skip
EXCEEDED = Wording(rf"(?:{_EXCEEDING})\s", "topped 50", "at least 50")
"""At the start of a number: what a toll did, which is read as a part of the number."""
_IN_CARE = r"""(?:treated(?=\s*[,.;]|\s+(?:in|at|for|there)\b)
    |(?:taken|rushed|brought|transported|airlifted|flown|admitted|moved|transferred|conveyed)\s+to\s+(?:[\w'’-]{1,20}\s+){0,6}?
      (?:hospitals?|infirmary|clinics?|(?:medical|trauma|burns?)\s+(?:cent(?:er|re)s?|college|complex|facility))
      (?![^.;]*\b(?:die[ds]?|dead|dying|pronounced|declared|succumbed|bodies|(?<!non-)fatal)\b))"""
"""What is done for people who were hurt, and lived."""
_PARTICIPLES = rf"""(?:(?:shot|stabbed|beaten|hit|attacked|ambushed|tortured|captured)\s+and\s+(?:\w{{1,20}}ly\s+)?)?
    (?:(?P<killed>killed|murdered|assassinated|executed|slain|slaughtered|massacred|beheaded|martyred|gunned\s+down
      |(?:shot|burned|burnt|beaten|stabbed|crushed|charred|hacked|trampled)\s+(?:dead|to\s+death)|dead|deceased
      |(?:burned|burnt|charred)\s+beyond\s+recognition
      |fatally\s+(?:shot|stabbed|wounded|injured|struck|hit|beaten|burned|burnt|crushed))
    |(?P<died>(?:sustain|suffer|receiv)(?:ed|ing)\s+(?:(?!(?:no|and|or|but|non-?fatal)\b)[\w'’-]{{1,20}}\s+){{0,2}}?(?:fatal|mortal)\s+(?:[\w'’-]{{1,20}}\s+){{0,2}}?(?:injur(?:ies|y)|wounds?)
      |fatally(?=\s*(?:\Z|[,.;:)–—-])|\s+(?:and|in|on|at|near|outside|inside|when|after|during|by)\b)|died
      |(?:die|(?<=\bone\s)dies|(?<=\b1\s)dies)(?=[^.!?]{{0,200}}\Z)(?![^.!?]{{0,200}}\b(?:every|each|per|an?)\s+(?:year|month|week|day)\b)
      |perished|drowned|succumbed|embrac(?:ed|ing)\s+martyrdom|(?:lost|losing)\s+(?:their\s+lives|h(?:is|er)\s+life|(?:their|his|her)\s+(?:fight|battle)\s+for\s+life(?!\s+support)))
    |(?P<injured>injured|wounded|hurt|hospitali[sz]ed|maimed)
    |(?P<treated>{_IN_CARE})
    |(?P<hurt>receiv(?:ed|ing)\s+(?:medical\s+|hospital\s+)?treatment|(?:sustain|suffer)(?:ed|ing)\s+(?:(?!(?:no|and|or|but|fatal|mortal)\b)[\w'’-]{{1,20}}\s+){{0,4}}?(?:injur(?:ies|y)|wounds?|burns))
    |(?P<missing>missing|unaccounted\s+for)|(?P<disappeared>disappeared)
    |(?P<kidnapped>kidnapped|abducted|whisked\s+away|(?:taken|held)\s+(?:hostage|captive))
    |(?P<freed>freed|released)
    |(?P<displaced>displaced|(?:left\s+|made\s+)?homeless|(?:forced\s+(?:from|to\s+(?:flee|leave))|driven\s+from)\s+their\s+homes)
    |(?P<fled>fled\s+their\s+homes)
    |(?P<unharmed>unharmed|unhurt|uninjured))(?![\w-])"""
"""What became of people. "die" only in what ends in no full stop, as a headline does: "Two die in crash"."""
_LED_AWAY = (
    r"(?:taken|led|dragged|pulled|marched|lined|rounded|ambushed|attacked|chased|tied|tortured|beaten|forced)"
    r"(?:\s+[\w'’-]{1,15}){0,4}?\s+and(?=\s+(?:killed|murdered|executed|shot\s+dead|hacked|beheaded|burn(?:ed|t)\s+to|stabbed\s+to)\b)"
)
"""What was done to people before they were killed: "led away and killed"."""
PREDICATE = Wording(
    rf"""(?x)(?<!\s)(?P<aux>(?:(?:\s+|(?<=[–—]))(?:who|have|has|had|were|was|are|is|been|being|also|reportedly|confirmed|reported|believed|feared
      |known(?:\s+to)?|presumed|left|later|since|then|unfortunately|sadly|tragically|either|seriously|slightly|critically|badly|severely|lightly|immediately
      |apparently|still|now|currently|found|declared|pronounced|escaped|remain(?:s|ed)?
      |went|gone|{_LED_AWAY})){{0,6}})\s+{_PARTICIPLES}""", " have been killed", " were killed-off")  # fmt: skip
_PLAIN = (
    r"(?!(?:said|says|told|and|but|who|that|which|when|where|was|were|is|are|has|have|had|\w{1,20}ed)\b)[\w'’-]{1,30}"
)
_DOING = (
    r"(?:who\s+(?:was|were|had\s+been)\s+)?(?:(?!(?:kill|injur|wound|hurt|leav|includ|miss|dy|accord|follow|say|amount|bring|tak|rais|push|claim|be|dur"
    r"|even|morn|noth|liv(?=ing\s+(?:were|was)))ing\b)[a-z]{2,14}ing|assigned|attached|posted|stationed|deployed|trapped|caught|seated)"
)
"""What people did or where they stood when they were hit: "assigned to his protection", "guarding the gate"."""
_AMONG = (
    r"(?:including|among\s+them)"
    r"(?:\s+(?!(?:who|whom|which|that|when|where|after|as|but|while)\b)[\w'’-]{1,30}){1,8}"
)
INTERPOSED = Wording(
    rf"""(?x)\s*,[^,;.()]{{1,80}},|\s+--?\s[^;.()]{{1,80}}\s--?|\s?[–—][^;.()–—]{{1,80}}[–—]|\s\([^()]{{1,60}}\)|\s\[[^\[\]]{{1,60}}\]
    |(?:(?:\s+(?:travell?ing|riding|working|sleeping))?
          \s+(?:of|from|in|at|aboard|on|inside|near|outside|with|belonging\s+to)(?:\s+{_PLAIN}){{1,6}}?
        |\s+(?:aboard|inside|underground|on\s+board)
        |\s+{_DOING}(?:\s+{_PLAIN}){{0,6}}?
        |\s+{_AMONG}?
        |\s+and\s+(?:[\w'’-]{{1,15}}\s+){{0,3}}?(?:dogs?|cats?|pets?|animals?|horses?|ponies|sheep|cattle|cows?|goats?|pigs?|livestock|birds?|chickens?))
      (?=\s+(?:were|was|died|drowned|perished|have|had|are|remain(?:ed)?)\b)""",
    " travelling in a bus were", " travelled quickly were")  # fmt: skip
INCLUDING = Wording(r"\s*,\s(?:including|among\sthem)\s[^,;.()]{1,80},\s", ", including 14 policemen, ", ", aged 14, ")
AMONG = Wording(rf"(?:\s*,\s{_AMONG},(?=\s)|\s{_AMONG}?(?=\s+(?:were|was|died|drowned|perished|have|had|are)\b))",
    ", including a child, ", ", including a child.")  # fmt: skip
"""After a number without a noun: who are among them."""
WERE_AND = Wording(
    r"\b(?:was|were)\s(?:\w{1,12}\s)?(?:killed|injured|wounded|hurt|missing)\b[^,;.]{0,60}\sand\s(?:at\sleast\s)?\Z",
    "two were killed and at least ",
    "two killed and ",
)
"""What stands before people, an aside about them and a bare participle: "two were killed and 60 people, ..., hurt"."""
ABOARD = Wording(
    r"""(?x)\s+(?:aboard|on\s+board)
    (?:\s+(?!(?:and|but|or|when|where|who|which|while|after|before|as|said|were|was|are|died|perished|drowned|have|had|has)\b)[\w'’-]{1,30}){0,16}+
    (?=\s+(?:were|was|are|died|perished|drowned|have|had)\b)""",
    " on board were", " on board and were")  # fmt: skip
"""After a number, or the people that it counts: what they were on, up to what became of them."""
NOUN = Wording(r"""(?x)(?:\s+(?:confirmed|reported|more|other|military|civilian|additional|further)){0,2}
    \s+(?:(?P<killed>deaths|fatalities|(?:\w{2,10}\s+)?kia(?=\s*(?:\Z|[,.;:()/-])))
      |(?P<injured>injuries|(?:\w{2,10}\s+)?wia(?=\s*(?:\Z|[,.;:()/-])))|(?P<lives>lives)|(?<!more\s)(?P<bodies>bodies|corpses))\b""",
    " more deaths", " deathly")  # fmt: skip
THE = Wording(r"(?<!\bof\s)\b(?:the|all)\s+\Z", "among the ", "three of the ")
THE_DEAD = Wording(
    r"\s+(?:(?P<killed>dead|deceased)|(?P<injured>injured|wounded|hurt))"
    r"(?=\s+(?:were|was|are|is|have|had|includ(?:es?|ed|ing)|who|in|on|at|from)\b)",
    " dead were", " dead or wounded",
)  # fmt: skip
"""After "the" and a number: "the 14 dead include"."""
_FOUND = r"(?:found|discovered|recovered|retrieved|pulled|exhumed|unearthed)"
FOUND_BEFORE = Wording(rf"\b{_FOUND}\s+(?:the\s+)?\Z", "divers recovered ", "divers saw ")
FOUND_AFTER = Wording(
    rf"\s+(?:(?:were|was|ha(?:ve|s|d)\s+been)\s+(?:\w{{1,20}}\s+)?)?{_FOUND}\b", " were later found", " lay in a grave"
)
"""Before and after a number of bodies."""
LIVES_TAKEN = Wording(r"\b(?:claim(?:ed|ing|s)|cost(?:ing)?|t(?:ook|aken|aking)|lost|losing)\s+(?:the\s+)?\Z",
    "claimed the ", "claimed that ")  # fmt: skip
LIVES_LOST = Wording(r"\s+(?:(?:were|have\s+been|had\s+been)\s+)?lost\b", " have been lost", " have been")
TAKEN = Wording(r"\b(?:t(?:ook|aking)|h(?:eld|olding))\s+\Z", "gunmen took ", "gunmen took in ")
HOSTAGE = Wording(r"\s+(?:hostage|captive)\b", " hostage on Monday", " hostages")
BARE_VERB = Wording(r"(?:kill|kidnap|abduct)\s", "kill ", "killed ")
PAST_VERB = Wording(r"\w+ed\b|hurt\b", "killed ", "killing ")
FEARED = Wording(r"\b(?:feared|presumed|believed)\b", " are feared", " were reported")
HAVE = Wording(r"\bha(?:ve|s|d)\b", "they had", "behave")
BE = Wording(r"\b(?:were|was|are|is|been|being|remain(?:s|ed)?)\b", "remained", "beings")
SINGULAR_BE = Wording(r"\b(?:was|is|has)\b", "who was", "who were")
PLURAL_BE = Wording(r"\b(?:were|are|have)\b", "who were", "who was")
COORDINATED = Wording(r"\b(?:and|or)\s+\Z", "a man and ", "a band ")
PASSIVE_BEFORE = Wording(r"\b(?:was|were|is|are|been|be|being|those|got)\s+(?:\w{1,20}ly\s+)?\Z",
    "were reportedly ", "were the ")  # fmt: skip
UNREAL = Wording(
    r"""(?x)(?:\b(?:could|would|may|might|can|will|should|must|not|never|without|if|unless|threat\w*|plan(?:s|n\w*)?|plot\w*|risk\w*
    |(?:he|she|they|we|i)\s(?:thought|feared|hoped|worried)|avoid\w*|den(?:y|ied|ies|ying)|aimed\s+at|capable\s+of|attempt\w*|tr(?:y|ied|ying)
    |(?:reject|dismiss|deni|refut)\w{1,4}\s(?:\w{1,15}\s){0,2}(?:claims?|reports?|allegations?|accusations?)\s(?:that|of))|n['’]t)
    \s+(?:[\w'’-]{1,20}\s+){0,3}\Z""",
    "threatened to kill the ", "a blast at a plant killed ")  # fmt: skip
CONDITION = Wording(r"\b(?:if|unless)\s[^,;.]{0,60}\Z", "if they find ", "if found, ")
TO_OR_NOR = Wording(r"\b(?:to|and|or|nor)\s+\Z", "wanted to ", "wanted too ")
SHARED_VERB = Wording(r"\b(?:killed|killing|dead|wounded|injured)\s+or\s+\Z", "killed or ", "killed nor ")
PART_OF = Wording(r"""(?x)\bof\s+(?:the|its|his|their|these|those)\s+(?:\w{1,20}\s+)?\Z
    |(?:\b(?:many|part|out)|\A|,)\s*of\s+\Z|(?:\A|,)\s*among\s+(?:(?:the|its|his|their|these|those)\s+)?\Z""",
    "of the young ", "of young ")  # fmt: skip
SUFFERERS: dict[Outcome, Wording] = {
    "killed": Wording(r"""(?x)\s+(?:dead|slain|murdered|assassinated|massacred|executed)\b
        |(?:\s+(?!(?:were|was|are|is|who|died)\b)[\w'’-]{1,20}){0,2}?\s+(?:bodies|corpses|remains|fatalities)\b""",
        " bodies", " bodyguards"),
    "injured": Wording(r"\s+(?:injured|wounded|hurt)\b", " wounded", " wounds"),
    "kidnapped": Wording(r"\s+(?:kidnapped|abducted|captured|(?:[\w'’-]{1,20}\s+)?(?:hostages|captives))\b",
        " Spanish hostages", " hostage takers"),
    "displaced": Wording(r"\s+(?:displaced|homeless|refugees)\b", " refugees", " displacement"),
}  # fmt: skip
"""By outcome, what follows a number all of whom suffered it: of "three of the 12 dead" the 12 are."""
SUFFERED_BEFORE: dict[Outcome, Wording] = {
    "killed": Wording(
        r"""(?x)\b(?:bod(?:y|ies)|corpses?|remains)\s+of\s+(?:(?:the|all|its|his|her|their|these|those)\s+){0,2}\Z
        |\b(?:toll|dead)\b[^.;,]{0,30}\s(?:at|to)\s+\Z""", "the bodies of the ", "somebody of the "),
    "kidnapped": Wording(r"\b(?:seiz(?:ed|ing)|captur(?:ed|ing)|h[eo]ld(?:ing)?|took|tak(?:en|ing))\s+\Z",
        "seized ", "seizes "),
}  # fmt: skip
VICTIMS = Wording(r"\s+(?:\w{1,20}ing\s+)?(?:victims|casualties)\b", " remaining victims", " of a victim")
ASIDE = Wording(
    r"""(?x)(?:\s+(?:who|that)(?:\s+(?:were|was|had|have|has)(?:\s+been)?)?)?
      (?:\s+(?!(?:were|was|is|are|have|has|had|died|drowned|perished|remain\w*|said|says?|told|and|but|or|who|that|which|while
      |when|after|before)\b)[\w'’-]{1,30}){1,12}?(?=\s+(?:were|was|died|drowned|perished|have|has|had|are|is|remain(?:s|ed)?)\b)""",
    " trapped by fire have", " and have")  # fmt: skip
"""What may stand between a part's people and their predicate: "three of the 12 miners trapped by fire have died"."""
GRADED = Wording(r"\b(?:hospitali|seriously|slightly|critically|badly|severely|lightly)",
    "seriously hurt", "a serious wound")  # fmt: skip
BAND_OF = Wording(
    r"\b(?:family|crew|group|team|party|gang|convoy|patrol|delegation|couple|band)\s+of\s+(?:(?:at\s+least|about|some|up\s+to)\s+)?\Z",
    "a family of ", "a mother of ",
)  # fmt: skip
"""Before a number of people who are told of as one."""
KIN_OF = Wording(
    r"\b(?:mother|father|mum|mom|dad|grand(?:mother|father)|widow(?:er)?)[\s-](?:of|to)[\s-]\Z",
    "a mother of ",
    "a mother and ",
)
"""Before a number that says of one person how many children they have: "a mother of two died"."""
SUSPECTS = Wording(r"\b(?:suspects?|accused|defendants?)\b", " two suspects", " two suspicious")
WHO = Wording(r"\s+who\b", " who", " whose")
LEAVING = Wording(r"\b(?:leav(?:es|ing)|left)\s+\Z", "leaving ", "leaving the ")
FINITE = frozenset({"died", "disappeared", "hurt", "fled"})
DEADLY = frozenset({"killed", "died"})
OF_PEOPLE = frozenset({"treated", "missing", "disappeared", "freed", "displaced", "fled"})
"""What befalls none but people."""
SUPERLATIVE = Wording(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|latest|first|second|third|fourth|fifth)\b[^.;]{0,60}?\bsince\b",
    "the deadliest attack since", "the deadly attack since")  # fmt: skip
BACKGROUND = (
    Wording(
        r"(?i)\b(?:(?<!\bhas )(?<!\bhave )(?<!\bhad )since(?!\s(?:(?:late|early|last)\s)?"
        r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?!['’]s|\sof\slast)|yesterday|night|midnight|dawn)\b)|annually)\b",
        "since 2014", "nine have died since Friday"),
    Wording(
        r"\b(?:across|nationwide|in\s+the\s+(?:city|region|country|county|province|enclave|state|territory|area|strip))\b[^.;]{0,60}\bsince\b",
        "killed across Gaza since Friday", "killed across the river"),
    Wording(
        r"\b(?:(?:this|last)\s+(?:year|decade)|(?:each|every|per)\s+(?:day|week|month|year|decade))\b",
        "last year", "last week"),
    Wording(
        r"\b(?:(?:past|last|recent)\s+(?:[\w-]{1,20}\s+){0,2}(?:decades?|years?|months?)|(?:years|decades|months|a\s+(?:month|year))\s+ago"
        r"|(?:comes?|came|coming)\s+(?:[\w-]{1,20}\s+){0,3}?(?:days?|weeks?|months?|years?)\s+after|earlier\s+this\s+(?:month|year))\b",
        "the past two years", "the past two days"),
    Wording(r"(?:s|people|children|men)\s+a\s+(?:day|week|month|year)\b", "40 children a week", "a week"),
    Wording(r"\b(?:war|conflict|insurgency|violence)\b(?:,\s(?:which|now)\b[^.;,]{1,60},)?[^.;,]{0,40}\b(?:has|have|had)\s",
        "the war there has killed", "the war, which has killed"),
    Wording(r"-year(?:-old)?\s+(?:\w{1,20}\s+)?(?:war|conflict|insurgency)\b",
        "the 10-year civil war", "the 10-year plan"),
    Wording(r"\b(?:earlier|previous|original|first)\s+version\s+of\s+(?:this|the)\s+(?:story|article|report|post|page)\b",
        "an earlier version of this story said", "her version of the story"),
)  # fmt: skip
"""Words that tell of more than the news. ``SUPERLATIVE`` ends before a number where that is of what was worse."""
OUTCOMES: dict[str, Outcome] = {
    "killed": "killed",
    "died": "killed",
    "lives": "killed",
    "bodies": "killed",
    "injured": "injured",
    "hurt": "injured",
    "treated": "injured",
    "missing": "missing",
    "disappeared": "missing",
    "kidnapped": "kidnapped",
    "freed": "freed",
    "displaced": "displaced",
    "fled": "displaced",
    "unharmed": "unharmed",
}
SAID_TO_BE = Wording(
    r"\b(?:claims?|reports?|rumou?rs?|posts?|videos?|clips?|messages?|allegations?|stories|story|statements?|figures?|headlines?)\b"
    r"(?:\s(?!and\b)[\w'’-]{1,20}){0,6}?\s(?:that|of|says?|saying|claim(?:s|ed|ing)?)\s+(?:[\w'’-]{1,20}\s+){0,2}\Z",
    "the claim that ", "the claimant that ",
)  # fmt: skip
UNTRUE = Wording(
    r"[^.;,]{0,80}?,?\s(?:is|are|was|were|(?:has|have)\sbeen)\s(?:(?:entirely|completely|totally|simply|all|also|later|proven|shown\sto\sbe)\s){0,2}"
    r"(?:false|untrue|fake|baseless|unfounded|fabricated|incorrect|invented|made\sup|debunked|not\s(?:true|correct)|a\s(?:hoax|lie|fabrication))\b",
    " were killed is false", " were killed in a false",
)  # fmt: skip
"""Before and after what did not happen: "the claim that 50 were killed is false"."""
REPORTED = Wording(
    r"\b(?:reported|declared|pronounced|confirmed|presumed|thought|given\sup\sfor)\s(?:as\s)?dead\b",
    "was reported dead",
    "was shot dead",
)
ALIVE = Wording(
    r"[^.;]{0,40}?\b(?:(?:found|turned\sup|was|were|is|are)\s(?:(?:later|still|to\sbe|in\sfact)\s){0,2}(?:alive|living)|survived)\b",
    " was later found alive", " was later found",
)  # fmt: skip
"""Of somebody who did not die."""
_DEATH = r"""
    \b(?:kill|dead(?!ly\sweapon)|deaths?\b|dece(?:ased|dent)|die[ds]?\b|dying|(?<!attempted\s)(?:murder|homicid(?!al))|(?:femi|geno)cid|slain|slay|assassin|execut
    |massacr|slaughter|butcher|mow(?:s|ed|n)\b|fatal|mortal|bod(?:y|ies)\b(?![\s-](?:cam|worn|armou?r))|corpse
    |(?:human|skeletal|charred|the|found|his|her|their)\sremains\b|(?:\w{2,6}n['’]t|not|neither|never|to)\slived?\b
    |remains\b(?=[.,;]|\s(?:of|were|was|are|have|had|has|found|discovered|recovered|identified|belong\w*|that|which|and|washed)\b)|perish|drown|li(?:fe|ves)\b(?![\s-]threatening)|lifeless|suicid
    |behead|decapitat|funeral|mourn|bur(?:y|ied|ial)|graves?(?:yard)?\b|autops|coroner|morgue|mortuary|medical\sexaminer|succumb|pronounced
    |los(?:t|es|s|ses|ing)\b(?!\s(?:an?|his|her|their|both|one|two)\s(?:legs?|arms?|hands?|f(?:ee|oo)t|fingers?|toes?|eyes?|limbs?|hearing)\b)|gunned|shot\sdown|crushed|casualt|tolls?\b|claim(?:s|ed)\b|manslaughter|late\b(?!\s(?:last|this|on|in|at|night|afternoon|evening|morning|\w{3,6}days?)\b)|all\shands
    |widow|a\smemorial\b|memorial(?!\s(?:[\w-]{1,12}\s)?(?:hospital|medical|regional|hermann|day|health|park|drive|trauma|stadium|highway)\b)|vigil|lynch|h(?:anged|anging|ung)\b|strangl|electrocut|suffocat|asphyxia|starv|(?:beaten|bludgeoned|sent)\sto|burn(?:ed|t)\s(?:to|alive)
    |bl(?:own|ew)\s(?:\w+\s)?up|trampl|hacked|took\sout|liquidat|froze|gassed|cut\sdown|bled\b|fell\sin|none\salive
    |(?:not|n['’]t|never|unable\sto)\s(?:be\s)?(?:save|reviv)|pass(?:ed|es|ing)\saway|tribute|condolence|martyr|eliminat|neutrali[sz]|wiped\sout
    |(?:did(?:\snot|n['’]t)|never|none\sof\sthem)\s(?:come|get|got|wake|made?|mak(?:e|ing)|return|regain)|r\.?i\.?p\b|d\.?o\.?a\b|resuscitat
    |(?:no|without)\s(?:a\s)?(?:pulse|vital\ssigns)|unresponsive|(?:not|stopped)\sbreathing|cardiac\sarrest|brain[\s-]?dead|orphan
    |skelet|charred|dismember|incinerat|cremat|in\svain|throats?\b|smother|throttl|annihilat|obliterat|vapori[sz]|decimat|snuff|impal
    |(?:breathed|drew)\s(?:his|her|their)\slast|sacrifice|(?:gun|weapon|rifle|pistol|knife)\son\s(?:him|her)self|le(?:aves?|aving|ft)\sbehind
    |(?:no|only|lone|sole)\ssurvivors?|(?:nobody|none|no\sone|not|n['’]t|never)(?:\s[\w-]+){0,4}?\ssurviv|survived\sby|foul\splay
    |angels\b|to\sthe\ssword|doom|white\ssheet|ripped\sapart|nothing\sfor\s(?:him|her|them)\b)"""
DEATH = Wording(rf"(?x){_DEATH}|\b(?:victim|surviv)", "the bodies", "shooting ten people")
"""What may tell of a death, or of what comes after one: a sentence without any of it tells of none."""
DEATH_ANYWHERE = Wording(rf"(?x){_DEATH}", "the bodies", "the victim survived")
"""What an article that tells of a death has somewhere."""
HIT_AFTER = Wording(
    r"""(?x)(?:\s+(?!and\b|or\b|who\b)[\w'’-]{1,30}){0,3}?\s+(?:(?:was|were|is|are|been)\s+(?:(?:\w{1,20}ly|also|each)\s+)?)?
    (?:shot|stabbed|knifed|(?:hit|struck)\s+by\s+(?:gunfire|gunshots|bullets?))\b""",
    " other people were shot", " people were hit")  # fmt: skip
HIT_BEFORE = Wording(
    r"\b(?:sho(?:t|oting|ots)|stab(?:bed|bing|s))\s+(?:of\s+)?(?:(?:at|as)\s+(?:least|many\s+as)\s+)?(?:another\s+)?\Z",
    "shot at least ",
    "shot dead ",
)
"""What says of a number of people that they were shot; that they died of it may follow."""
_FEW = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+"
HIT_END = Wording(
    rf"[.;]|\bincluding\b|(?:\band|,)\s+(?:an?|{_FEW})\b"
    rf"|\b(?:and|but|with)\b(?=[^.;]{{0,60}}?\b(?:{_FEW})\s(?:of\s\w{{1,20}}\s)?(?:were|was|are|is|have|has|had|dying|died)\b)",
    " and it confirmed that three were deceased",
    " and died",
)
HIT_FATALLY = Wording(
    r"\A(?:(?!\bincluding\b)[^.;])*?(?<!\bone\s)(?<!\btwo\s)(?<!\d\s)(?<!leaving\s)\b(?:dead\b|to\sdeath\b|killing\b(?!\s(?:at\sleast\s)?(?:one|two|three|four|five|six|seven|eight|nine|\d+)\b)|(?:all|both)\b[^.;]{0,20}\bdied\b)",
    " women and two men dead", " women, leaving two dead")  # fmt: skip
"""What says of all shot, after others of them, that they died."""
INJURY = Wording(r"\b(?:wounded|injured|hurt)\b", "the wounded officers", "head injuries")
CLAUSE_START = Wording(r"(?:\A|[,;:\"“(—–-]\s*|\b(?:that|when|after|and|which|because|as|said)\s+)\Z",
    "he said that ", "he said thatch ")  # fmt: skip
HURT_BEFORE = Wording(
    r"\b(?:hospital\w*|condition|wounded|injured|hurt)\b[^.;]{0,100}\Z",
    "five were hospitalized and two ",
    "hosts and two ",
)
FROM_CARE = Wording(
    r"\s+(?:from\s+(?:(?:the|an?|his|her|their|area|local)\s+)*(?:[\w'’-]{1,20}\s+){0,3}(?:hospitals?|clinics?|care)\b"
    r"|after\s+(?:treatment|being\s+treated)\b)", " from a local hospital", " from captivity",
)  # fmt: skip
CAPTIVE = Wording(
    r"\b(?:hostages?|captiv\w+|captors?|kidnap\w*|abduct\w*|held|freed|prisoners?|detainees?|swap|gunmen|bandits|militants?"
    r"|insurgents?|rebels?|jihadists?|pirates|traffickers)\b",
    "the hostages", "the host",
)  # fmt: skip
"""Who was hurt is released by doctors, but for a captive."""
STRICT_VERB = Wording(r"(?:execut|fre|releas|displac)", "released ", "killed ")
WINDOW = 120
TOLL_WINDOW = 180
tells_of_release = Wording(
    r"(?i)\b(?:free|releas|rescu|escap|return|reunit|let\s|liberat|sav(?:ed|ing)|swap|exchang|hand(?:ed|ing)|recover|regain|home\b"
    r"|safe|fled|walked|alive|found|brought|back\b|ransom|dropped|abandon|ended|surrender|gave\sup)",
    "who were later let go", "who were taken",
)  # fmt: skip
"""Whether an English sentence may tell that somebody came free."""
