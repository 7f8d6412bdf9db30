"""Tolls that rose: who is counted in one before it, and what was told before."""

from collections.abc import Callable, Sequence

from summarizer.evidence.values import Spot, counting_spots, list_counting
from summarizer.language.calendar import NO_DATE
from summarizer.language.people import DOERS, GENERIC_HEADS, content_words, is_generic
from summarizer.language.posts import number_posts
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.schemas.record import Outcome, Sentence, Victim

_TOLLS = (
    r"(?:tolls?|dead|deaths|fatalities|killed|injured|wounded|missing|n[uú]mero|cifra|saldo|balance|muert[oae]s|fallecid[oa]s|v[ií]ctimas"
    r"|decesos|herid[oa]s|lesionad[oa]s|desaparecid[oa]s)"
)
_RISE = (
    r"(?:r[aio]s(?:e|en|es|ing)|climb(?:s|ed|ing)?|br(?:ing|ings|inging|ought)|rais(?:es?|ed|ing)|jump(?:s|ed)?|gr(?:ow|ows|ew|own)|increas(?:ed|es|ing)"
    r"|mount(?:s|ed)|reach(?:ed|es)|t(?:akes|aking|ook)|push(?:es|ed|ing)|lift(?:s|ed|ing)|now|sub\w{1,5}|elev\w{1,5}|asc\w{1,8}|aument\w{1,5})"
)
_LEAST = r"(?:(?:at\sleast|more\sthan|over|about|around|nearly|al\smenos|m[aá]s\sde|unos|casi)\s)?"
_RISEN_TO = Wording(
    rf"(?i)\b(?:{_TOLLS}\b[^.;]{{0,80}}?\b{_RISE}\b|{_RISE}\b[^.;]{{0,30}}?\b{_TOLLS}\b)(?:[^.;]{{0,30}}\s)?(?:to|a|is|now|at)\s{_LEAST}\Z",
    "The death toll rose from 4 to ", "The dead men rose again in ")  # fmt: skip
_RISEN_AFTER = Wording(rf"(?i)\s(?:ya\s)?(?:el|la|los|las)\s{_TOLLS}\b", " la cifra de muertos", " la zona de muertos")
_RISEN_BEFORE = Wording(
    rf"(?i)\b(?:{_RISE}(?:\sya)?\sa|(?:con\slo\sque|ya)\s(?:ya\s)?(?:suman|son|van))\s{_LEAST}\Z", "sube a ", "sobre a "
)
_COUNTS = "balance|saldo|cifra|recuento|reporte|parte|informe|conteo"
_COUNTED = "inform|report|habl|contabiliz|registr|cont|confirm|cifr"
_EARLIER_COUNT = Wording(
    r"(?i)\b(?:an?|the)\s(?:earlier|initial|previous|first|preliminary)\s(?:[\w-]{1,20}\s)?(?:tolls?|counts?|reports?|tally|figures?)\b[^.;]{0,60}\Z"
    rf"|\b(?:{_COUNTS})\s(?:anterior|previ[oa]|inicial|preliminar)\b[^.;]{{0,60}}\Z|\b(?:primer|anterior|previo)\s(?:{_COUNTS})\b[^.;]{{0,60}}\Z"
    r"|\b(?:initially|at\sfirst|originally)\s(?:reported|said|announced|put|estimated|counted|gave|spoke|feared)\b[^.;]{0,40}\Z"
    r"|\bhad\s(?:(?:earlier|previously|initially|already)\s)?(?:reported|confirmed|counted|announced|put|spoken)\b[^.;]{0,40}\Z"
    rf"|\b(?:(?:se\s)?hab[ií]an?(?:\sya)?|(?:previa|inicial|anterior)mente(?:\s[\w-]{{1,12}}){{0,2}})\s(?:{_COUNTED})\w*\b[^.;]{{0,40}}\Z",
    "An earlier count spoke of ", "An earlier quake killed ",
)  # fmt: skip
_WITHDRAWN = Wording(
    r"(?i)[^.]{0,120}?\b(?:withdr[ae]wn?|withdrew|retracted|lowered|(?:revised|corrected)\sdown\w{0,5}|mistakenly|by\smistake|in\serror"
    r"|erroneous(?:ly)?|(?:been|were)\scounted\s(?:as|twice))\b",
    " dead; three, it said, had been counted twice", " dead; three, it said, had been counted",
)  # fmt: skip
"""After the number of an earlier count that was too high."""
_IN_PLACE = Wording(
    r"\A\W{0,2}(?:In|At|Near|Outside|En)\s(?:the\s)?(?:[a-z]{4,12}\s)?"
    rf"{NO_DATE}[A-ZÁÉÍÓÚÑ][^.;:,]{{1,40}}(?:,\s[A-Z][^.;:,]{{1,30}})?,"
    r"\s(?:at\sleast\s|about\s|al\smenos\s)?\Z",
    "In San Remigio, ", "In Monday's attack, ",
)  # fmt: skip
"""Before the number of those of one place, with which a sentence begins."""


