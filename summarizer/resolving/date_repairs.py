"""Dates that an answer leaves open, or gives too vaguely or wrong, where the sentences it cites tell them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from summarizer.articles.date_lines import is_date_line, rank_label, read_posted_line
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import cited_sentences
from summarizer.evidence.matching import find_all
from summarizer.language.calendar import MONTHS, OTHER_MONTHS
from summarizer.language.dates.anchors import YEAR
from summarizer.language.dates.conflicts import find_deed_dates
from summarizer.language.dates.days import is_long_ago
from summarizer.language.dates.finding import find_date_words
from summarizer.language.dates.lone_days import is_lone_day, widen_day
from summarizer.language.dates.resolving import resolve_date
from summarizer.language.dates.rules import is_time_of_day
from summarizer.language.dates.weekdays_elsewhere import find_days_elsewhere, find_spanish_days, is_hour_elsewhere
from summarizer.language.folding import squeeze
from summarizer.language.kinds import ANY, list_told, tells_of
from summarizer.language.rules import ENGLISH, SPANISH
from summarizer.language.told_days import is_when_said
from summarizer.language.wording import Wording
from summarizer.schemas.cites import find_cites
from summarizer.schemas.record import Finding, Incident, IncidentDate, Sentence
from summarizer.schemas.wire import WireDate, WireIncident, WireVictim

_TIME_WORD = Wording(
    r"(?i)(?<![\w-])(?:time|days?|nights?|overnight|mornings?|afternoons?|evenings?|noon|mid\w*|dawn|dusk|weeks?|weekends?|months?"
    r"|years?|decades?|centur\w*|hours?|minutes?|seasons?|spring|summer|autumn|fall|winter|ago|later|earlier|before|since"
    r"|early|late|last|next|eve|anniversary|now|recent\w*|then)(?![\w-])|\d{4}",
    "an hour before", "36-year-old Ann Lee",
)  # fmt: skip
_OF_ANOTHER_TIME = Wording(
    r"(?i)\b(?:ago|after|before|later|earlier|since|until|recent|previous|past|then|time|week|month|year|decade)s?\b(?!\sso\sfar)",
    "days after the killing", "one of the worst days of the year so far",
)  # fmt: skip
_BESIDE = Wording(r",?\s(?:(?:of|in|on|during)\s)?(?:(?:the|an?|this)\s)?", ", ", "-")
"""Between a day and other words for it."""
_VAGUE = Wording(
    r"(?i)(?:(?:in|over|during|earlier|later|early|late|mid)[ -])*(?:the |this |last |that )?"
    rf"(?:week|weekend|month|(?:{'|'.join(MONTHS)})(?:,? \d{{4}})?)",
    "earlier this month", "since spring",
)  # fmt: skip
_NO_TIME = Wording(
    r"(?i)\A(?:(?:about|around|some|nearly|roughly|just|over)\s)?(?:\d[\d.,]*|one|two|three|four|five|ten|several|a\sfew|an?)"
    r"[\s-]?(?:(?:nautical\s)?(?:miles?|kilomet(?:er|re)s?|km|met(?:er|re)s)|blocks?|year[- ]old)\b",
    "about 85 nautical miles southwest", "Christmas, 3 km from Kano",
)  # fmt: skip
_ITS_YEAR = Wording(r"(?i)\.?,?\s(?:(?:of|de|del|di|van)\s)?(?:19|20)\d\d\b(?![.,]\d)", ", 2022, when", ", 2022.5")
"""After the words for a day: its year."""
_WHERE = Wording(
    r"(?i)\A(?:(?:just|right)\s)?(?:outside|inside|near|behind|along|beside|in\sfront\sof|(?:on|in|at|off)\s(?:an?|the)\s(?:[\w-]+\s){0,4}?(?:highway"
    r"|motorway|road|street|avenue|bridge|nightclub|bar|club|house|home|school|station|market|park|hotel|hospital|airport|church"
    r"|mosque|town|village|district|province|coast|border))\b",
    "outside a nightclub", "at the start of the match",
)  # fmt: skip
_HOUR = Wording(r"(?i)\d\s?[ap]\.?m\b|\d[:.]\d\d|\bo['’]clock\b", "8 p.m. on the 900 block", "85 miles")
_MONTHS = {*MONTHS, *OTHER_MONTHS, *(month[:3] for month in MONTHS), "sept"}
_FEWEST_DAYS = 2
"""Lines that are days make a log of a page."""
_AFTERMATH = Wording(
    r"(?i)\b(?:march(?:ed|es|ing)?|protest\w*|vigils?|rall(?:y|ies|ied)|reopen\w*|footage|demonstrat\w+|mourn\w*|funerals?|memorials?|tributes?)\b",
    "Hundreds marched on Saturday to protest the shooting", "A man was shot on Saturday",
)  # fmt: skip
_SOME_TIME_AFTER = Wording(
    r"(?i)\b(?:days?|weeks?|months?)\s(?:after|later)\b", "a week after a shooting", "the day before"
)
"""In a sentence on a later death or the like: when the deed was may be told there, and on no weekday."""
_OPENING = 5
"""So many sentences open an article, its headline and lines of dates and names with them."""
_FEWEST_WORDS = 6
"""Of a sentence that is no line of a name, an outlet or a date."""
_OWN_DEED = Wording(r"['’]s(?P<deed>(?:\s[\w'’-]{1,20}){1,4})", "'s boiler explosion", "boiler explosion")
_SUFFERED_THEN = Wording(
    r"(?i)\b(?:died|dies|succumbed|dead|death)\b[^.;]{0,80}\b(?:injuries|wounds?|burns)\s(?:(?:that\s)?(?:he|she|they)\s)?(?:had\s)?"
    r"(?:suffered|sustained|received)(?:\s(?:in|at|during|from)\s(?:an?|the|this)\s(?:[\w-]{1,20}\s){0,3}?"
    r"(?:shooting|stabbing|crash|attack|fire|blast|explosion|bombing))?(?:\s(?:on|late|early))*\s\Z",
    "died Sunday of injuries suffered ", "is recovering from injuries suffered ",
)  # fmt: skip
"""Before the day on which somebody was hurt who died later."""
_FORCE = r"(?:officers?|police|deput(?:y|ies)|troopers?|(?:fire\s?)?crews?|firefighters|(?:para)?medics|responders)"
_CALLED_THEN = Wording(
    rf"(?i)(?:\s(?:morning|afternoon|evening|night))?,?(?:\s[\w'’.-]{{1,20}}){{0,3}}?\s{_FORCE}(?:\s[\w'’.-]{{1,20}}){{0,3}}?"
    r"\s(?:responded|(?:was|were)\s(?:called|dispatched|sent|summoned|alerted))\b",
    ", Waukegan officers responded to a call", ", officers arrested a man",
)  # fmt: skip
"""After the day on which police were called to the deed."""
_BY_HAND = frozenset({"shooting", "stabbing"})
"""What police call what turns out to be a murder."""
_AFTER_DEED = Wording(r"(?i)\b(?:days?|weeks?)\s(?:after|following)\sthe\s\Z", "nine days after the ", "since the ")
_DEED_OF_DAY = Wording(
    r",?(?:\s(?:fatal|deadly|mass|double|triple|drive-by|police))?(?P<deed>\s(?:shooting|stabbing|slaying|killing|crash|collision|fire|blaze"
    r"|explosion|blast|bombing|robbery|ambush|raid))\b(?!\s(?:[a-z]{2,20}\s)?(?:trial|hearing|case|charge|vigil|review|inquest|report|drill"
    r"|protest|investigation|inquiry|victim|suspect|scene)s?\b)",
    ", fatal shooting at", " murder trial",
)  # fmt: skip
"""Before and after a day by which a deed is named, "nine days after the March 2 shooting"."""
_ANY_DEED = Wording(r"\s(?:attack|assault|incident|tragedy|disaster)\b", " attack in Belet Weyne", " attacker")
_BEGAN = Wording(
    r"(?i)\btodo\s(?:ocurri|sucedi)ó\b|\b(?:el|la|los)\s"
    r"(?:ataque|hecho|suceso|siniestro|tragedia|incidente|crimen|agresi[óo]n|tiroteo|atentado|accidente|explosi[óo]n|choque)s?\s"
    r"(?:comenz[óo]|empez[óo]|ocurri[óe]|se\s(?:produjo|registr[óo]|reportó)|sucedi[óe]|tuvo\slugar)\w*\b",
    "El ataque comenzó hacia las 7:30", "El ataque dejó dos muertos",
)  # fmt: skip
_NOT_THEN = Wording(
    r"(?i)\b(?:v[ií]speras|antes|despu[eé]s|donde|cuando|previo|elecciones|durante)\b|[.;]",
    " en vísperas de las elecciones del ", " hacia las 7:30 de la mañana del ",
)  # fmt: skip
"""Between the words that the deed began, and a day that is not its own."""
_OF_LATER_SPANISH = Wording(
    r"(?i)\b(?:juez\w*|jueza|juicios?|prisi[oó]n|funeral\w*|sepelios?|misas?|vigilias?|march(?:a|as|an|ó|aron)|manifest\w+|visit\w+|recorri\w+"
    r"|sub(?:e|ió|ieron)|aument\w+|elev(?:a|ó|aron)|asc(?:iende|endió)|(?:será|comenzará|iniciará|tendrá|habrá|empezará)n?\b"
    r"|(?:herid|lesionad|sext|quint|cuart|tercer)[oa]\b[^.;]{0,60}\b(?:falleci|muri)ó)",
    "Un juez envió el sábado a prisión a tres", "Una bomba mató el sábado a tres",
)  # fmt: skip
"""Around a day on which something came after the deed."""
_NEAR = 45
_AT = Wording(
    r"\s(?:in|at|on|near|outside)\s(?:the\s)?(?P<place>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,3})",
    " bombing in Herat", " bombing in spring",
)  # fmt: skip
_OF_OTHER_WEEK = Wording(
    r"(?i)\b(?:wochen?|semaines?|settiman[ae]|semanas?|monat\w*|mois|mes[ei]s?|vor|nach|avant|après|prima|dopo|antes|depois)\b",
    "am Dienstag vergangener Woche", "segunda-feira (23) 44,6 graus",
)  # fmt: skip
_REACH = 60
"""Characters after the day by which a deed is named, in which the place of the deed stands."""
_TO_ANOTHER = Wording(
    r"(?i)\b(?:since|after|before|follow(?:s|ed|ing)?|than|like|(?:revenge|response|retaliation|reaction)\s(?:for|to)|retaliat\w+\sfor"
    r"|aveng\w+|recall\w*|echo\w*|similar\sto)\s(?:the\s)?\Z",
    "the third since ", "hurt in ",
)  # fmt: skip
"""Before the day of another deed, with which this one is compared."""
_TOLD = Wording(
    r"(?i)\b(?:posted|updated?|published|modified|copyright)\b[^.;]{0,40}\Z"
    r"|\b(?:said|says?|told|announced|reported|confirmed|condemned|identified|named|visited|died|dies|born|buried|funeral|vigil"
    r"|condition|disclosed|rose|risen|climbed|recovered|found|discovered|arrest\w*|charged|arraigned|sentenced|convicted|guilty|pleaded"
    r"|jailed|handed|corrected|released|suspect|detained|dead|as\sof)\b(?:[\s-][\w:]+){0,8}\s\Z",
    "Last updated 15:48 ", "He posted it. ",
)  # fmt: skip
"""Before a day on which somebody told of it, came to see, or died of it, or the toll rose."""
_TELLS = Wording(
    r"(?:,?\s(?:published|released|issued|said|announced|confirmed|reported|told|put|raised|revised|updated|listed|named|identified)\b)",
    " published the names of 53", " killed 53",
)  # fmt: skip
"""After such a day: "on Wednesday published the names"."""
_CAME_LATER = Wording(
    r"(?i)\b(?:rose|risen|climbed|increased|gone\sup)\sto\s(?:[\w-]+\s){1,3}(?:(?:on|late|early)\s){0,2}\Z"
    r"|\b(?:arrested|detained)\s(?:(?:on|late|early|in|the)\s){0,2}\Z",
    "the toll rose to 11 on ", "prices rose on ",
)  # fmt: skip
"""Before a day on which the toll rose, or somebody was arrested."""
_CLAIMED = Wording(
    r"(?i)(?:(?<!\blife\s)(?<!\blives\s)\b(?:was|were|been)\sclaimed|,\sclaimed|\bclaimed\sresponsibility)(?:\sby(?:\s[\w'’-]{1,30}){1,6}?)?(?:\sin\san?\s[\w'’-]{1,20})?(?:\s(?:on|late|early)){0,2}\s\Z",
    "was claimed late on ", "claimed 12 lives on ",
)  # fmt: skip
"""Before a day on which who did it said so."""
_OF_WAR = Wording(
    r"(?i)\b(?:war|conflict|insurgency|uprising|revolution|invasion|occupation)\b[^.;]{0,60}\b(?:broke\sout|began|started|erupted)"
    r"\s(?:(?:on|in|late|early)\s){0,2}\Z",
    "War between them broke out on ", "A fire broke out on ",
)  # fmt: skip
"""Before a day with its year on which a war began, and not one of its attacks."""
_DAYS_AFTER = Wording(
    r"(?i)(?:\s(?:morning|afternoon|evening|night))?,?\s(?:(?:more\sthan|about|nearly|some|exactly)\s)?(?:[3-9]\d\shours"
    r"|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|many)\s(?:days?|weeks?|months?)(?:\sto\sthe\sday)?)\safter"
    r"(?P<deed>(?:\s[\w'’-]{1,20}){1,10})",
    ", two days after a fire at its plant", ", two days later",
)  # fmt: skip
_COMES_AFTER = Wording(
    r"(?i)\b(?:is\scoming|com(?:es|ing)|came|follow(?:s|ed)|happened|occurred)\s"
    r"(?:(?:just|barely|only|nearly|almost|about|exactly|less\sthan|more\sthan|a\slittle\sover|over)\s){0,2}"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|several)\s(?:days?|weeks?|months?|years?)\safter\b",
    "The attack comes three days after ", "The attack came after ",
)  # fmt: skip
"""Between what the article is about and what was before it."""
_GOES_ON = Wording(r"(?i)[,;:.]|\b(?:and|which|but)\b", " the vote, killed ", " a strike on a house killed ")
"""Between what was before and a victim of what came later."""
_SAME_DAY = Wording(
    r"(?i)\A\s*(?:(?:on|at)\s)?(?:(?:the|that)\s)?(?:very\s)?same\s(?:day|night|evening|morning|afternoon)\s*\Z",
    "the same day", "the same day of the week",
)  # fmt: skip
_WHEN_SAID = Wording(
    r"(?i)\b(?:said|says|told|reported|announced|added|confirmed)\b[^.;]{0,20}\Z", "police said on ", "hit on "
)
_NEAR_BEFORE = 6
"""Sentences."""
_OF_MANY_DAYS = frozenset(
    {"riot", "protest", "work stoppage", "disease outbreak", "famine", "drought", "flood", "heat wave", "cold wave"}
    | {"wildfire", "armed clash", "hostage taking"}
)


def repair_dates(incidents: Sequence[WireIncident], facts: Facts) -> list[WireIncident]:
    """The incidents after every repair of their dates.

    Where the text is not English, the words of a date given are not known to be none, but where they say when the
    article was posted or tell an hour alone; of the days that sentences tell only those by a weekday are known.
    """
    is_alone = len(incidents) == 1
    return [one.model_copy(update={"date": _repair_date(one, facts, is_alone=is_alone)}) for one in incidents]


def _repair_date(incident: WireIncident, facts: Facts, *, is_alone: bool) -> WireDate | None:
    sentences, when, published = facts.sentences, incident.date, facts.published
    if when is not None and is_lone_day(when.text):  # "27" is "Tuesday (27)"
        widened = (widen_day(when.text, one.text, published) for one in cited_sentences(when.cite, sentences))
        when = when.model_copy(update={"text": next(filter(None, widened), when.text)})
    when = when and _with_its_year(_find_same_day(when, sentences), sentences)
    if facts.rules is not ENGLISH:
        is_of_page = when is not None and _is_of_page(when, sentences)
        if facts.rules is SPANISH and (when is None or is_of_page):
            return _find_weekday(incident, facts, is_alone=is_alone)
        if when is None or is_of_page:
            return None
        if facts.rules is SPANISH and is_alone and _is_of_later(when, sentences):
            return _find_began(when, facts) or when
        return _fill_elsewhere(when, sentences)
    if when is not None and _is_of_later_deed(incident, when, facts):
        return None
    cites = _cites_but_date(incident)
    filled = _fill_date(when, cites, sentences, incident.type)
    when = None if when is None and filled and len({*cites}) > 1 and _is_long_ago(filled, published) else filled
    when = _refine_date(when, cites, incident, facts) if is_alone else when
    return _find_opening_day(incident, facts) if when is None and is_alone else when


def _find_same_day(when: WireDate, sentences: Sequence[Sentence]) -> WireDate:
    """The date, or for "the same day" the only words for one in the few sentences before the one cited for it.

    Not those for when somebody said it, nor for a year.
    """
    if not _SAME_DAY.match(when.text):
        return when
    first = min(when.cite, default=1)
    before = [
        WireDate(text=one.text[start:end], cite=[one.number])
        for one in sentences[max(0, first - 1 - _NEAR_BEFORE) : first - 1]
        for start, end in find_date_words(one.text)
        if not (one.text[start:end].isdecimal() or _WHEN_SAID.search(one.text, 0, start))
    ]
    return before[0] if len({squeeze(one.text).casefold() for one in before}) == 1 else when


def _cites_but_date(incident: WireIncident) -> list[int]:
    """The sentences cited for what is no date, once for each of its values."""
    return find_cites(incident.model_copy(update={"date": None}))


def _is_long_ago(when: WireDate, published: date | None) -> bool:
    """Whether a day is so long before the article that among several sentences it is sooner that of something else."""
    return is_long_ago(resolve_date(when.text, published=published).latest, published)


def _with_its_year(when: WireDate, sentences: Sequence[Sentence]) -> WireDate:
    """The date, with its year where the only words that hold it have one: "November 3" of "November 3, 2022"."""
    words = squeeze(when.text).casefold()
    if YEAR.search(words):
        return when
    cited = cited_sentences(when.cite, sentences)
    spans = ((one.text, *span) for one in cited for span in find_date_words(one.text))
    dates = {squeeze(text[start:end]) for text, start, end in spans if words in text[start:end].casefold()}
    followed = {
        squeeze(one.text[held.start : year.end()]) if year else ""
        for one in cited
        for held in find_all(when.text, one.text)
        for year in [_ITS_YEAR.match(one.text, held.end)]
        if any(word in _MONTHS for word in words.replace(".", "").split())
    }
    only = next((told.pop() for told in (dates, followed) if len(told) == 1), "")
    return when.model_copy(update={"text": only}) if YEAR.search(only) else when


def _fill_date(
    when: WireDate | None, cites: Sequence[int], sentences: Sequence[Sentence], kind: str
) -> WireDate | None:
    """The date, or where there is none that of the sentences cited for the rest, where these tell one and no other.

    A year alone is none: it is sooner of what was before ("in 1957 he shot a rival").
    Words given for a date that tell no time ("36-year-old Duncan Rait") are none, nor are those for when it was
    claimed or a war began, or of what came later ("on Monday, two days after a fire"), in whose place no month is
    taken; nor is a time of day alone where the sentence cited for it tells the day, or words for a time that are no day
    ("one of the worst days of the year").
    """
    is_apart = when is not None and (
        _is_of_page(when, sentences)
        or _stands_after(_CLAIMED, when, sentences)
        or _is_of_war(when, cites, sentences)
        or _precedes_all(when, sentences, kind)
    )
    is_hour = when is not None and is_time_of_day(when.text)
    if when is not None and not is_apart and (is_hour or not _is_timeless(when)):
        if not is_hour:
            return _find_day_beside(when, sentences) or when
        holding = (one for one in sentences if any(find_all(when.text, one.text)) and tells_of(kind, one.text))
        cites = when.cite if any(_list_dates(when.cite, sentences, kind)) else [one.number for one in holding]
    dated = _list_dates(cites, sentences, kind)
    found = {squeeze(one.text).casefold(): one for one, is_of_telling in dated if not is_of_telling}
    only = next(iter(found.values())) if len(found) == 1 else None
    is_vague = only is not None and (only.text.isdecimal() or (is_apart and _VAGUE.fullmatch(only.text) is not None))
    if only is not None and not is_vague:
        return only
    if when is not None and is_hour and (above := _find_day_above(when, sentences)):
        return above
    return None if when is None or is_apart or _is_place_or_age(when.text) else when


def _find_day_above(when: WireDate, sentences: Sequence[Sentence]) -> WireDate | None:
    """The day that heads what tells a time of day, in a log of several days; None elsewhere: it may be the page's."""
    lines = [one for one in sentences if _is_day(one.text)]
    above = [one for one in lines if one.number < min(when.cite, default=0)]
    if len(lines) < _FEWEST_DAYS or not above:
        return None
    return WireDate(text=above[-1].text, cite=[above[-1].number])


