"""Who of the persons that a sentence names suffered a deed, and whom it may call a doer, by rule over one sentence.

Made to take an accusation back, so that whatever smells of a deed speaks against it: "the suspect, Ray Poe, was shot".
"""

from summarizer.language.wording import Wording

_HARMED = (
    r"(?:shot|killed|murdered|slain|hurt|injured|wounded|stabbed|knifed|slashed|hit|struck|beaten|burn(?:ed|t)|scalded|clubbed|lynched(?!\sby\b)|hacked|crushed|trapped"
    r"|kidnapped|abducted|raped|robbed|attacked|found\s(?:dead|unharmed|safe|with\s(?:an?\s)?(?:(?!gunshot|self)\w+\s){0,2}(?:wounds?|injur(?:y|ies)))|(?:pronounced|declared)\sdead|unhurt|unharmed"
    r"|uninjured|hospitali[sz]ed|airlifted|rescued|freed|taken\sto|rushed\sto|missing|in\s(?:critical|stable|serious)"
    r"|(?:the|two|three|one|among)\b[^.;]{0,30}\b(?:victims?|dead|killed|injured|wounded))"
)
_ASIDE = (
    r"(?:,\s(?:aged\s)?\d{1,3}(?=,\s(?:of|from)\s))?(?:,\s[^,.;]{1,90},|\s\([^()]{1,40}\)|,\s\d{1,3}(?:,|(?=[\s;])))?"
)
_KIN = r"(?:(?:his|her|their|the)\s(?:\w{1,20}\s)?)?"
_OTHERS = (
    rf"(?:(?:[,;](?:\sand)?|\sand)\s{_KIN}(?:[A-Z][\w.'’-]{{0,20}}(?:\s|(?=[,.]))){{1,4}}(?:,\s\d{{1,3}},?)?){{0,4}}"
)
_AFTER = Wording(
    rf"""(?x)\s(?:shot|stabbed|robbed|beaten|wounded|injured)\s
      (?:dead\b|(?:in(?!\sthe\s(?:air|direction))|outside|inside|near)\s)[^,;.]{{0,60}}\Z
    |\s(?:lying|slumped|bleeding|unconscious|unresponsive)\b[^.;]{{0,80}}\b(?:gunshot|stab|bullet|knife)\swounds?\b
    |(?:(?:(?<=year[-\s]old)|(?<=yr[-\s]old))\s[a-z]{{2,20}}(?=[\s,]))?{_ASIDE}{_OTHERS}\s?(?<=[\s,])(?:(?:who|also|later|both)\s)*
    (?:(?:was|were|is|are|had\sbeen|has\sbeen|have\sbeen|remained)\s
        (?:(?:also|not|later|still|both|being|then|first|\w{{1,20}}ly)\s){{0,2}}{_HARMED}\b
      |(?:died|dies|survived|succumbed|(?:did|has|had)(?:\snot|n['’]t)\ssurvived?
      |suffered|sustained|collapsed|drowned|los(?:t|es)\s(?:his|her)|broke\s(?:his|her))\b
      |was\s\w{{1,20}}ing\b(?:(?!\b(?:who|that)\b)[^.;]){{0,80}}?\swhen\s(?:he|she)\swas\s(?:\w{{1,20}}ly\s)?(?:struck|hit|run\sover|shot|stabbed)\b
      |(?:of\s[A-Z][\w'’-]{{1,20}}\s)?(?:with|suffering\sfrom)\s(?:\w{{1,20}}\s){{0,2}}(?:gunshot|stab)\swounds?\b)""",
    ", 42, was not hurt", ", 42, was not available")  # fmt: skip
