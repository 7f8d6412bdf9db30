"""Dates that an answer leaves open, or gives too vaguely or wrong, where the sentences it cites tell them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from summarizer.articles.date_lines import is_date_line
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
from summarizer.language.dates.resolving import is_timeless, resolve_date
from summarizer.language.dates.rules import is_time_of_day
from summarizer.language.dates.weekdays_elsewhere import find_days_elsewhere, find_spanish_days, is_hour_elsewhere
from summarizer.language.folding import squeeze
from summarizer.language.kinds import tells_of
from summarizer.language.rules import ENGLISH, SPANISH
from summarizer.language.told_days import is_when_said
from summarizer.language.wording import Wording
from summarizer.schemas.cites import find_cites
from summarizer.schemas.record import Finding, Incident, IncidentDate, Sentence
from summarizer.schemas.wire import WireDate, WireIncident, WireVictim

_OF_ANOTHER_TIME = Wording(
    r"(?i)\b(?:ago|after|before|later|earlier|since|until|recent|previous|past|then|time|week|month|year|decade)s?\b(?!\sso\sfar)",
    "days after the killing", "one of the worst days of the year so far",
)  # fmt: skip
_BESIDE = Wording(r",?\s(?:(?:of|in|on|during)\s)?(?:(?:the|an?|this)\s)?", ", ", "-")
"""Between a day and other words for it."""
_VAGUE = Wording(
    r"(?i)(?:(?:in|over|during|earlier|later|early|late|mid)[ -])*(?:the |this |last |that )?"
    rf"(?:week|weekend|month|year|(?:19|20)\d\d|(?:{'|'.join(MONTHS)})(?:,? \d{{4}})?)",
    "earlier this month", "since spring",
)  # fmt: skip
_ITS_YEAR = Wording(r"(?i)\.?,?\s(?:(?:of|de|del|di|van)\s)?(?:19|20)\d\d\b(?![.,]\d)", ", 2022, when", ", 2022.5")
"""After the words for a day: its year."""
_MONTHS = {*MONTHS, *OTHER_MONTHS, *(month[:3] for month in MONTHS), "sept"}
_FEWEST_DAYS = 2
"""Lines that are days make a log of a page."""
_OPENING = 5
"""So many sentences open an article, its headline and lines of dates and names with them."""
_FEWEST_WORDS = 6
"""Of a sentence that is no line of a name, an outlet or a date."""
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
_OF_OTHER_WEEK = Wording(
    r"(?i)\b(?:wochen?|semaines?|settiman[ae]|semanas?|monat\w*|mois|mes[ei]s?|vor|nach|avant|après|prima|dopo|antes|depois)\b",
    "am Dienstag vergangener Woche", "segunda-feira (23) 44,6 graus",
)  # fmt: skip
_REACH = 60
"""Characters after the words that the deed began, in which its day stands."""
_TOLD = Wording(
    r"(?i)\b(?:posted|updated?|published|modified|copyright)\b[^.;]{0,40}\Z"
    r"|\b(?:said|says?|told|announced|reported|confirmed|condemned|identified|named|visited|died|dies|born|buried|funeral|vigil"
    r"|condition|disclosed|rose|risen|climbed|recovered|found|discovered|arrest\w*|charged|arraigned|sentenced|convicted|guilty|pleaded"
    r"|jailed|handed|corrected|released|suspect|detained|dead|as\sof)\b(?:[\s-](?!(?:fired|happened|occurred|erupted|began)\b)[\w:]+\.?){0,8}\s\Z",
    "Last updated 15:48 ", "He said that shots were fired ",
)  # fmt: skip
"""Before a day on which somebody told of it, came to see, or died of it, or the toll rose."""
_TELLS = Wording(
    r"(?:,?\s(?:published|released|issued|said|announced|confirmed|reported|told|put|raised|revised|updated|listed|named|identified)\b)",
    " published the names of 53", " killed 53",
)  # fmt: skip
"""After such a day: "on Wednesday published the names"."""
_DAYS_AFTER = Wording(
    r"(?i)(?:\s(?:morning|afternoon|evening|night))?,?\s(?:(?:more\sthan|about|nearly|some|exactly)\s)?(?:[3-9]\d\shours"
    r"|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|many)\s(?:days?|weeks?|months?)(?:\sto\sthe\sday)?)\safter"
    r"(?P<deed>(?:\s[\w'’-]{1,20}){1,10})",
    ", two days after a fire at its plant", ", two days later",
)  # fmt: skip
_BY_DOER = Wording(
    r"(?i)\s(?:he|she|they|the\s(?:suspect|gunm[ae]n|shooter)s?)\s(?:had\s)?(?:allegedly|reportedly)\b",
    " he allegedly shot two",
    " he was shot",
)
"""The deed of whoever was arrested then."""
_COMES_AFTER = Wording(
    r"(?i)\b(?:is\scoming|com(?:es|ing)|came|follow(?:s|ed)|happened|occurred)\s"
    r"(?:(?:just|barely|only|nearly|almost|about|exactly|less\sthan|more\sthan|a\slittle\sover|over)\s){0,2}"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|several)\s(?:days?|weeks?|months?|years?)\safter\b",
    "The attack comes three days after ", "The attack came after ",
)  # fmt: skip
"""Between what the article is about and what was before it."""
_SAME_DAY = Wording(
    r"(?i)\A\s*(?:(?:on|at)\s)?(?:(?:the|that)\s)?(?:very\s)?same\s(?:day|night|evening|morning|afternoon)\s*\Z",
    "the same day", "the same day of the week",
)  # fmt: skip
_WEEK = 7
"""Days that "last week" spans at most."""
_NEAR_BEFORE = 6
"""Sentences."""
_DEEDS = (
    r"(?:shootings|killings|homicides|murders|slayings|attacks|assaults|stabbings|bombings|explosions|blasts|crashes|collisions|accidents|fires"
    r"|robberies|kidnappings|abductions|raids|incidents)"
)
_SEVERAL = Wording(
    r"(?i)\b(?:(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})|several|multiple|a\s(?:pair|string|series|spate)\sof)\s(?P<apart>separate\s)?"
    rf"(?:(?!of\b|the\b|in\b|and\b)[\w-]{{1,15}}\s){{0,2}}?{_DEEDS}\b",
    "two separate shootings", "a shooting",
)  # fmt: skip
"""Several deeds, with what their number may be."""
_LEDE = 2
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
    repaired = [one.model_copy(update={"date": _repair_date(one, facts, is_alone=is_alone)}) for one in incidents]
    may_share = not is_alone and facts.rules is ENGLISH and any(map(_lacks_day, repaired))
    shared = _find_shared_day(len(incidents), facts) if may_share else None
    return [one.model_copy(update={"date": shared}) if shared and _lacks_day(one) else one for one in repaired]


def _lacks_day(incident: WireIncident) -> bool:
    return incident.type not in _OF_MANY_DAYS and _is_no_day(incident.date)


def _is_no_day(when: WireDate | None) -> bool:
    return when is None or is_time_of_day(when.text)


def _find_shared_day(fewest: int, facts: Facts) -> WireDate | None:
    """The only day of the sentence that opens an article with at least so many deeds: "two shootings on Monday".

    It was the register's day in all ten of 1,940 reports of shootings that open so.
    """
    for sentence in islice(_list_opening(facts.sentences), _LEDE):
        for several in _SEVERAL.finditer(sentence.text):
            counts = [one.range.low for one in facts.of(sentence).counts if one.start == several.start("count")]
            if several["apart"] or not several["count"] or any(low and low >= fewest for low in counts):
                return _only_day(_list_dates([sentence.number], facts.sentences), facts)
    return None


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
        if facts.rules is SPANISH and is_alone and _is_everywhere(when, sentences, is_when_said):
            return _find_began(when, facts) or when
        return _fill_elsewhere(when, sentences)
    if when is not None and _is_of_later_deed(when, incident, facts):
        return None
    cites = _cites_but_date(incident)
    filled = _fill_date(when, cites, sentences, incident.type)
    when = None if when is None and filled and len({*cites}) > 1 and _is_long_ago(filled, published) else filled
    when = _refine_date(when, cites, incident, facts) if is_alone and when else when
    return _find_opening_day(incident, facts) or when if is_alone and _is_no_day(when) else when


def _find_same_day(when: WireDate, sentences: Sequence[Sentence]) -> WireDate:
    """The date, or for "the same day" the only words for one in the few sentences before the one cited for it."""
    if not _SAME_DAY.match(when.text):
        return when
    first = min(when.cite, default=1)
    before = [
        WireDate(text=one.text[start:end], cite=[one.number])
        for one in sentences[max(0, first - 1 - _NEAR_BEFORE) : first - 1]
        for start, end in find_date_words(one.text)
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
    Words given for a date that tell no time ("36-year-old Duncan Rait") give way to it. A day of what came later ("on
    Monday, two days after a fire") is none, nor is a time of day alone where the sentence cited for it tells the day,
    or words for a time that are no day ("one of the worst days of the year").
    """
    is_apart = when is not None and (_is_of_page(when, sentences) or _precedes_all(when, sentences, kind))
    is_hour = when is not None and is_time_of_day(when.text)
    if when is not None and not is_apart and (is_hour or not is_timeless(when.text)):
        if not is_hour:
            return _find_day_beside(when, sentences) or when
        holding = (one for one in sentences if any(find_all(when.text, one.text)) and tells_of(kind, one.text))
        cites = when.cite if any(_list_dates(when.cite, sentences)) else [one.number for one in holding]
    dated = _list_dates(cites, sentences)
    found = {squeeze(one.text).casefold(): one for one, is_of_telling in dated if not is_of_telling}
    only = next(iter(found.values())) if len(found) == 1 else None
    if only is not None and not only.text.isdecimal():
        return only
    if when is not None and is_hour and (above := _find_day_above(when, sentences)):
        return above
    return None if is_apart else when


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


