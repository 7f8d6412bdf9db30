"""Victims of another time than the incident's: "In 2016, a derailment in the same district killed 150 people"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import mention_evidence
from summarizer.evidence.matching import find_all
from summarizer.evidence.values import list_counting, list_places, spot_of
from summarizer.language.calendar import MONTHS, OTHER_MONTHS, WEEKDAYS
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.dates.days import LONG_AGO
from summarizer.language.dates.finding import find_date_words
from summarizer.language.dates.resolving import resolve_date
from summarizer.language.dates.weekdays_elsewhere import find_spanish_dates
from summarizer.language.people import ORDINALS
from summarizer.language.spanish import words as spanish
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.schemas.record import Evidence, Finding, Incident, IncidentDate, Sentence, Victim

_MONTHS = OTHER_MONTHS | {name: number for number, name in enumerate(MONTHS, start=1)}
_YEAR = r"(?:1[89]|20)\d\d"
_DATED_DEED = (
    rf"(?:[A-Z]\w{{2,8}}\s+)?{_YEAR}\s+(?:[\w'’-]{{1,20}}\s+){{0,2}}?(?:floods?|(?:earth)?quake|storm|hurricane|cyclone|typhoon"
    r"|landslide|fire|attacks?|bombings?|massacre|shooting|raid|siege|disaster|crush|stampede|explosion|collapse)"
    r"(?=,|\s(?:reached|killed|left|claimed|took|was|were|had|hit|struck|caused|in|at|on|of|that|which|and)\b)"
)
"""What was in a year, after "the": "the February 2022 flood"."""
_IN_TIME = Wording(
    rf"\b(?:(?:[Ii]n|[Ss]ince|[Bb]etween\s+{_YEAR}\s+and|remember(?:s|ed)?|recall(?:s|ed)?)\s+(?:the\s+|last\s+)?(?:(?P<part>early|late|mid)[\s-])?|of\s+(?=(?:\w+,?\s+)?{_YEAR})|[Ll]ast\s+"
    rf"|(?<![\w,]\s)[Tt]he\s+(?={_DATED_DEED})|[Tt]he\s+(?={_DATED_DEED}(?:\s(?:of|at|in|on|near)\s[A-Z][\w'’-]{{1,20}}(?:\s(?:in\s)?[A-Z][\w'’-]{{1,20}}){{0,4}})?"
    r",?\s(?:(?:in|during)\s)?(?:which|that|when)\b))"
    rf"(?P<words>(?P<month>{'|'.join(map(str.title, MONTHS))})"
    rf"(?:,?\s+(?:of\s+)?(?:(?P<its>{_YEAR})|(?P<last>last\syear)))?|(?P<year>{_YEAR}))"
    r"(?![\w-]|\s+\d|\sblock\b|\s[NSEW]\.?\s)",
    "In March, ", "in March 14-20, in the 1900 block of Elm Street, in 1900 W. Elm")  # fmt: skip
_IN_TIME_SPANISH = Wording(
    rf"\b(?:[Ee]n|[Dd]esde|[Ee]ntre\s{_YEAR}\sy|(?:[Ee]l\s\d{{1,2}}\s)?del?(?=\s\w{{4,10}}\sdel?\s{_YEAR}))\s(?:el\s(?:año\s)?(?={_YEAR}))?(?P<words>(?P<month>{spanish.MONTHS})(?:\sdel?\s(?P<its>{_YEAR}))?|(?P<year>{_YEAR}))(?![\w-])",
    "En 2017, ", "En 2017-18")  # fmt: skip
_PARTS = {None: (1, 31), "early": (1, 15), "mid": (8, 24), "late": (16, 31)}
"""Which days of a month each of its parts may mean at most."""
_WEEKS_AGO = Wording(
    r"(?i)\A\W*(?P<words>(?:just|only|barely)\s(?:two|three|four|five|six)\sweeks\sago\b"
    r"|(?:(?:apenas|solo|sólo)\shace|hace\s(?:apenas|solo|sólo))\s(?:dos|tres|cuatro|cinco|seis)\ssemanas\b)",
    "Just three weeks ago, a bomb ", "Just a week ago, a bomb ",
)  # fmt: skip
"""Of another deed than one that is told by its weekday."""
_SUFFER = Wording(
    r"(?i)\b(?:kill|die[ds]?\b|deaths?\b|dying|shot|shoot|murder|assassinat|slaughter|wound|injur|hurt|stab|attack|bomb|li(?:f|v)es?\b|massacr|slain"
    r"|victims?\b|tolls?\b|casualt|perish|suffocat|electrocut|trampl|crush|stampede|execut|abduct|kidnap|taken\b|seized|drown|crash|fell\b|s[aiu]nk|missing|capsiz|quake|flood|collaps|explo|derail|landslide|mudslide|buried"
    r"|muer|muri|falleci|mat(?:ó|aron|ado)|asesin|herid|v[ií]ctima|secuestr|atentado|ataque|deces|vidas?\b|lesion|sismo\b|terremoto"
    r"|incendi|derrumb|naufrag|masacr|inundaci)",
    "claimed the life of a boy", "the dead, married in May",
)  # fmt: skip
_ENDED_SO = Wording(
    r"(?i)\b(?:dead|gunned|behead|strangl|hang(?:ed|ing)|lynch|hack|beat(?:en|ing)|burn|bod(?:y|ies)|run\sover|lifeless|slain)",
    "was found dead", "was found",
)  # fmt: skip
_DOES = Wording(
    r"(?i)\b(?:(?!(?:aged|hundred)\b)\w{2,}ed|had|has|was|were|came|went|won|took|left|became|began|met|ran|wrote|held|got|made|bought|built|grew|taught"
    r"|led|fled|fought|told|spent|hab[ií]an?|era|fue|vino|hizo|\w{2,}(?:ó|aba|ía|ieron|aron))\b",
    " who moved to Ohio ", " in a school of ",
)  # fmt: skip
_CLAUSE = Wording(r"[,;:–—]\s|\b(?:who|que|quien)\b", "Lee, who moved", "Lee moved")
_RAREST = Wording(
    r"(?i)\b(?:\w{3,}est|worst|first|most|only|m[aá]s(?!\sde\b)|peor|primer\w{0,2})\b[^;:.]*\Z",
    "the deadliest attack ",
    "killed 150 ",
)
_APART = Wording(
    r"[,;:.](?!\d)|\b(?:and|but|while|since|until|before|after)\b", " killed ten and ", " quakes of 6.9 killed ten on "
)
_APART_FROM_OPENING = Wording(
    r"[;:.](?!\d)|,\sand\b|\b(?:but|while|since|until|before|after)\b",
    " died in a crash, and two were killed ",
    " entered a school and killed ",
)
"""The same of the day that a sentence opens with: "On December 16, gunmen entered a school and killed ten"."""
_LATER = Wording(
    r"(?i)\b(?:days|weeks|months|years|decades|(?:an?|one) (?:day|week|month|year|decade)) (?:after|since)\b[^,;:.]*\Z",
    "weeks after a stronger quake killed ", "weeks after a quake, a tremor killed ")  # fmt: skip
_YEARLY = Wording(
    r"(?i)\b(?:(?:so\sfar\s)?(?:this|that(?:\ssame)?|last|each|every)\syear|in\sthe\s(?:past|last)\s(?:[\w-]{1,20}\s)?(?:years?|decades?)"
    r"|for\sthe\syear"
    r"|(?:(?:in|from|of)\s)?this\syear['’]s\s(?:[\w-]{1,20}\s){0,2}?(?:monsoons?|rains?|floods?|flooding|season)"
    r"|since\s(?:the\s)?(?:[\w'’-]{1,20}\s){0,2}?(?:truce|cease-?fire|war|conflict)"
    r"|since\s(?:the\s)?(?:start|beginning|outbreak|onset)\sof\s(?:the\s)?(?:[\w'’-]{1,20}\s){0,2}?(?:truce|cease-?fire|war|conflict"
    r"|year|season|monsoon|summer|winter)"
    r"|(?:ese|este|cada|el\spasado|el\s(?:presente|actual))\saño|el\saño\spasado|en\slos\s[uú]ltimos\s(?:\w{1,20}\s)?años"
    rf"|en\slo\s(?:que\sva|que\sllevamos|corrido|transcurrido)\sdel?\s(?:(?:la|el|este|presente)\s){{0,2}}(?:año|gestión|{_YEAR}))\b(?!['’])",
    "so far this year", "this year's fair",
)  # fmt: skip
_OF_WAR = Wording(
    r"\b(?:(?i:during|in|throughout|durante|en)\s(?:(?i:the|its|their|el|la)|[A-Z][\w-]{1,20}['’]s?)\s(?:[\w’'-]{1,20}\s){0,3}?"
    r"(?i:civil\swar|(?:internal\s)?armed\sconflict|insurgency|dirty\swar|dictatorship|genocide|guerra\s(?:civil|sucia)|conflicto\sarmado|dictadura)"
    rf"|(?i:between|from|entre|de)\s{_YEAR}\s(?i:and|to|y|a)\s{_YEAR})\b",
    "killed during Guatemala's 36-year civil war", "killed in a war",
)  # fmt: skip
"""Of the dead of many years, no single day's."""
_FEWEST_OF_WAR = 1_000
_PART_OF_YEAR = Wording(
    rf"(?i)\b(?:in|during|over|en)\s(?:the\sfirst|l[oa]s\sprimer[oa]s)\s(?:\d{{1,3}}|two|three|four|five|six|nine|ten|dos|tres|cuatro|cinco|seis|nueve|diez)"
    rf"\s(?:days|weeks|months|d[ií]as|semanas|meses)\s(?:of|del?)\s(?:(?:the|this)\syear|{_YEAR}|(?:este\s)?año)\b",
    "in the first 41 days of 2017", "in the first days of the year",
)  # fmt: skip
"""Of which all numbers of a sentence are."""
_NOT_OF_YEAR = Wording(
    rf"(?i)\b(?:by|por|who\w*|which|that|where|when|que|donde|cuando|{ORDINALS}|latest)\b|\b\w+ed\b.*\b(?:\w+ed|\w*built|held)\b",
    " people were killed at a school rebuilt ", " people were killed at a school ",
)  # fmt: skip
"""Between a number and words for a year: what these are then of is no longer the number."""
_IN_YEAR = Wording(
    rf"(?i)\b(?:in|of|during|en|durante)\s(?:el\saño\s)?{_YEAR}\b", "homicidios en 2026", "homicidios en abril"
)
_TOLL_OF_YEAR = Wording(
    r"(?i)\b(?:toll|number|total|count|deaths|killings|homicides|murders|cifra|n[uú]mero|asesinatos|homicidios)\b[^.;,]*\Z",
    "the number of people killed ", "a man arrested ",
)  # fmt: skip
_TO = Wording(
    r"(?i)(?:\s[\w-]{1,20}){0,3}?\s(?:to|at|is|was|reach(?:ed|es)|pass(?:ed|es)|a|en|es\sde)\s(?:(?:at\sleast|about|more\sthan|nearly|over)\s)?\Z",
    " rose to ", " for two and ",
)  # fmt: skip
_SO_FAR = Wording(
    r"(?i)\b(?:van|suman|acumulan?|ya\sson|llevamos)\s(?:ya\s)?(?:(?:al\smenos|más\sde)\s)?\Z",
    "con ella van ",
    "murieron ",
)
"""Before the number of all in a year, this deed's with them."""
_LONG_AGO = 0
"""Stands for the year of what was some weeks ago: no incident's that its own words date."""
_TOLD_BY_YEAR = frozenset({"disease outbreak", "famine", "drought", "heat wave", "cold wave"})
_BEFORE = timedelta(days=2)
"""How much earlier than an incident a day is another's: words for days and datelines differ by one."""
_WEEK_BEFORE = timedelta(days=1)
_AFTER = {True: timedelta(days=365), False: timedelta(days=60)}
"""How much later, of one and of several people: one who was wounded may die after months."""
_SINCE = Wording(
    r"\b[Ss]ince\s(?:the\s(?:announcement|declaration|signing|launch|publication|election)\b\s(?:[\w'’-]{1,20}\s){0,8}?on\s)?\Z",
    "since the announcement of an election on ", "since the collapse of a tower on ",
)  # fmt: skip
_LAST_PERIOD = ("last week", "last month")
_LAST_WEEKDAY = Wording(rf"(?i)last\s(?:{'|'.join(WEEKDAYS)})\b", "last Thursday", "last week")
_THEN = Wording(r"(?i)\b(?:then|at\sthe\stime)\b(?!,)", "said then that ", "Then, ")
_OPENING = Wording(
    r"\A\W*(?:(?:[\w-]{1,15}\s){1,3}(?:later|earlier|before),\s|(?:In|At|En)\s(?:that|the\ssame|es[ae]|est[ae]|(?:el|la)\smism[oa])\s[^,;:.\d]{3,40},\s)?(?:[Oo]n|[Ee]n|[Ee]l|[Ii]n)?\s*\Z",
    "On ",
    "On the train on ",
)
_RESULT = Wording(
    r",\s(?:killing|leaving|injuring|wounding|claiming|burying|drowning|crushing)\b", ", killing ten", ", killed ten"
)
"""What a sentence goes on with of the same deed."""
_OF_LAST_YEAR = Wording(r"(?i)(?=.*\d)[\w., ]{3,25}\slast\syear\Z", "Aug. 31 last year", "last year")


