"""Who says so, and who claims a deed, by rule over one sentence."""


# ruff: noqa: SIM905 - lists of words are read and kept as words

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.language.calendar import MONTHS, WEEKDAYS
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
    Row(r"claims?\s+of\s+responsibility", "a claim of responsibility", "a claim of innocence"),
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
        r"|captured|overran|abducted|held|holding|blown\s+up)", "said they had killed", "said the army killed"),
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
_UNCLAIMED = Wording(
    r"(?i)\b(?:no(?:body|\s?one|\s(?:\w{1,20}\s)?(?:groups?|organi[sz]ations?))\s(?:(?:has|have|had|yet|immediately|so\sfar|publicly)\s){0,3}"
    r"(?:claimed|taken|took)\s(?:\w{1,20}\s)?(?:responsibility|credit|it\b|the\s(?:attacks?|bombings?|blasts?|killings?|shootings?))"
    r"|no\s(?:immediate\s)?claims?\sof\sresponsibility|responsibility\s(?:was|has\sbeen)\snot\sclaimed)",
    "No group immediately claimed responsibility", "No group named in the claim")  # fmt: skip
_HISTORY = Wording(
    r"(?i)\b(?:since|past|previous\w*|earlier|before|often|frequent\w*|regular\w*|similar|other|active|operates?|known|routinely|recent"
    r"|years?|months?)\b",
    "has attacked before", "had attacked it")  # fmt: skip
_DID = Wording(
    rf"(?i)(?:\s(?:militants|rebels|fighters|gunmen|forces|insurgents|members|terrorists))?(?:,\s[^,.;]{{1,60}},)?\s(?:had\s)?{_DEED}",
    " rebels, active since 2012, killed",
    " rebels have left",
)
_BLAMED = Wording(
    r"(?i)\b(?:blam\w+|accus\w+|suspect\w*|attribut\w+|suspicion|implicat\w+|point(?:s|ed|ing)?\s(?:to|at)|(?:was|were|is|are)\sbehind"
    r"|responsible|(?:was|were)\sthe\swork\sof|carried\sout\sby|had\s(?:carried|launched|staged)|did\sit|hand\sof)\b",
    "officials blamed", "officials came")  # fmt: skip
_CLAUSE_BREAK = Wording(r"(?i)[,\s](?:but|while|although|though|whereas|however)\s|[;:]", ", but ", "butter")


class _Token(NamedTuple):
    """A word, a mark, or a short quoted or bracketed name."""

    start: int
    end: int
    text: str

    @property
    def word(self) -> str:
        """The token in lower case, but for abbreviations: "US" is not "us", and "IS" not "is"."""
        return self.text if self.text.isupper() and len(self.text) > 1 else self.text.lower()


_TOKEN = Wording(r"""(?x)["“](?:[A-Z][\w-]{0,20})(?:\s[A-Z][\w-]{0,20}){0,3}["”]|\([A-Z][\w./&-]{0,20}\)
    |(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|St|Jr|[A-Z])\.|(?:[A-Za-z]\.){2,6}
    |[^\W_](?:[\w’'&/-]{0,40}[^\W_])?|\S""", "Gen.", " ")  # fmt: skip