def _is_day(line: str) -> bool:
    """Whether a line is the words for a day, and nothing else."""
    spans = find_date_words(line)
    return len(spans) == 1 and not any(map(str.isalnum, line[: spans[0][0]] + line[spans[0][1] :]))


def _is_of_war(when: WireDate, cites: Sequence[int], sentences: Sequence[Sentence]) -> bool:
    """Whether a day with its year is one on which a war began, told of after all sentences cited for the rest."""
    is_last = bool(when.cite) and min(when.cite) > max(cites, default=0)
    return is_last and YEAR.search(when.text) is not None and _stands_after(_OF_WAR, when, sentences)


def _is_place_or_age(words: str) -> bool:
    """Whether words given for a date are a place, a distance or an age, and tell no hour with it."""
    is_none = _NO_TIME.search(words) or _WHERE.search(words)
    return is_none is not None and not (_TIME_WORD.search(words) or _HOUR.search(words))


def _refine_date(when: WireDate | None, cites: Sequence[int], incident: WireIncident, facts: Facts) -> WireDate | None:
    """The date of an article's only incident; a week or month is the one day in it that the sentences cited tell.

    "Last month" of an answer is "October 23" where a sentence that is cited for the incident says so. Where the article
    tells of "Thursday's explosion", that is the day of the explosion, where none is given, or one on which somebody
    told of it, or died of it: on Tuesday its third victim died. Among several incidents the day may be of another one,
    and of what lasts ("riots began on October 10") it is one of many.
    """
    sentences, published = facts.sentences, facts.published
    spots = [*_list_spots(when, sentences)] if when else []
    is_later = when is not None and _is_of_later(when, sentences)
    is_of_telling = is_later or (when is not None and _stands_after(_TOLD, when, sentences))
    looked_at = [*(when.cite if when else ()), *cites, *range(1, _OPENING + 1 if is_of_telling else 1)]
    named = _find_own_day(incident, cited_sentences(looked_at, sentences), published, is_told_later=is_later)
    if named is None and when is not None and _stands_after(_CAME_LATER, when, sentences):
        named = _find_opening_day(incident, facts)
    if named is None and is_later and not any(_SOME_TIME_AFTER.search(text) for text, _, _ in spots):
        named = _find_opening_day(incident, facts, without=_AFTERMATH)
    if named and (when is None or (is_of_telling and _differ(when, named, published))):
        return named
    if when is None or incident.type in _OF_MANY_DAYS or not _VAGUE.fullmatch(squeeze(when.text)):
        return when
    told = _find_day_within(when, _list_dates(cites, sentences, incident.type), published)
    return told or _find_naming_day(when, incident, facts) or when