_BEFORE = Wording(
    r"""(?x)(?:\b(?:dead|victims?|deceased|fatalities|injured|wounded|survivors?|killed|hurt|missing|hostages?|bod(?:y|ies)|remains)
        (?:\s[^.;,]{0,60}?\b(?:identified\sas|named\sas|named|as|are|were|is|was|included?|including|of)\b|(?:\s(?:in|at|during)\s[^.;,:]{1,40})?:)
      |\b(?:kill(?:ed|ing)|murder(?:ed|ing)|struck|shot(?:\s(?:dead|and\skilled))?|wound(?:ed|ing)|injur(?:ed|ing)|stabb(?:ed|ing)
        |kidnapp(?:ed|ing)|abduct(?:ed|ing)|rap(?:ed|ing)|robb(?:ed|ing)|attack(?:ed|ing))(?=\s)
      |\b(?:man|woman|boy|girl|teen(?:ager)?|victim|child),?\swho\s(?:also\s)?(?:died|was\s(?:also\s)?(?:killed|shot|stabbed)
        |was\s(?:shot|stabbed)\s(?:to\sdeath|dead)(?:\s(?:in|at|near|on|outside|inside|after|during)\s[^.;,]{1,60}?)?)
        (?:,?\s(?:was|(?:has|had)\sbeen)\s(?:later\s)?(?:named|identified)\b[^.;,]{0,40}?)?\sas
      |\b[Cc]aught\sin\sthe\scrossfire\s(?:was|were)\b
      |\b(?:deaths?|murders?|killings?|shootings?|slayings?|stabbings?|kidnappings?|abductions?|rapes?|assassination)\sof)
    (?:(?!\b(?:was|were|is|are|had|has|said|who|when|after|by|before|in|at|on|told|\w{2,20}ed)\b)[^.;:]){0,120}?\s?\Z""",
    "The dead were identified as ", "The dead are mourned, and police named ")  # fmt: skip
_NAMED_ASIDE = Wording(
    r"(?:,\s(?:later\s)?(?:named|identified|known)\s(?:[\w-]{1,20}\s){0,4}?as|\b(?:victim|(?:other|second|third)\s(?:wo)?man|boy|girl|teen(?:ager)?),)"
    r"\s(?:(?:an?\s)?\d{1,3}-year-old\s)?\Z",
    "The man, named locally as ", "The man, who was known as ",
)  # fmt: skip
"""Before a name that stands between commas, after which the sentence goes on about the same person."""
_REACH = 300
"""So many characters before a name are searched: no match of that is longer."""
_DEED = Wording(
    r"""(?ix)\b(?:arrest\w*|charg(?:ed|es|ing)|accus\w+|suspect\w*|convict\w*|sentenc\w+|plead(?!\w*\swith\b)\w*|pled|guilty|gunm[ae]n|shooters?
      |attackers?|assailants?|killers?|murderers?|bombers?|robbers?|kidnappers?|rapists?|open(?:ed)?\sfire|turned\sthe\sgun
      |(?:him|her|them)sel(?:f|ves)|self-inflicted|suicide|custody|wanted(?!\sto\s(?!kill|hurt|shoot|stab|die|blow))|warrant|jail\w*|prison\w*|detain\w*|confess\w*|admitt\w+
      |indict\w*|trial|defendant\w*|fle(?:d|eing)|alleged\w*|perpetrator\w*|responsible|manhunt|ringleader|escap\w*|rampage
      |masterminds?|hijackers?|knifem[ae]n|arsonists?|carjackers?|snipers?|remand\w*|extradit\w*|surrender\w*|counts?\sof
      |fac(?:es|ed|ing)\s(?:\w+\s){0,3}(?:counts?|charges?|trial)|plow\w*|on\s(?:\w+\s)?leave|led\sthe\s(?:attack|mutiny|raid|coup|gang)|led\sby|planting|held\sup|(?:s?he|who)\s(?:had\s)?drove|(?:his|her)\sown\s(?:bomb|grenade|device|explosives)
      |(?:bomb|device|explosives|vest|grenade)s?\ss?he|motive|believed\sto\shave|had\s(?:slashed|stabbed|shot|killed|fired)|shoot-?out|gun\s?battle|stand-?off|under\s(?:police\s)?guard
      |armed\swith|detonat\w+|(?:his|her)\s(?:bomb|vest|rifle|knife|axe|gun)|(?:police|officers?|deputies|troops)\s(?:shot|killed)
      |(?:shot|killed|wounded)(?:\s\w+){0,2}\sby\s(?:an?\s|the\s)?(?:[\w-]+\s){0,2}(?:police\w*|officers?|deput\w+|troopers?|guards?|agents?
        |soldiers?|marshals?|drone))\b
    |\b(?:(?:s?he|they|who)|(?:the|that|his|her|an?|two)\s(?:[\w-]{1,20}\s){0,2}(?:man|woman|men|boy|girl|teen(?:ager)?|driver|husband|wife|son
        |father|mother|brother|sister|officer|student|doctor|nurse|car|truck))\s(?:(?:had|has|then|also|later|allegedly|reportedly|fatally)\s){0,3}
      (?:(?:sho[ot]t?|stab)(?!\w{0,4}\s(?:in(?!\sthe\s(?:air|direction))|outside|inside|near)\s[^,;.]{0,60}\Z)\w*|kill(?!ed\s(?:as\s(?!many\b)|(?:in|on|by|outside|inside|near|during|when|while|was|were|is)\b))\w*|strangl\w*|fired|slash\w*|beat\w*|set|open\w*|attack\w*
        |smother\w*|drown\w*|struck|hit)\b""",
    "the gunman fell", "the two men killed as bystanders")  # fmt: skip