def _refine_date(when: WireDate, cites: Sequence[int], incident: WireIncident, facts: Facts) -> WireDate:
    """The date of an article's only incident; a week, month or year is the one day in it that the sentences cited tell.

    "Last month" of an answer is "October 23" where a sentence that is cited for the incident says so; or else any that
    tell of such a deed, by its month (of 238 reports of shootings of more than a week before 103 name one such day and
    no other: 85 times the register's). In place of a day on which somebody told of it or died of it is the one that the
    article's opening tells; so it is in place of one of long ago, told further down, of what the opening tells, too:
    "in January 200 died at the same mine". Among several incidents the day may be of another one, and of what lasts
    ("riots began on October 10") it is one of many.
    """
    sentences, published = facts.sentences, facts.published
    opening = {one.number for one in _list_opening(sentences)}
    is_of_old = _is_long_ago(when, published) and opening.isdisjoint(when.cite) and not opening.isdisjoint(cites)
    named = _find_opening_day(incident, facts) if is_of_old or _is_everywhere(when, sentences, is_when_said) else None
    if named and _differ(when, named, published):
        return named
    if incident.type in _OF_MANY_DAYS or not _VAGUE.fullmatch(squeeze(when.text)):
        return when
    if day := _find_day_within(when, _list_dates(cites, sentences), published):
        return day
    telling = [one.number for one in sentences if tells_of(incident.type, one.text)]
    of_months = (
        told
        for told in _list_dates({*cites, *telling}, sentences)
        if resolve_date(told[0].text, published=published).basis == "explicit"
    )
    return _find_day_within(when, of_months, published) or when