def drop_earlier_tolls(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims without those of an earlier count or of before a toll rose, and of older posts of a live blog."""
    victims = _drop_older_posts(victims, sentences)
    victims = [one for one in victims if not _is_counted_before(one, victims, sentences)]
    risen = {one.outcome: one for one in victims if _is_told(one, sentences, rises_to)}
    return [one for one in victims if one.outcome not in risen or not _is_earlier(one, risen[one.outcome])]


def _drop_older_posts(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims; of a live blog the newest post that counts people of no kind counts those of older ones, too."""
    posts = number_posts([one.text for one in sentences])
    told: dict[Outcome, tuple[int, int]] = {}
    at = [max((posts[item.sentence - 1] for item in list_counting(one)), default=0) for one in victims]
    for post, one in zip(at, victims, strict=True):
        if post and is_generic(one.group or "") and (one.outcome not in told or post < told[one.outcome][0]):
            told[one.outcome] = post, count_least(one)
    return [
        one
        for post, one in zip(at, victims, strict=True)
        for newest, most in [told.get(one.outcome, (post, 0))]
        if not (is_generic(one.group or "") and post > newest and count_least(one) <= most)
    ]


def _is_counted_before(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether the number of people of no kind is called an earlier count's, and one is larger, or it was withdrawn.

    Of the missing, who become fewer, any other one does.
    """
    if not _is_told(one, sentences, is_earlier_count):
        return False
    others = [other for other in victims if other.outcome == one.outcome and other is not one and other.count]
    is_less = any(
        count_least(other) > count_least(one) or (one.outcome == "missing" and is_generic(other.group or ""))
        for other in others
    )
    return is_less or (bool(others) and _is_told(one, sentences, lambda spot: spot.after(_WITHDRAWN)))


def is_earlier_count(number: Spot) -> bool:
    """Whether a number is called that of an earlier count: "an earlier report spoke of 19 dead"."""
    return number.before(_EARLIER_COUNT) is not None


def rises_to(number: Spot) -> bool:
    """Whether a toll is told to have risen to the number."""
    return bool(number.before(_RISEN_TO) or (number.before(_RISEN_BEFORE) and number.after(_RISEN_AFTER)))


def _is_told(one: Victim, sentences: Sequence[Sentence], so: Callable[[Spot], object]) -> bool:
    """Whether every place that holds the number of people of no kind tells it so."""
    spots = counting_spots(one, sentences) if is_generic(one.group or "") else []
    return bool(spots) and all(map(so, spots))


def _is_earlier(one: Victim, toll: Victim) -> bool:
    """Whether somebody's number stands no later than a toll that rose, and may be that of some whom it counts."""
    last = max(item.sentence for item in list_counting(toll))
    if one is toll or not (one.group and one.count) or any(item.sentence > last for item in list_counting(one)):
        return False
    most = one.count.high or one.count.low
    return most is not None and most < count_least(toll) and content_words(one.group) <= GENERIC_HEADS | DOERS


def is_of_place(one: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether every sentence with the number of people of no kind begins with where they were: "In Cebu, 22 died"."""
    return _is_told(one, sentences, lambda spot: spot.before(_IN_PLACE))