_ACTS = Wording(
    r"(?:,\s[^,.;]{1,60},|,(?=\s\w{1,20}\s(?:her|him|his|the)\b))?\s(?:then\s|also\s)?(?:(?:shot|stabb|rob|beat)(?!\w{0,5}\s(?:in(?!\sthe\s(?:air|direction))|outside|inside|near)\s[^,;.]{0,60}\Z)|kill|attack|fired|opened|pulled|threat|grabbed|drove(?!\s(?:north|south|east|west|home|past|along|up|down)\b(?![^.;]*\b(?:kill|hit|injur|strik|struck|wrong|northbound|southbound|pavement|sidewalk|crowd)))|set|raped"
    r"|kidnap|abduct|murder|forced|held|took|marched|walked|entered|burst|ran|stole|demanded|struck|plough|ramm|threw|planted)",
    ", 24, shot a guard", ", 24, was hurt")  # fmt: skip


_SPEAKS = Wording(
    r"(?:,\s[^,.;]{1,80},|\s\([^()]{1,40}\)|,\s\d{1,3},?|,)?\s(?:also\s|later\s|\w{2,20}ly\s)?(?:said|says?|told|tells|added|explained|confirmed"
    r"|expressed|conveyed|condoled|offered\s(?:\w+\s){0,2}condolences|paid\s(?:\w+\s){0,2}tribute|wrote|posted|tweeted"
    r"|ordered\s(?:an?|the)\s(?:\w+\s){0,2}(?:inquiry|investigation|probe)|declared\s(?:[\w-]+\s){0,4}mourning"
    r"|noted|recalled|condemned|praised|testified|announced|demanded|urged|visited|mourned|described|thanked|vowed|warned|denounced"
    r"|heard|(?:has\s)?sentenced)\b(?!\snothing)",
    ", a mother, told reporters", ", a mother, said nothing")  # fmt: skip
_QUOTED = Wording(
    r"[,.?!][\"”](?=[^\"”“]{0,60}\Z)", '"We know no motive," Superintendent ', '"No motive" was told to Superintendent '
)
"""Where a quotation ends before who says so."""
_OF_OFFICE = Wording(
    r"(?i)\b(?:cpl|sgt|lt|capt|col|const|constable|det|cmdr|supt|insp|colonel|corporal|sergeant|lieutenant|captain|chief|sheriff|deputy|officer|detective|trooper|inspector"
    r"|superintendent|commissioner|spokes\w+|mayor|gov|governor|president|premier|chancellor|secretary|ambassador|sen|rep|senator|minister|coroner|prosecutor|attorney|judge|dr|doctor"
    r"|nurse|pastor|imam|principal|teacher|neighbou?r|witness|resident|passenger|customer|bystander|reporter|journalist"
    r"|(?:grand)?(?:father|mother|son|daughter)|brother|sister|uncle|aunt|cousin|wife|husband|widow|friend|colleague)\b",
    "Cpl. ", "the hijacker, ")  # fmt: skip
_OWNS_UP = Wording(
    r"""(?ix)\b(?:s?he|I|they|we)\s(?:(?:had|has|have|then|also|later|only|accidentally|just)\s){0,3}
      (?:sho[ot]t?\w*|stab\w*|kill\w*|strangl\w*|fire\w*|slash\w*|beat\w*|set|open\w*|attack\w*|struck|hit|pull\w*|plant\w*
        |wanted|did|not|never|was\snot)\b
    |\b(?:his|her|their|our)\s(?:men|troops|forces|fighters|soldiers|gunmen)\b
    |\b(?:innocen|den(?:y|ied|ies)|admit|confess|responsib|plead|claim|interrogat|accident|self-defen|revenge|lawyer|himself|herself
      |voices|fear(?:ed|s)\sfor|mistook|provok|discharg|reach(?:ed|ing)\sfor)""",
    "he had fired", "gunmen had fired")  # fmt: skip