def _find_day_within(when: WireDate, dates: Iterable[tuple[WireDate, bool]], published: date | None) -> WireDate | None:
    """The one day of those told that lies in a week or month; None for several, and where somebody told of it then."""
    span, told = resolve_date(when.text, published=published), dict[date, WireDate | None]()
    for one, is_of_telling in dates:
        day = resolve_date(one.text, published=published)
        if day.earliest and day.earliest == day.latest:
            told.setdefault(day.earliest, None if is_of_telling else one)
    inside = [one for day, one in told.items() if span.earliest and span.latest and span.earliest <= day <= span.latest]
    return inside[0] if len(inside) == 1 else None


def _find_own_day(
    incident: WireIncident, sentences: Sequence[Sentence], published: date | None, *, is_told_later: bool
) -> WireDate | None:
    """The one day by which sentences name a deed of an incident's kind, as ``_names_deed`` tells it.

    None for several, and where it is told of another deed: "the third since Friday's bombing". One in another town is
    none: "Monday's bombing in Herat".
    """
    found = dict[date, WireDate]()
    for sentence in sentences:
        for start, end in find_date_words(sentence.text):
            if _TO_ANOTHER.search(sentence.text, 0, start):
                return None
            is_its = _names_deed(incident.type, sentence.text, start, end, is_told_later=is_told_later)
            if not is_its or _is_elsewhere(incident, sentence.text, end):
                continue
            day = resolve_date(sentence.text[start:end], published=published)
            if day.earliest and day.earliest == day.latest:
                words = WireDate(text=sentence.text[start:end], cite=[sentence.number])
                found.setdefault(day.earliest, words)
    return next(iter(found.values())) if len(found) == 1 else None