_PRONOUNS = frozenset(
    "he she they it we i you who which that this these those one some many others another all both each "
    "everyone nobody anyone someone what there him her them us me none several few".split()
)
_TIMES = frozenset("yesterday today tonight tomorrow earlier later then now meanwhile afterwards".split()).union(
    WEEKDAYS, MONTHS
)
_ADVERBS = frozenset(
    "even also had has have later earlier then further recently since already officially just again first initially "
    "originally".split()
)
_BE = frozenset("is are was were be been being am as get got gets".split())
_STOPS = frozenset(
    "through toward against among without given issued just broadcast in at on to by from with for of and "
    "or but nor so yet if when while where because although though since "
    "as after before until till during into over under near outside inside than then not no more according "
    "including like via per about how killed wounded injured dead died missing hurt has have had will would "
    "could can should might must do does did says said told adding say saying".split()
)
_LINKS = frozenset({"of", "for", "at", "from", "in", "with"})
_OFFICES = frozenset(
    "spokesman spokeswoman spokesperson spokesmen spokespersons official officials minister ministers ministry "
    "head chief director source sources member members department governor mayor office commander president "
    "officer officers police authorities secretary leader leaders deputy doctor doctors representative "
    "representatives chairman resident residents witness witnesses statement report reports communique bureau "
    "bank army navy institute university court council agency company service services center centre "
    "commission committee federation ministries reporter correspondent relatives inhabitants survivors "
    "professor prosecutor judge ambassador general coordinator rector archbishop bishop gen. col. lt. maj. "
    "capt. sgt. group organization organisation monitor watchdog charity".split()
)
_SAID = frozenset(
    "said says told stated noted declared added announced warned insisted explained wrote tweeted".split()
)
_SAID_NOTHING = frozenset({"goodbye", "farewell", "nothing"})
_PUTS = frozenset("gave gives put puts revised".split())
_TOLLS = frozenset("toll figure figures count tally number".split())
"""What is told with such a verb: "put the toll at 31"."""
_LIVES = frozenset({"life", "lives"})
"""What a deed claims: "the fire claimed the lives of six"."""
_THAT = frozenset(
    "confirmed reported admitted acknowledged claimed disclosed revealed estimated indicated believe believes "
    "denied argued alleged suspect indicate report say maintains asserted emphasized stressed pointed "
    "commented recalled".split()
)
_AFTER_THAT = frozenset({"that", "today", "yesterday", "on", "the", "an", "a", ":", ",", "responsibility", "out", "it"})
_SOURCE = Wording(r"(?i)\b(?:according\s+to|as\s+told\s+by|citing"
    r"|(?:reported|announced|confirmed|stated|disclosed)\s+(?:\w{1,20}ly\s+)?by)\s+",
    "according to police", "accorded to police")  # fmt: skip
_INVERTED = Wording(
    r"(?:[,.?!]\s?[\"”’']|[\"”]\s?,?|,|--)\s?(?:said|says|added|stated|noted|declared|reported|explained)\s+",
    '," said police', "he said police")  # fmt: skip
_DETERMINERS = frozenset("the a an one its their his her our these those two three four several some".split())
_BARE = frozenset({"say", "report", "believe", "suspect", "indicate", "admitted"})
"""What also tells of others than speakers: "a woman admitted on Monday" was taken to hospital."""
_MOST = 14
_SAYS = Wording(
    r",?\s(?:(?:said|says|told|added|announced)\b|confirmed\s(?:that|the|it|his|her|their|to)\b)",
    ", said",
    ", confirmed dead",
)


def has_claim(text: str) -> bool:
    """Whether the sentence holds a claim of the deed or an admission, and not only its absence or denial."""
    return any(not _is_negated(text, match.start()) for match in _CLAIM.finditer(text))


def does_it(text: str, end: int) -> bool:
    """Whether a group whose name ends there is told to have done a deed in the sentence, and not to have done such."""
    return _DID.match(text, end) is not None


def is_unclaimed(text: str) -> bool:
    """Whether the sentence says that nobody claimed the deed, blames nobody, and tells of earlier deeds."""
    if _UNCLAIMED.search(text) is None or _BLAMED.search(text) or has_claim(text):
        return False
    return _HISTORY.search(text) is not None


def says_after(text: str, end: int) -> bool:
    """Whether the person named before that offset speaks there: ", said"."""
    return _SAYS.match(text, end) is not None


def find_speaker(text: str) -> tuple[int, int] | None:
    """The span of the noun phrase that names who says so ("police", "the interior ministry"); the first of several.

    None where nobody is named: a pronoun names nobody.
    """
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    spans = [*_sources(text, tokens), *_subjects(tokens), *_inverted(text, tokens)]
    return min(spans, default=None)


def _is_negated(text: str, start: int) -> bool:
    clause = _CLAUSE_BREAK.split(text[max(0, start - 100) : start])[-1]
    return _NEGATED.search(clause) is not None