_THEN = Wording(
    r"(?:,\s|\s)(?:and|then|before|but)\s(?:then\s|also\s)?(?:shot|stabb|kill|fired|opened|pulled|rob|attack|threat|grabbed|drove"
    r"|set|beat|raped|kidnap|abduct|murder|forced|stole|struck|plough|ramm|threw|planted)",
    " and opened fire", " and men opened fire")  # fmt: skip


_FORCE = r"(?:police(?:m[ae]n)?|officers?|deput(?:y|ies)|detectives?|investigators?|troopers?|constables?|gardaí?)"
_CARERS = r"(?:doctors?|nurses?|(?:para)?medics?|surgeons?|fire\s?fighters?|rescuers?|(?:fire\s|ambulance\s)?crews?)"
_TELLS_OF_FORCE = Wording(
    rf"""(?ix)\b(?:{_FORCE}|{_CARERS})\s(?:[\w-]+\s){{0,3}}?
      (?:shot|shoot\w*|kill\w*|murder\w*|fir(?:ed|ing)\b|open(?:ed|ing)?\sfire|returned\sfire|beat\w*|stabb\w*|punch\w*|kick\w*
        |used|storm\w*|raid\w*|clash\w*|tear[- ]?gas\w*|tase\w*|struck|hit|ramm\w*|chok\w*|restrain\w*|attack\w*|abus\w*
        |tortur\w*|assault\w*|rap(?:ed|ing)|(?<!\d\s)(?<!the\s)(?<!treated\s)(?<!treating\s)(?:injur|wound)(?:ed|ing)|poison\w*
        |neglect\w*|fail(?:ed|ing)|ignored|accused|charged|suspected|inject\w*|chas(?:ed|ing)|pursu\w+|drove|crash\w*|kidnap\w*
        |abduct\w*|rob(?:bed)?)\b
    |\b(?:by|at\sthe\shands\sof|from|against|accus\w+)\s(?:[\w-]+\s){{0,3}}?(?:{_FORCE}|{_CARERS}|patrols?)\b
    |\bby\s(?:one\sof\s)?(?:its|their)\b
    |\b{_FORCE}[\s-](?:involved|shooting|brutality|gunfire|bullets?|fire|violence|raid|custody|operation|chase|pursuit|vehicle|car|cruiser|beating)
    |\b(?:shoot-?out|gun\s?(?:battle|fight)|exchange\sof\s(?:fire|gunfire)|stand-?off|crackdown|dispers\w*|custody
      |wrong\w*|overdose|negligen\w+|malpractice|errors?|mistakes?|unqualified|fake)\b""",
    "officers fatally shot him", "officers found him",
)  # fmt: skip
"""Whether a text may tell that people of a service harmed somebody: "officers shot him", "beaten by police"."""
_OWN_END = Wording(
    r"(?i)\b(?:suicide|murder-suicide|himself|herself|themselves|itself|self-inflicted|self-defen[cs]e|each\sother|one\sanother|turned\sthe\s(?:gun|knife)"
    r"|(?:his|her|their)\sown\s(?:life|bomb|device|grenade|explosives|weapon|gun|knife|fire)|bombers?|shot\sback|returned\sfire|overpowered|intruder|attackers?\s(?:was|were|died|also)"
    r"|(?:gunm[ae]n|shooter|assailant|suspect|killer|driver)\s(?:was|were|also|later|then)?\s?(?:died?|dead|killed|shot|found|identified|named)"
    r"|(?:gunm[ae]n|shooter|assailant|suspect|killer|attackers?)\b[^.;]{0,40}\b(?:among|too)\b)\b",
    "then himself", "then him",
)  # fmt: skip
_DOER = (
    r"(?:suspect|gunm[ae]n|shooter|attacker|assailant|killer|murderer|robber|kidnapper|hijacker|arsonist|driver"
    r"|ringleader)s?"
)
_CALLED = (
    Wording(
        rf"\b(?i:{_DOER}),?\s(?:[^.;,]{{0,30}}\bas\s)?(?:[A-Z][\w.]{{0,12}}\s)?\Z", "the gunman, ", "the gunman shot "
    ),
    Wording(
        rf"(?i)(?:,\s\d{{1,3}})?,\s(?:the|an?|who|their)\s(?:[\w-]{{1,20}}\s){{0,3}}?{_DOER}\b",
        ", the gunman",
        ", a clerk",
    ),
)
"""Before and after the name of one who did it."""
_WHEN_HE = Wording(
    r"(?i)\b(?:after|when|while|as|because)\s(?:(?:he|she|they)(?!\s(?:was|were)\s(?:\w{3,15}ly\s)?(?:shot|stabbed|hit|struck|beaten|killed)\b)|(?:break|robb|open|attack|shoot|fir|stabb|try|threaten|point|kill|driv|refus)ing)\b"
    r"|\bwhile\s\w{2,20}ing\b"
    r"|\b(?:he|she|who)\s(?:had|has|also|then)\b",
    "after he robbed a store", "after the robbery",
)  # fmt: skip
_STRUCK = Wording(
    r"""(?x)(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bbeing\s)
    \b(?:shot|killed|murdered|stabbed|wounded|injured|kidnapped|abducted|executed|assassinated|attacked|raped|robbed)\s(?!as\s)(?:dead\s)?
    (?P<role>(?:(?:the|an?|his|her|their|its)\s)?(?:[\w'’-]{1,20}\s){0,4}?(?:[\w'’-]{1,20},\s)?)\Z""",
    "stormed it, shot the guard, ", "was shot by a guard, ")  # fmt: skip