def _find_day_within(when: WireDate, dates: Iterable[tuple[WireDate, bool]], published: date | None) -> WireDate | None:
    """The one day of those told that lies in a week, month or year; None for several, and for one of telling of it.

    A weekday is one of the article's own week: in a month or year that is told it may be any other's.
    """
    span, told = resolve_date(when.text, published=published), dict[date, WireDate | None]()
    if not (span.earliest and span.latest):
        return None
    is_week = (span.latest - span.earliest).days <= _WEEK
    for one, is_of_telling in dates:
        day = resolve_date(one.text, published=published)
        if day.earliest and day.earliest == day.latest and (is_week or day.basis == "explicit"):
            told.setdefault(day.earliest, None if is_of_telling else one)
    inside = [one for day, one in told.items() if span.earliest <= day <= span.latest]
    return inside[0] if len(inside) == 1 else None


def _find_opening_day(incident: WireIncident, facts: Facts) -> WireDate | None:
    """The only day that the sentences which open an article tell beside words of the incident's kind.

    None that somebody told of it, and none of what lasts.
    """
    if incident.type in _OF_MANY_DAYS:
        return None
    opening = [one.number for one in _list_opening(facts.sentences) if tells_of(incident.type, one.text)]
    return _only_day(_list_dates(opening, facts.sentences), facts)