def _sources(text: str, tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """The names after "according to", "citing", "reported by"."""
    for match in _SOURCE.finditer(text):
        phrase = _phrase_after(tokens, match.end())
        if phrase:
            yield phrase[0].start, phrase[-1].end


def _inverted(text: str, tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """The names after a saying verb that follows what is said: "12 people died," said police."""
    for match in _INVERTED.finditer(text):
        phrase = _phrase_after(tokens, match.end())
        if phrase and _is_closed(tokens, phrase[-1].end) and any(_names_speaker(token) for token in phrase):
            yield phrase[0].start, phrase[-1].end


def _names_speaker(token: _Token) -> bool:
    return token.word in _OFFICES or (token.text[:1].isupper() and token.word not in _DETERMINERS)


def _is_closed(tokens: Sequence[_Token], end: int) -> bool:
    index = _index(tokens, end)
    if index == len(tokens):
        return True
    following = tokens[index].word
    return (
        not following[0].isalnum() or following in _TIMES or following in {"who", "in", "on", "at", "as", "to", "and"}
    )


def _index(tokens: Sequence[_Token], offset: int) -> int:
    """Index of the first token at or after the offset."""
    return bisect_left(tokens, offset, key=lambda token: token.start)


def _phrase_after(tokens: Sequence[_Token], offset: int) -> list[_Token]:
    """The noun phrase that begins at the offset; empty where a pronoun, a number or nothing stands there."""
    first = _index(tokens, offset)
    phrase: list[_Token] = []
    for token in tokens[first : first + _MOST]:
        word = token.word
        linked = bool(phrase) and phrase[-1].word in _LINKS
        opens = (not phrase or linked) and word in _DETERMINERS
        links = word in _LINKS and any(item.word in _OFFICES for item in phrase[-4:])
        if not (opens or links or _is_noun_part(token)):
            break
        phrase.append(token)
    return _trimmed(phrase)


def _trimmed(phrase: list[_Token]) -> list[_Token]:
    """The phrase without links at its end; empty where only determiners are left."""
    while phrase and phrase[-1].word in _LINKS:
        phrase = phrase[:-1]
    return [] if all(token.word in _DETERMINERS for token in phrase) else phrase


def _is_noun_part(token: _Token) -> bool:
    word = token.word
    closed = word in _STOPS or word in _PRONOUNS or word in _BE or word in _TIMES or word in _DETERMINERS
    return not closed and (len(word) > 1 or word.isalpha()) and not word[0].isdigit() and word not in _SAID


def _subjects(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """The names before a saying verb: "McKenzie had confirmed that", "X, head of Y, said"."""
    for index, token in enumerate(tokens):
        if _is_saying(tokens, index, token.word):
            phrase = _phrase_before(tokens, _subject_end(tokens, index))
            if phrase and (token.word not in _BARE or any(_names_speaker(part) for part in phrase)):
                yield phrase[0].start, phrase[-1].end


def _is_saying(tokens: Sequence[_Token], index: int, word: str) -> bool:
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    if word in _SAID:
        return following not in _SAID_NOTHING
    near = {token.word for token in tokens[index + 1 : index + 5]}
    if word in _PUTS:
        return not near.isdisjoint(_TOLLS)
    if word == "claimed" and not near.isdisjoint(_LIVES):
        return False
    if word == "pointed":  # "pointed a gun at"
        return following == "out"
    return word in _THAT and (following in _AFTER_THAT or following[:1] in {'"', "“"} or following[:1].isdigit())


def _subject_end(tokens: Sequence[_Token], verb: int) -> int:
    """Index one past the subject's last token: before auxiliaries, adverbs, "on Thursday", and an aside in commas."""
    end = verb
    while end > 0 and tokens[end - 1].word in _ADVERBS | _TIMES | {"on"}:
        end -= 1
    if end > 0 and tokens[end - 1].text == ",":
        opening = next((at for at in range(end - 2, max(-1, end - 2 - _MOST), -1) if tokens[at].text == ","), None)
        if opening is None or not any(token.word in _OFFICES for token in tokens[opening + 1 : opening + 6]):
            return 0
        return opening
    return end


def _is_in_name(tokens: Sequence[_Token], start: int) -> bool:
    """Whether the token before ``start`` stands inside a name, between words with capitals."""
    before, link, here = tokens[start - 2 : start + 1]
    if not before.text[0].isupper() or before.word in _TIMES | _PRONOUNS or not here.text[0].isupper():
        return False
    if link.text in {"of", "for", "to", "Without"}:
        return True
    names = [token.text for token in tokens[max(0, start - 9) : start - 1]]
    inner = next((text for text in reversed(names) if not text[0].isupper() and text != ","), "")
    return link.text == "and" and inner in {"of", "for", "to"}


def _phrase_before(tokens: Sequence[_Token], end: int) -> list[_Token]:
    """The noun phrase whose last token is the one before ``end``; empty where a pronoun or nothing stands there."""
    start = end
    while start > max(0, end - _MOST):
        token = tokens[start - 1]
        word = token.word
        if start < end and (word in _DETERMINERS or word.isdigit()):
            start -= 1
            if not _is_linked(tokens, start):
                break
        elif not _is_noun_part(token) and not (start < end and _is_linked(tokens, start)):
            break
        else:
            start -= 1
    if 0 < start < end and tokens[start - 1].word in _LINKS:  # "hospitals in central Lodz"
        if head := _phrase_before(tokens, start - 1):
            return [*head, *tokens[start - 1 : end]]
        if not any(token.word in _OFFICES for token in tokens[start:end]):  # "In Kano police said"
            return []
    return list(tokens[start:end])


def _is_possessive(owner: _Token, mark: _Token) -> bool:
    return mark.text in {"'", "’"} and owner.word.endswith("s") and owner.end == mark.start


def _is_linked(tokens: Sequence[_Token], start: int) -> bool:
    """Whether the token before ``start`` links what follows to an office or a name.

    "A spokesman | for" the ministry; the "Observatory | for" Human Rights, Doctors | Without Borders; doctors' | group.
    """
    if start < 2:  # noqa: PLR2004 - the link and the office before it
        return False
    if _is_in_name(tokens, start) or _is_possessive(tokens[start - 2], tokens[start - 1]):
        return True
    if tokens[start - 1].word not in _LINKS:
        return False
    return any(token.word in _OFFICES for token in tokens[max(0, start - 5) : start - 1])


_WHEN_SAID = Wording(
    r"(?i)\b(?:said|told\s(?:reporters|journalists|[A-Z][\w'’]{1,20})|announced|condemned)\s(?:in\sa\sstatement\s|at\sa\s(?:news|press)\s\w{8,10}\s)?"
    r"(?:late\s|early\s)?(?:on\s)?\Z"
    r"|\b(?:inform|dij|anunci|confirm|conden|señal|indic|report|detall|explic|asegur|denunci|comunic|precis|manifest|lament|elev)(?:ó|aron|o|eron|ado)\s"
    r"(?:(?:la|el|los|las)\s(?:polic[ií]a|fiscal[ií]a|minist\w{3,4}|gobierno|ej[eé]rcito|president[ea]|alcald\w{1,3}|gobernador\w?|autoridades|bomberos|portavoz)\s)?"
    r"(?:(?:en|durante)\sun\w?\s\w{1,15}\s)?(?:(?:este|esta|el)\s)?\Z",
    "informó la policía ", "un hombre informado murió ",
)  # fmt: skip


_WHEN_TOLD = Wording(
    r"""(?ix)\b(?:(?:in\sa\sstatement|(?:addressing|briefing|speaking\s(?:to|with)|updating)\s(?:reporters|journalists|(?:the\s)?(?:media|press)))
      |(?:(?<!were\s)(?<!was\s)(?<!been\s)confirmed|arrested|detained|charged|sentenced|jailed|convicted|acquitted|indicted|arraigned
        |jailed\sfor\slife|appeared\s(?:in|before)|identified|laid\sto\srest|mourned|commemorated|unveiled|report\sreleased)
      (?:\s(?!(?:after|when|where|who|whom|which|that|as|over|for|following|with|killed|died|shot|and|but)\b)[\w'’-]{1,20}){0,4})
    \s(?:late\s|early\s)?(?:on\s)?(?<!\bthe\s)(?<!\ban\s)(?<!\ba\s)(?<!\bof\s)\Z""",
    "police arrested a man on ", "police arrested a man who shot her on ",
)  # fmt: skip
"""Before the day of an arrest, a trial, a funeral or a statement."""
_WHEN_TOLD_SPANISH = Wording(
    r"""(?ix)\b(?:detuv(?:o|ieron)|detenid[oa]s?|ha[n]?\sdetenido|captur(?:ó|aron|ad[oa]s?)|arrest(?:ó|aron|ad[oa]s?)
        |aprehendi(?:ó|eron|d[oa]s?)|juzga[n]?|juzgad[oa]s?|conden(?:ad[oa]s?|a[n]?|aron)|sentenci(?:ó|ad[oa]s?)
        |imput(?:ó|ad[oa]s?)|absuelt[oa]s?|extraditad[oa]s?|(?:homenaje|conmemor)(?:a[n]?|ó|aron)|rinden?\shomenaje)
      (?:\s(?!(?:que|quien|quienes|tras|por|cuando|luego|después|mientras|y|pero|acusad[oa]s?|presunt[oa]s?)\b
        |mat|asesin|mur|muer|falleci|secuestr|atac|abati|hirie|hirió|dispar|apuñal|estall|explot|explosi|atent|ataqu|tirote
        |masacr|crim|homicid|robo\b|incendi)[\w'’-]{1,20}){0,4}\s\Z""",
    "la policía detuvo a dos hombres ", "la policía detuvo a quien la mató ",
)  # fmt: skip
"""Before the day of an arrest, a trial or a tribute, in Spanish."""
_TRIED = Wording(
    r"(?i)\s(?:(?:el|un|al|a)\s(?:juicio|homenaje)|la\svista\soral|minutos?\sde\ssilencio|en\sel\sbanquillo"
    r"|ante\s(?:el|la|un|una)\s(?:juez|jueza|tribunal|corte|fiscal))\b",
    " el juicio contra un hombre", " el autobús",
)  # fmt: skip
"""After such a day: "acoge este martes el juicio"."""
_DIED = Wording(
    r"(?i)\b(?:muri(?:ó|eron)|falleci(?:ó|eron)|han?\s(?:muerto|fallecido)|fallecimiento|muerte)(?:\s[\w'’-]{1,20}){0,3}?\s\Z",
    "Ana Ruiz murió este ", "Ana Ruiz nació este ",
)  # fmt: skip
_OF_WOUNDS = Wording(
    r"(?i)[^.;]{0,60}?(?:,|\s)(?:(?:\d\d\shoras|\w{1,12}\s(?:d[ií]as|semanas|meses))\sdespu[eé]s\sde(?:l|\s(?:un|una|la|ser|haber|sufrir|recibir))\b"
    r"|(?:a\s(?:consecuencia|causa)|producto)\sde\s(?:las|sus)\s(?:graves\s)?(?:heridas|lesiones|quemaduras)"
    r"|tras\s(?:permanecer|pasar|estar)\s\w{1,12}\s(?:d[ií]as|semanas|meses)|que\spermanec[ií]a\s(?:ingresad|hospitalizad|internad)[oa])",
    " , dos meses después del atentado", " , dos meses de cárcel",
)  # fmt: skip
"""After the day on which somebody died: of what was done days or months before."""
_ON_THE_WAY = Wording(r"\s(?:cuando|mientras|al\s\w{2,12}r)\b", " al huir", " al acusado")
_TELLS = Wording(
    r"(?i)\s(?:(?:also|formally)\s)?(?:confirmed|identified|arrested|detained|charged|sentenced|jailed|convicted|acquitted|indicted"
    r"|announced|said|to\s(?:mark|mourn|remember|commemorate|honou?r))\b",
    " confirmed the death", " killed three",
)  # fmt: skip
"""After such a day: "police in Nairobi on Monday confirmed the killing"."""

_OPENS = Wording(
    r"(?i)\A\W{0,2}(?:(?:at|on|about|around|approximately|just|shortly|after|before|early|late|noon|midnight"
    r"|\d{1,2}(?:[:.]\d\d)?|[ap]\.?m\.?)\s){0,6}\Z",
    "At about 12:10 PM ", "He died at noon ",
)  # fmt: skip
_ARRESTS = Wording(
    r"(?i)(?:,?\s(?!(?:\w{1,20}ed|shot|set|fell|hit|broke|was|were|had|who|whose|that|when|where|while|as|after|and|but)\b)"
    r"[\w'’.-]{1,20}){1,14},?\s(?:arrested|apprehended|indicted|charged|detained)\s(?!by\b)",
    ", police arrested a man", ", a man who was arrested fled",
)  # fmt: skip
"""After a day with which a sentence opens: who arrested somebody then."""
_AROUND_DAY = ((_DIED, _OF_WOUNDS), (_OPENS, _ARRESTS))
"""What stands before and after a day on which somebody died of it later, or was arrested."""


def is_when_said(text: str, start: int, end: int) -> bool:
    """Whether words for a day in that span tell when somebody told of it, was tried or mourned for it.

    "Police said on Tuesday", "he was sentenced on Friday for", "police on Monday confirmed". Or died of it later:
    "murió este lunes, dos meses después del atentado".

    Not "police said Tuesday's fire ...", nor "police said early Sunday, two men ...", which tell of the deed.
    """
    if text.startswith(("'s", "’s"), end):
        return False
    if _WHEN_TOLD.search(text, 0, start) or (start and _TELLS.match(text, end)) or _TRIED.match(text, end):
        return True
    if any(before.search(text, 0, start) and after.match(text, end) for before, after in _AROUND_DAY):
        return True
    if _WHEN_TOLD_SPANISH.search(text, 0, start) and not _ON_THE_WAY.match(text, end):
        return True
    found = _WHEN_SAID.search(text, 0, start)
    if found is None:
        return False
    opens = found.group().casefold().startswith("said") and "," not in text[:start]
    return not (opens and text.startswith(",", end))