_IS_HIT = Wording(
    rf"{_ASIDE}\s(?:(?:was|were|is|are|had\sbeen|has\sbeen|have\sbeen)\s(?:(?:also|later|then|fatally|\w{{1,20}}ly)\s)?)"
    r"(?:shot|stabbed|killed|murdered|slain|hacked|gunned\sdown)\b(?:\s(?:dead|to\sdeath))?(?P<rest>[^.;]*)",
    ", 24, was stabbed in a dispute", " was taken to court",
)  # fmt: skip
"""After a name: that others did it to that person."""
_HOME_OF = Wording(
    r"(?i)\b(?:raid|storm|attack|burgl|rob|invad|enter|torch)\w{0,4}\s(?:into\s)?(?:the\s)?"
    r"(?:home|house|compound|residence|farm|shop|flat|apartment)\sof\s(?:[\w-]{1,20}\s){0,3}?\Z",
    "a gang raided the home of ", "a gang left the home of ",
)  # fmt: skip
_GANG = Wording(
    r"(?i)\b(?:gangs?|gunm[ae]n|bandits?|robbers?|attackers?|assailants?|militants?|rebels?|thugs|hoodlums|intruders|terrorists?|(?:armed|masked)\smen)\b",
    "a gang raided ", "agents raided ",
)  # fmt: skip
_CROWD = Wording(r"(?i)\b(?:security|residents|villagers|bystanders|mob|crowd)\b", "by security men", "by two men")
"""Others than the police who stop somebody."""
_DOES_THEN = Wording(
    r"(?i)[;,]\s(?:(?:and|then|but)\s){0,2}(?:which\s|who\s)?(?:(?:he|she)\s(?!(?:died|was\s(?:taken|pronounced|found|rushed))\b)|(?:later|then)\s)",
    ", then he shot Jim", ", and he died",
)  # fmt: skip
"""With what a sentence goes on about a deed of somebody who was hit."""
_CLAUSE = Wording(r"[.;:]\s|,\s(?:and|but|while|when|after|as)\s", "; his son", ", his son")
_BY_ATTACKERS = Wording(
    r"(?i:\b(?:gunm[ae]n|attackers?|assailants?|shooters?|bandits?|robbers?|kidnappers?|militants?|rebels?|terrorists?|insurgents?"
    r"|bombers?|snipers?|knifem[ae]n|hijackers?|suspects?|killers?|armed\smen|s?he|who|attacks?|shootings?|blasts?|bomb(?:ing)?s?"
    r"|explosions?|crash|fire|shots?|bullets?)\b)|[A-Z][\w'’-]{1,20}\s[A-Z][\w'’-]{1,20}(?:\s\w{1,20}ly|\shad|\sthen)?\s\Z",
    "Gunmen stormed it, ", "A clerk ")  # fmt: skip