def _only_day(dates: Iterable[tuple[WireDate, bool]], facts: Facts) -> WireDate | None:
    """The only one of the dates that sentences tell, where it is a day, without those on which somebody told of it."""
    days = dict[date | None, WireDate]()
    for one, is_of_telling in dates:
        day = resolve_date(one.text, published=facts.published)
        if day.latest and not (is_of_telling or _is_everywhere(one, facts.sentences, is_when_said)):
            days.setdefault(day.earliest if day.earliest == day.latest else None, one)
    return days[next(iter(days))] if len(days) == 1 and None not in days else None


def _list_opening(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The first sentences, without lines of names and dates above them."""
    return islice((one for one in sentences if len(one.text.split()) >= _FEWEST_WORDS), _OPENING)


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


def _is_everywhere(when: WireDate, sentences: Sequence[Sentence], is_so: Callable[[str, int, int], object]) -> bool:
    """Whether it is so of a date wherever the sentences cited for it hold it, and one does.

    For one, that somebody told of the deed then, or died of it later (``is_when_said``).
    """
    cited = cited_sentences(when.cite, sentences)
    found = [is_so(one.text, held.start, held.end) for one in cited for held in find_all(when.text, one.text)]
    return bool(found) and all(found)


def _is_of_later_deed(when: WireDate, incident: WireIncident, facts: Facts) -> bool:
    """Whether all victims are told of in what was before: "Monday's attack comes five months after 279 were taken".

    Not where the date stands after one of them: "it occurred a year after the murder of Ann Lee, shot on May 1, 2025".
    """
    spots = [spot for victim in incident.victims for spot in _find_label(victim, facts)]
    return bool(spots) and all(
        _COMES_AFTER.search(text, 0, start) and not any(find_all(when.text, text[start:])) for text, start in spots
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
    """Whether a date is everywhere that of what came some days after the deed: "Monday, two days after a fire"."""
    return _is_everywhere(
        when,
        sentences,
        lambda text, _, end: bool(
            (found := _DAYS_AFTER.match(text, end)) and (_BY_DOER.match(found["deed"]) or tells_of(kind, found["deed"]))
        ),
    )


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


def _list_dates(cites: Iterable[int], sentences: Sequence[Sentence]) -> Iterator[tuple[WireDate, bool]]:
    """The dates in the sentences cited, in order, and whether somebody told of it or died of it then."""
    for sentence in cited_sentences(cites, sentences):
        for start, end in find_deed_dates(sentence.text):
            told = WireDate(text=sentence.text[start:end], cite=[sentence.number])
            yield told, bool(_TOLD.search(sentence.text, 0, start) or _TELLS.match(sentence.text, end))


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


def _is_of_page(when: WireDate, sentences: Sequence[Sentence]) -> bool:
    """Whether only lines that say when the article was posted hold the date: it is none of what happened."""
    words, cited = squeeze(when.text), cited_sentences(when.cite, sentences)
    holding = [one for one in cited if words in one.text] or [one for one in sentences if words in one.text]
    return bool(holding) and all(is_date_line(one.text) for one in holding)


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
        message = f"The model gave {gave!r}; this is the only day in it that sentences tell of such a deed."
    elif given and not is_timeless(given.text) and not (own in its or its in own):
        message = f"The model gave {gave!r}; the article tells the day of the deed as {told.text!r}."
    elif given is None or is_timeless(given.text) or is_time_of_day(given.text) or is_hour_elsewhere(given.text):
        code = "date_filled"
        but = f", but {gave!r}" if given else ""
        source = "the sentences cited for the incident tell, or the article's opening"
        message = f"The model gave no date{but}; this is the only one that {source}."
    else:
        return
    yield Finding(code=code, severity="info", field=field, message=message, evidence=told.evidence)