def _names_deed(kind: str, text: str, start: int, end: int, *, is_told_later: bool) -> bool:
    """Whether a day is that of the deed by the words around it: "Thursday's explosion".

    Where somebody told or died of it later, also one on which they were hurt, "injuries suffered Saturday", or police
    called to such a deed: "About 8:30 p.m. Nov. 11, officers responded to a shooting".
    """
    deed = _OWN_DEED.match(text, end)
    if deed is not None and (tells_of(kind, deed["deed"]) or _ANY_DEED.match(deed["deed"])):
        return True
    is_its = tells_of(kind, text) or (kind == "murder" and not _BY_HAND.isdisjoint(list_told(text)))
    is_called = is_its and _CALLED_THEN.match(text, end) is not None
    return is_told_later and (is_called or _SUFFERED_THEN.search(text, 0, start) is not None)


def _find_naming_day(when: WireDate, incident: WireIncident, facts: Facts) -> WireDate | None:
    """The day in a week or month by which a sentence names the deed: "nine days after the March 2 shooting".

    None where another sentence on such a deed tells another day in it.
    """
    naming = [(one, False) for one in _list_naming_days(incident, facts.sentences)]
    told = [
        (WireDate(text=one.text[start:end], cite=[one.number]), False)
        for one in facts.sentences
        if tells_of(incident.type, one.text)
        for start, end in find_deed_dates(one.text)
        if not _is_of_telling(one.text, start, end)
    ]
    named = _find_day_within(when, naming, facts.published)
    return named and _find_day_within(when, [*naming, *told], facts.published)