class _Time(NamedTuple):
    """A year, a month of one, or a month of the year that goes without saying; the words for it; and its days."""

    year: int | None
    month: int | None
    words: str
    days: tuple[int, int] = (1, 31)


def check_times(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Victims told of in words of another time than the incident's or of a year, or as those of an earlier event.

    None of an undated incident, but for numbers of a year ("this year"), and people of two months before the article,
    beside others that are not; and none in a language without rules.
    """
    findings = []
    for index, incident in enumerate(incidents if facts.rules.code else ()):
        told = dict(_of_years(incident, facts)) | _of_long_ago(incident, facts)
        for at, victim in enumerate(incident.victims):
            words = told.get(at) or (incident.date and _words_of_another_time(victim, incident.date, facts))
            if words:
                said = f"The article tells of {victim.name or victim.group!r} {words}, when this incident was not."
                field = f"incidents[{index}].victims[{at}]"
                findings.append(doubt("victim_of_another_time", field, said, victim.evidence))
    return findings


def _words_of_another_time(victim: Victim, when: IncidentDate | None, facts: Facts) -> str:
    """The words by which every sentence that holds a victim tells of another time; empty where one does not."""
    places = list_places(victim)
    if not places:
        return ""
    numbers = sorted({item.sentence for item in places})
    told = [_read_times_before(number, when, facts, of_name=victim.name is not None) for number in numbers]
    if all(_are_another(times, when) for times in told):
        return told[0][0].words
    late = _AFTER[count_least(victim) == 1]
    texts = [facts.sentences[at - 1].text for at in numbers]
    may_be_of_harm = not victim.name or all(_SUFFER.search(one) or _ENDED_SO.search(one) for one in texts)
    if may_be_of_harm and all(days := [_other_day(item, when, facts, late=late) for item in places]):
        return days[0].lower() if days[0].casefold() in _LAST_PERIOD else f"on {days[0]}"
    if all(earlier := [_earlier_event(item.sentence, item.start, when, facts) for item in places]):
        return f"in what was before ({earlier[0]!r})"
    return ""


def _of_long_ago(incident: Incident, facts: Facts) -> dict[int, str]:
    """Of an incident without days the victims, by their index, who are told of as of long before others of it."""
    if facts.published is None or (incident.date and incident.date.earliest):
        return {}
    recent = IncidentDate(
        text="",
        earliest=facts.published - LONG_AGO,
        latest=facts.published,
        precision="unknown",
        basis="unknown",
        evidence=(),
    )
    found = {at: _words_of_another_time(one, recent, facts) for at, one in enumerate(incident.victims)}
    told = {at: words for at, words in found.items() if words}
    return told if len(told) < len(found) else {}


def _of_years(incident: Incident, facts: Facts) -> Iterator[tuple[int, str]]:
    """The victims, by their index, whose number is told of a year and larger than all others'; and the words for it.

    One that stands alone is that of the deed itself.
    """
    if incident.type in _TOLD_BY_YEAR:
        return
    told = [(one, _yearly(one, incident.date, facts)) for one in incident.victims]
    for at, (one, words) in enumerate(told):
        others = [other for other, its in told if other.outcome == one.outcome and not its]
        if words and others and one.count and (one.count.low or 0) > sum(map(count_least, others)):
            yield at, words


def _yearly(victim: Victim, when: IncidentDate | None, facts: Facts) -> str:
    """The words by which every sentence with the number of people tells it of a year; empty where one does not."""
    count = victim.count.low if victim.count else None
    is_of_war = when is not None and when.precision == "day" and (count or 0) >= _FEWEST_OF_WAR
    counting = list_counting(victim) if victim.group else []
    words = [_words_of_year(item, when, facts, is_of_war=is_of_war) for item in counting]
    return words[0] if words and all(words) else ""


def _words_of_year(number: Evidence, when: IncidentDate | None, facts: Facts, *, is_of_war: bool) -> str:
    """The words for a year that open the number's sentence or follow it in its clause, or of which it is the toll.

    None that tell how rare it is, "the deadliest this year", or of something else: "by a man freed last year". Since a
    day or month before the incident's is told as a year is.
    """
    spot = spot_of(number, facts.sentences)
    text, start, end = spot
    is_own = when is not None and any(told.sentence == number.sentence for told in when.evidence)
    part = None if is_own else _PART_OF_YEAR.search(text)
    if part and not _RAREST.search(text, 0, part.start()):
        return part[0]
    years = [_YEARLY, _IN_YEAR] if spot.before(_SO_FAR) else [_YEARLY]
    years += [_OF_WAR] if is_of_war else []
    periods = [found.span() for rule in years for found in rule.finditer(text)]
    for first, last in (*periods, *_since_before(text, when)):
        follows = first >= end
        gap = text[end:first] if follows else text[last:start]
        if not follows and _TOLL_OF_YEAR.search(text, 0, first) and _TO.fullmatch(gap):
            return text[first:last]
        clause = gap if follows else gap.removeprefix(",")
        is_apart = any(rule.search(clause) for rule in (_APART, _RAREST, _NOT_OF_YEAR)) or find_date_words(clause)
        if not is_apart and (follows or not text[:first].strip("\"“‘'¡¿ ")):
            return text[first:last]
    return ""


def _since_before(text: str, when: IncidentDate | None) -> Iterator[tuple[int, int]]:
    """Where a text tells of all since a day or month before the incident: "since June 26" of what was in July."""
    if when is None or when.earliest is None or when.latest is None:
        return
    for start, end in find_date_words(text):
        since = _SINCE.search(text, 0, start)
        day = resolve_date(text[start:end], published=when.latest) if since else None
        if since and day and day.basis == "explicit" and day.earliest and when.earliest - day.earliest >= _BEFORE:
            yield since.start(), end


def drop_other_days(
    mentions: Sequence[CasualtyMention], incidents: Sequence[Incident], facts: Facts
) -> list[CasualtyMention]:
    """The casualty phrases without those of a day that is no incident's: "after 12 were killed on 6 December"."""
    dates = [incident.date for incident in incidents]
    if not dates or None in dates:
        return [*mentions]
    return [
        one
        for one in mentions
        for item in [mention_evidence(one, facts.sentences)]
        if not all(_other_day(item, when, facts, late=_AFTER[False]) for when in dates)
    ]


def list_timely(incidents: Sequence[Incident], facts: Facts) -> list[CasualtyMention]:
    """The article's casualty phrases, but for those told of another year or month than every incident's.

    Nor those of an earlier event: "on Thursday, days after a riot killed 14".
    """
    dates = [incident.date for incident in incidents]
    if not dates or None in dates:
        return facts.mentions
    return [
        one
        for one in facts.mentions
        for sentence in [facts.sentences[one.sentence - 1]]
        if not all(_are_another(_read_times(sentence, when, facts, of_name=False), when) for when in dates)
        and not all(_earlier_event(one.sentence, one.start, when, facts) for when in dates)
    ]


def _are_another(times: Sequence[_Time], when: IncidentDate | None) -> bool:
    """Whether the incident's days lie outside of all times. What was on "Friday" was in no time that is named."""
    if when is None or when.earliest is None or when.latest is None:
        return bool(times) and when is not None and when.basis == "weekday"
    months = [*_months(when.earliest, when.latest)]
    inside = (
        one
        for one in times
        for year, month, (first, last) in months
        if one.year in (None, year) and one.month in (None, month) and first <= one.days[1] and one.days[0] <= last
    )
    return bool(times) and not any(inside)


def _months(first: date, last: date) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """The months, with their years before and their first and last days after them, from one day to another."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    for number in numbers:
        days = first.day if number == numbers[0] else 1, last.day if number == numbers[-1] else 31
        yield number // 12, number % 12 + 1, days


def _other_day(item: Evidence, when: IncidentDate | None, facts: Facts, *, late: timedelta) -> str:
    """The words for a day in the item's own clause that is not the incident's; empty where there are none.

    A day that is over before it, or one so ``late`` after it. Its year, where none is told, is the latest up to the
    incident: "last year" is one before the article's.
    """
    if when is None or when.earliest is None or when.latest is None:
        return ""
    spot = spot_of(item, facts.sentences)
    dated = find_spanish_dates(spot.text) if facts.rules.code == "es" else find_date_words(spot.text)
    for start, end in dated:
        words = spot.text[start:end]
        gap = spot.text[end : spot.start] or spot.text[spot.end : start]
        gap = _RESULT.sub(" ", gap.removeprefix(",") if _OPENING.search(spot.text[:start]) else gap)
        of_year = facts.published is not None and _OF_LAST_YEAR.match(words) is not None
        if ("year" in words and not of_year) or find_all(words, when.text) or find_all(when.text, words):
            continue
        is_week = facts.published is not None and words.casefold() in _LAST_PERIOD
        is_last = is_week or of_year or (facts.published is not None and _LAST_WEEKDAY.match(words) is not None)
        day = resolve_date(words, published=facts.published if is_last else when.latest)
        is_day = is_week or (day.precision == "day" and not day.doubtful)
        is_sure = is_day and (is_last or day.basis == "explicit")
        is_opening = _OPENING.search(spot.text[:start]) is not None and not any(find_date_words(gap))
        if facts.rules.code == "es" and not is_opening:  # "desaparecidos el 3 de marzo"
            continue
        apart = _APART_FROM_OPENING if is_opening else _APART
        if not gap or apart.search(gap) or not is_sure or day.earliest is None or day.latest is None:
            continue
        if when.earliest - day.latest >= (_WEEK_BEFORE if is_week else _BEFORE) or day.earliest - when.latest >= late:
            return words
    return ""


def _earlier_event(number: int, start: int, when: IncidentDate | None, facts: Facts) -> str:
    """The words for an earlier event that what starts there is of: "on Sunday, weeks after a quake that killed 31".

    Empty where there is none, or where its sentence has not told the incident's date before: then the incident may be
    that event itself ("a month after the fire that killed 31, neighbours still mourn").
    """
    sentence = facts.sentences[number - 1]
    found = _LATER.search(sentence.text, 0, start - sentence.start)
    if found is None or when is None:
        return ""
    dated = any(told.sentence == number and told.end <= sentence.start + found.start() for told in when.evidence)
    return " ".join(found.group().split()[:4]) if dated else ""


def _read_times_before(number: int, when: IncidentDate | None, facts: Facts, *, of_name: bool) -> list[_Time]:
    """As ``_read_times``; where the sentence goes on ("then") about the one that opens with its time, that one's.

    "In May 2024, a landslide buried Yambali. The government said then that more than 2,000 were buried."
    """
    sentence = facts.sentences[number - 1]
    times = _read_times(sentence, when, facts, of_name=of_name)
    if times or number == 1 or not _THEN.search(sentence.text) or find_date_words(sentence.text):
        return times
    before = facts.sentences[number - 2]
    return _read_times(before, when, facts, of_name=of_name) if _IN_TIME.match(before.text) else times


def _read_times(sentence: Sentence, when: IncidentDate | None, facts: Facts, *, of_name: bool) -> list[_Time]:
    """The years and months that the sentence tells of a harm, or opens with: "Just three weeks ago, a quake ...".

    None where it tells the incident's own date beside them.

    Of a name none since when: "she has been mayor since 2023"; and none that only says how rare it is: "the deadliest
    since 2018".
    """
    if (when and any(told.sentence == sentence.number for told in when.evidence)) or not _SUFFER.search(sentence.text):
        return []
    ago = _WEEKS_AGO.match(sentence.text) if when and when.basis == "weekday" else None
    long_ago = [_Time(_LONG_AGO, None, ago["words"])] if ago else []
    return [*long_ago, *_read_named(sentence.text, facts.published, of_name=of_name)]


def _read_named(text: str, published: date | None, *, of_name: bool) -> list[_Time]:
    """The years and months by their names, as ``_read_times`` gives them."""
    return [
        _Time(
            _read_year(found, published),
            _MONTHS[found["month"].lower()] if found["month"] else None,
            f"in {found['words']}",
            _PARTS[found.groupdict().get("part")],
        )
        for found in (*_IN_TIME.finditer(text), *_IN_TIME_SPANISH.finditer(text))
        if not (
            found.group().casefold().startswith(("since", "desde"))
            and (of_name or _RAREST.search(text, 0, found.start()))
        )
        and not (of_name and _is_of_life(text, found.start()))
    ]


def _is_of_life(text: str, start: int) -> bool:
    """Whether the clause before a year there tells what somebody did, and of no harm: "who came to Reno in 2019"."""
    begin = max((one.end() for one in _CLAUSE.finditer(text, 0, start)), default=0)
    return _DOES.search(text, begin, start) is not None and not _SUFFER.search(text, begin, start)


def _read_year(found: re.Match[str], published: date | None) -> int | None:
    """The year of a time: told, or the one before the article's; None where it goes without saying."""
    if year := found["year"] or found["its"]:
        return int(year)
    return published.year - 1 if published and found.groupdict().get("last") else None