_OF_FORCE = Wording(
    r"(?i)\b(?:police\w*|officers?|deput\w+|troop\w*|soldiers?|guards?|forces|agents?|marshals?|army|military|drones?"
    r"|air ?strikes?)\b",
    "officers shot", "gunmen shot")  # fmt: skip
_DOES = Wording(r"(?i)\b(?:s?he|who)\s(?!(?:was|were|is|had\sbeen|died)\b)", ", and he fired", ", who was 40")


def _is_struck(text: str, start: int) -> bool:
    """Whether the person named there is whom attackers shot: "gunmen shot the guard, X"; but not by police."""
    struck = _STRUCK.search(text, 0, start)
    if struck is None or _DEED.search(struck["role"]) or _DOES.search(text, start):
        return False
    return _BY_ATTACKERS.search(text, 0, struck.start()) is not None and not _OF_FORCE.search(text, 0, struck.start())


def is_hit(text: str, start: int, end: int) -> bool:
    """Whether the person named there is told of as hit in a deed, whatever other clauses tell: "X was shot; Y is held".

    Or as whose home attackers raided. Not by police or a crowd, nor where the sentence goes on with a deed of theirs.
    """
    home = _HOME_OF.search(text, max(0, start - _REACH), start)
    if home:
        is_theirs = _GANG.search(text, 0, home.start()) is not None
        return is_theirs and not (
            _OF_FORCE.search(text, 0, start) or _DEED.search(text, end) or _DOES.search(text, end)
        )
    told, (called, calls) = _IS_HIT.match(text, end), _CALLED
    if told is None or called.search(text, 0, start) or calls.match(text, end):
        return False
    before = text[max([0, *(one.end() for one in _CLAUSE.finditer(text, 0, start))]) : start]
    clause = (before, told["rest"])
    is_stopped_or_did = any(rule.search(part) for rule in (_DEED, _OF_FORCE, _CROWD) for part in clause)
    return not (is_stopped_or_did or _DOES_THEN.search(text, end))


def may_end_oneself(text: str) -> bool:
    """Whether a text may tell of an attacker's own death: by suicide, in a fight or by police."""
    return _OWN_END.search(text) is not None or _TELLS_OF_FORCE(text)


def only_suffers(text: str, start: int, end: int) -> bool:
    """Whether a sentence tells of the person named there as a sufferer, whoever else did it or is accused in it."""
    before, after = _CALLED
    if before.search(text, 0, start) or after.match(text, end) or _is_stopped(text, start):
        return False
    suffered = _AFTER.match(text, end)
    if _WHEN_HE.search(text) or _OWNS_UP.search(text) or (suffered and _DEED.search(suffered.group())):
        return False
    return suffers(text, start, end) or _is_struck(text, start)


def _is_stopped(text: str, start: int) -> bool:
    """Whether somebody may have shot the person named there who is no attacker by the sentence: "a clerk shot X"."""
    struck = _STRUCK.search(text, 0, start)
    return struck is not None and not _BY_ATTACKERS.search(text, 0, struck.start())


def only_speaks(text: str, start: int, end: int) -> bool:
    """Whether the person named in that span of a sentence, of an office or somebody's kin, only says something in it.

    Nothing of a deed or a charge of theirs stands before what they say, and they go on to no deed: "..., and fired".
    """
    said = _SPEAKS.match(text, end)
    if said is None or not _OF_OFFICE.search(text, 0, said.end()):
        return False
    quoted = _QUOTED.search(text, 0, start)
    own = f"{text[quoted.end() if quoted else 0 : start]} {text[end : said.end()]}"
    return not (_DEED.search(own) or _OWNS_UP.search(text) or _THEN.search(text, said.end()))


def suffers(text: str, start: int, end: int) -> bool:
    """Whether the person named in that span of a sentence is told of as one who was killed, harmed or spared."""
    is_named_aside = text[end : end + 1] == "," and _NAMED_ASIDE.search(text, 0, start) is not None
    is_told_after = _AFTER.match(text, end) or (is_named_aside and _AFTER.match(text, end + 1))
    return bool(is_told_after) or _BEFORE.search(text, max(0, start - _REACH), start) is not None


def may_do(text: str, end: int) -> bool:
    """Whether a sentence in which a person's name ends there may tell of a deed of theirs, or of a charge."""
    return _DEED.search(text) is not None or _ACTS.match(text, end) is not None