def _list_naming_days(incident: WireIncident, sentences: Sequence[Sentence]) -> Iterator[WireDate]:
    for sentence in sentences:
        for start, end in find_date_words(sentence.text):
            deed = _DEED_OF_DAY.match(sentence.text, end)
            is_its = deed and tells_of(incident.type, deed["deed"]) and _AFTER_DEED.search(sentence.text, 0, start)
            if is_its and not _is_elsewhere(incident, sentence.text, end):
                yield WireDate(text=sentence.text[start:end], cite=[sentence.number])


def _find_opening_day(incident: WireIncident, facts: Facts, *, without: Wording | None = None) -> WireDate | None:
    """The only day that the sentences which open an article tell beside words of the incident's kind.

    None that somebody told of it, and none of what lasts, nor of a sentence that is of something else (``without``).
    """
    if incident.type in _OF_MANY_DAYS:
        return None
    told = [one for one in _list_opening(facts.sentences) if tells_of(incident.type, one.text)]
    opening = [one for one in told if not (without and without(one.text))]
    days = dict[date | None, WireDate]()
    for one, is_of_telling in _list_dates([each.number for each in opening], facts.sentences, incident.type):
        day = resolve_date(one.text, published=facts.published)
        is_another = any(
            _TO_ANOTHER.search(text, 0, start) or _OWN_DEED.match(text, end)
            for text, start, end in _list_spots(one, facts.sentences)
        )
        if day.latest and not (is_of_telling or is_another or _is_of_later(one, facts.sentences)):
            days.setdefault(day.earliest if day.earliest == day.latest else None, one)
    return days[next(iter(days))] if len(days) == 1 and None not in days else None


def _list_opening(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The first sentences, without lines of names and dates above them."""
    prose = (one for one in sentences if len(one.text.split()) >= _FEWEST_WORDS and not is_date_line(one.text))
    return islice(prose, _OPENING)


def _find_weekday(incident: WireIncident, facts: Facts, *, is_alone: bool) -> WireDate | None:
    """Likewise of an article in Spanish, by a weekday; or by that on which any sentence says the deed began.

    Of one of several the only weekday that the sentences cited for it tell.
    """
    days = dict[str, WireDate]()
    within = _list_opening(facts.sentences) if is_alone else cited_sentences(_cites_but_date(incident), facts.sentences)
    telling = [one for one in within if facts.tells_of(incident.type, one.text)]
    for one in telling:
        for found in find_spanish_days(one.text):
            near = one.text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            if not (is_when_said(one.text, *found.span()) or (not is_alone and _OF_LATER_SPANISH.search(near))):
                days.setdefault(found["day"].casefold(), WireDate(text=found.group(), cite=[one.number]))
    days |= dict(_list_began(facts)) if is_alone else {}
    return next(iter(days.values())) if len(days) == 1 and incident.type not in _OF_MANY_DAYS else None


def _list_began(facts: Facts) -> Iterator[tuple[str, WireDate]]:
    """The weekdays on which sentences in Spanish say that the deed began, and the words for them."""
    for one in facts.sentences:
        for began in _BEGAN.finditer(one.text):
            for found in find_spanish_days(one.text):
                gap = one.text[began.end() : found.start()]
                if found.start() >= began.end() and len(gap) <= _REACH and not _NOT_THEN.search(gap):
                    yield found["day"].casefold(), WireDate(text=found.group(), cite=[one.number])


def _find_began(when: WireDate, facts: Facts) -> WireDate | None:
    """The one day on which sentences in Spanish say that the deed began; None where it is after the day given."""
    found = dict(_list_began(facts))
    only = next(iter(found.values())) if len(found) == 1 else None
    first, last = (resolve_date(one.text, published=facts.published) if one else None for one in (only, when))
    is_before = first and last and first.latest and last.latest and first.latest <= last.latest
    return only if is_before else None


def _is_elsewhere(incident: WireIncident, text: str, end: int) -> bool:
    """Whether the deed named there stands beside a place that is none of the incident's."""
    at = _AT.search(text, end, end + _REACH)
    own = " ".join((*incident.places, incident.country or "")).casefold()
    return at is not None and bool(incident.places) and at["place"].casefold() not in own


def _stands_after(words: Wording, when: WireDate, sentences: Sequence[Sentence]) -> bool:
    """Whether a date stands right after such words wherever the sentences cited for it hold it."""
    return _is_everywhere(when, sentences, lambda text, at, _: words.search(text, 0, at))


def _is_of_later(when: WireDate, sentences: Sequence[Sentence]) -> bool:
    """Whether a date is one on which somebody told of the deed, died of it later or the like, wherever it is held."""
    return _is_everywhere(when, sentences, is_when_said)


def _is_everywhere(when: WireDate, sentences: Sequence[Sentence], is_so: Callable[[str, int, int], object]) -> bool:
    """Whether it is so of a date wherever the sentences cited for it hold it, and one does."""
    spots = [*_list_spots(when, sentences)]
    return bool(spots) and all(is_so(*spot) for spot in spots)


def _list_spots(when: WireDate, sentences: Sequence[Sentence]) -> Iterator[tuple[str, int, int]]:
    """Where the sentences cited for a date hold its words: their text, and where the words begin and end in it."""
    for one in cited_sentences(when.cite, sentences):
        yield from ((one.text, held.start, held.end) for held in find_all(when.text, one.text))


def _is_of_later_deed(incident: WireIncident, when: WireDate, facts: Facts) -> bool:
    """Whether all victims are told of in what was before: "Monday's attack comes five months after 279 were taken".

    And neither the date nor what came later goes on there: "came two weeks after a ceasefire and left 12 people dead".
    """
    spots = [spot for victim in incident.victims for spot in _find_label(victim, facts)]
    dated = {(text, start) for text, start, _ in _list_spots(when, facts.sentences)}
    befores = [(text, start, _COMES_AFTER.search(text, 0, start)) for text, start in spots]
    return bool(spots) and all(
        found
        and not _GOES_ON.search(text, found.end(), start)
        and not any(one == text and at > found.end() for one, at in dated)
        for text, start, found in befores
    )


def _find_label(victim: WireVictim, facts: Facts) -> list[tuple[str, int]]:
    """Where the sentences cited for a victim hold the name or group, or else any others: their text, and its start."""
    cited = cited_sentences(victim.cite, facts.sentences)
    found = (
        [(one.text, held.start) for one in each for held in find_all(victim.label, one.text)]
        for each in (cited, facts.index.holding(victim.label, cited).sentences)
    )
    return next(filter(None, found), [])


def _precedes_all(when: WireDate, sentences: Sequence[Sentence], kind: str) -> bool:
    """Whether ``_precedes_deed`` holds wherever the sentences cited for a date hold it."""
    return _is_everywhere(when, sentences, lambda text, _, end: _precedes_deed(text, end, kind))


def _precedes_deed(text: str, end: int, kind: str) -> bool:
    """Whether a date that ends there is that of what came some days after the deed: "Monday, two days after a fire"."""
    found = _DAYS_AFTER.match(text, end)
    return found is not None and tells_of(kind, found["deed"]) and not {*list_told(text[:end])} - {ANY}


def _differ(one: WireDate, other: WireDate, published: date | None) -> bool:
    first, second = (resolve_date(when.text, published=published) for when in (one, other))
    is_known = first.earliest and first.latest and second.earliest and second.latest
    return bool(is_known) and (first.earliest, first.latest) != (second.earliest, second.latest)


def _fill_elsewhere(when: WireDate, sentences: Sequence[Sentence]) -> WireDate:
    """The date; in place of an hour the only day by weekday in the sentence that is cited for it.

    So is a day among words that tell no time, "segunda-feira (23) 44,6 graus"; not "mardi de la semaine dernière".
    """
    if not is_hour_elsewhere(when.text):
        days = [when.text[start:end] for start, end in find_days_elsewhere(when.text)]
        is_read = (
            len(days) != 1
            or _OF_OTHER_WEEK.search(when.text) is not None
            or resolve_date(when.text, published=None).basis != "unknown"
        )
        return when if is_read else WireDate(text=days[0], cite=when.cite)
    holding = [one for one in sentences if when.text in one.text]
    cited = [one for one in holding if one.number in when.cite] or holding
    told = {
        one.text[start:end].casefold(): WireDate(text=one.text[start:end], cite=[one.number])
        for one in cited
        for start, end in find_days_elsewhere(one.text)
    }
    return next(iter(told.values())) if len(told) == 1 else when


def _list_dates(cites: Sequence[int], sentences: Sequence[Sentence], kind: str) -> Iterator[tuple[WireDate, bool]]:
    """The dates in the sentences cited, in order, and whether somebody told of it, died of it or claimed it then.

    Or whether that day was some days after a deed of that kind.
    """
    for sentence in cited_sentences(cites, sentences):
        for start, end in find_deed_dates(sentence.text):
            is_of_telling = _is_of_telling(sentence.text, start, end) or _precedes_deed(sentence.text, end, kind)
            yield WireDate(text=sentence.text[start:end], cite=[sentence.number]), is_of_telling


def _is_of_telling(text: str, start: int, end: int) -> bool:
    """Whether somebody told of the deed on the day there, died of it or claimed it."""
    is_told = any(words.search(text, 0, start) for words in (_TOLD, _CLAIMED))
    return is_told or _TELLS.match(text, end) is not None


def _find_day_beside(when: WireDate, sentences: Sequence[Sentence]) -> WireDate | None:
    """The day right before words for a time that mean none: "on Wednesday, one of the worst days of the year"."""
    if _OF_ANOTHER_TIME.search(when.text) or resolve_date(when.text, published=None).basis != "unknown":
        return None
    for one in cited_sentences(when.cite, sentences):
        at = next((held.start for held in find_all(when.text, one.text)), 0)
        for start, end in find_deed_dates(one.text[:at]) if at else ():
            if _BESIDE.fullmatch(one.text, end, at):
                return WireDate(text=one.text[start:end], cite=[one.number])
    return None


def _is_timeless(when: WireDate) -> bool:
    return not _TIME_WORD.search(when.text) and resolve_date(when.text, published=None).basis == "unknown"


def _is_of_page(when: WireDate, sentences: Sequence[Sentence]) -> bool:
    """Whether only lines that say when the article was posted hold the date: it is none of what happened.

    "Date: 19 February 2016" below the text may be what happened, and so may each of several days that are headings.
    """
    words, cited = squeeze(when.text), cited_sentences(when.cite, sentences)
    holding = [one for one in cited if words in one.text] or [one for one in sentences if words in one.text]
    return bool(holding) and all(is_date_line(one.text) and _is_posted(one, sentences) for one in holding)


def _is_posted(line: Sentence, sentences: Sequence[Sentence]) -> bool:
    """Whether a date line says that the article was posted then, or tells the only day of lines that say nothing."""
    if rank_label(line.text) != 1:
        return True
    before = sentences[line.number - 2].text if line.number > 1 else ""
    is_form = any(text.lower().startswith(("date", "time", "when")) for text in (before, line.text))
    days = {
        told[1] for one in sentences if is_date_line(one.text) and (told := read_posted_line(one.text)) and told[0] == 1
    }
    return not is_form and len(days) <= 1


def report_filled_dates(answered: Sequence[WireIncident], resolved: Sequence[Incident]) -> list[Finding]:
    """That a date is none of the model's: for each incident answered without one, with a vague one or with none."""
    return [
        finding
        for index, (wire, incident) in enumerate(zip(answered, resolved, strict=True))
        for finding in _report_date(f"incidents[{index}].date", wire.date, incident.date)
    ]


def _report_date(field: str, given: WireDate | None, told: IncidentDate | None) -> Iterator[Finding]:
    gave = squeeze(given.text) if given else ""
    if told is None:
        if gave:
            yield doubt("date_unresolved", field, f"{gave!r} tells no time of what happened, and was left out.", ())
        return
    own, its = gave.casefold(), told.text.casefold()
    if own == its:
        return
    code = "date_refined"
    if _VAGUE.fullmatch(gave):
        message = f"The model gave {gave!r}; this is the only day in it that the sentences cited for the incident tell."
    elif given and not _is_timeless(given) and not (own in its or its in own):
        message = f"The model gave {gave!r}; the article tells the day of the deed as {told.text!r}."
    elif given is None or _is_timeless(given) or is_time_of_day(given.text) or is_hour_elsewhere(given.text):
        code = "date_filled"
        but = f", but {gave!r}" if given else ""
        message = f"The model gave no date{but}; this is the only one that the sentences cited for the incident tell."
    else:
        return
    yield Finding(code=code, severity="info", field=field, message=message, evidence=told.evidence)
