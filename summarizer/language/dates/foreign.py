"""Dates in other languages than English, by dateparser.

It is asked only for what the English rules do not match: measured on the cases of ``tests/test_dates.py``, its English
reads "3-5 May" as 3 May, "05/06/2021" as 6 May, "last week" as one day, a weekday equal to the publication day as a
week before, "noon" and "1990s" as yesterday and "an" as January. It fills in what the words leave out and does not say
so; asking it from two base dates shows what it filled in.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from summarizer.language.calendar import MONTHS
from summarizer.language.dates.days import Days, latest_year, say_days, units_back, weekday_before
from summarizer.language.dates.east_asian import tell_years
from summarizer.language.dates.months_elsewhere import BUDDHIST, reword_month_day
from summarizer.language.dates.rules import apply_rules
from summarizer.language.dates.values import ResolvedDate, normalize, resolved, unresolved
from summarizer.language.wording import Wording
from summarizer.schemas.record import DateBasis

_LONGEST_FOREIGN_PHRASE = 60
_WEEKS_BACK = 5
_EARLIEST_YEAR = 1500
_FOREIGN_LANGUAGES = ["es", "fr", "de", "pt", "it", "nl", "ru", "uk", "pl", "tr", "sv", "id", "ar"]
_READ_ALONE = frozenset(
    {"bg", "bn", "cs", "da", "el", "fa", "fi", "he", "hi", "hr", "hu", "ja", "ko", "no", "ro", "sr", "sw", "th", "tl"}
    | {"ur", "vi", "zh"}
)
"""Languages that dateparser is asked for alone, in articles that are in them."""
_DATEPARSERS = {"no": "nb", "tl": "fil"}
"""Its codes for those that have another one there."""
_TOMORROW_TOO = frozenset({"bn", "hi", "ur"})
"""Languages whose word for yesterday is tomorrow, too, and read so."""
_FINAL_SIGMA = Wording(r"σ\b", "χθεσ", "σήμερα")
"""What case folding makes of a letter that dateparser's words end in."""
_FOREIGN_FILLER = Wording(
    r"(?:(?:el|la|le|del|am|den|em|na|no|il|op|este|esta|neste|nesta|ce|diesen|questo|questa|يوم|lo|d[ií]a|último|última"
    r"|ultimo|passado|pasado|scorso) )+",
    "el 3 de mayo", "3 de mayo",
)  # fmt: skip
_DAY_PART = Wording(
    r"(?<=tag|och|dag)(?:früh|(?:vor|nach)?mittag|morgen|abend|nacht|ochtend|middag|avond)\b"
    r"|\b(?:(?:en (?:début|fin|milieu) d['’]|en (?:début|fin|milieu) de |dans (?:la|le) |au |du |à l['’])?"
    r"(?:après-midi|matin(?:ée)?|soir(?:ée)?|nuit|midi|journée|aube)(?: (?:de|du))?"
    r"|(?:nella |nel |in |di |alla |la |all['’])?(?:tard[ao] |prim[ao] )?"
    r"(?:mattin[ao]|mattinata|sera(?:ta)?|notte|pomeriggio|alba)(?: (?:di|del))?"
    r"|(?:(?:(?:por|de|en|durante) )?la|esta) (?:mañana|tarde|noche|madrugada)(?: del?)?"
    r"|(?:(?:no |ao )?(?:fim|final|início) d[ae] "
    r"|(?:na|da|pela|à|de|nesta|a) )?(?:manhã|tarde|noite|madrugada)(?: d(?:[eao]|est[ae]))?"
    r"|morgen|abend|nacht|früh|nachmittag|vormittag|ochtend|middag|avond|am|in der"
    r"|malam|pagi|siang|sore|dini hari|(?:günü|akşamı|sabahı|gecesi|öğleden sonra)"
    r"|wieczorem|rano|po południu|w nocy|w|we|вечером|утром|ночью|днем|днём|рано|в|во|ввечері|увечері|вранці"
    r"|вночі|вдень|у|(?:صباح|مساء|ليلة|ظهر|فجر|عصر)(?: اليوم)?|اليوم)(?!\w)",
    "lundi soir", "lundi",
)  # fmt: skip
_DAY_PART_ELSEWHERE = Wording(
    r"(?:上午|下午|凌晨|清晨|早晨|早上|晚上|晚间|中午|傍晚|深夜|午前|午後|未明|早朝|夕方|夜|朝|晚|오전|오후|새벽|아침|저녁|밤)\Z"
    r"|\b(?:kväll(?:en)?|aften|kveld|morgen|formiddag|eftermiddag|natten|este|reggel|délután|éjjel|večer|ráno|odpoledne"
    r"|dimineață|dimineața|seara|noaptea|illalla|aamulla|iltana|yöllä|jioni|asubuhi|usiku|tối|sáng|chiều|đêm|gabi|umaga"
    r"|вечерта|сутринта|вечер|το βράδυ|το πρωί|τα ξημερώματα|το απόγευμα|रात|सुबह|शाम|की रात|की सुबह|की शाम|को|রাতে|সকালে"
    r"|বিকেলে|صبح|شام|رات|شب|کی صبح|کی شام|کی رات|כבערב|בערב|בבוקר|בלילה|เช้า|เย็น|ค่ำ)\Z",
    "周三下午", "下午周三",
)  # fmt: skip
"""What part of the day at the end of words in the languages that are read alone."""
_DIGIT = Wording(r"\d", "2天", "两天")
_DURING = Wording(
    r"\b(?:за|в течение|протягом|упродовж|впродовж|w ciągu|en|em|in|i|på|binnen|innerhalb|selama|dalam|içinde)\b"
    r"|خلال|غضون|طوال|طی|במשך|[日天]間|天内|日内|以内|间|일간",
    "за два дня", "два дня назад",
)  # fmt: skip
"""Before or after how long something took, which dateparser takes for how long ago it was."""
_COUNTING = frozenset({"ja", "ko", "zh"})
"""Languages whose counters dateparser takes for days of a month: of those it reads words only."""
_BESIDE_ELSEWHERE = Wording(
    r"\b(?:de|din|până|înainte|după|от|до|след|преди|fra|til|siden|før|efter|etter|od|do|po|prije|poslije|nakon|pre"
    r"|posle|před|од|пре|после|након|από|έως|μέχρι|πριν|μετά|óta|előtt|után|ennen|jälkeen|tangu|hadi|kabla|baada|mula"
    r"|bago|pagkatapos|hanggang|trước|sau|từ|đến|از|قبل|بعد|تا|پہلے|سے|לפני|אחרי|מאז|עד)\b"
    r"|से(?= |\Z)|पहले|बाद|तक|থেকে|আগে|পরে|ก่อน|หลัง|ตั้งแต่|จนถึง|前|後|以降|以来|から|まで|부터|까지|이전|이후",
    "от сряда", "в сряда",
)  # fmt: skip
_CLOCK = Wording(
    r"\b(?:gegen|um|vers|à|às|por volta d[ae]s?|alle(?: ore)?"
    r"|(?:alrededor de |sobre )?(?:a )?las?|hacia las|pukul|saat|около|близько"
    r"|o|om|rond) "
    r"\d{1,2}(?:(?:[:.h]| h )\d{2})?(?: ?(?:uhr|heures?|horas|hs|h|ore|uur|wib|wita|wit|час\w*|годин\w*)\b)?",
    "gegen 21.40 uhr", "gegen montag",
)  # fmt: skip
_FROM = r"(?:[\w.,°-]+ ){1,4}?"
_NIGHT_TO = Wording(
    rf"(?:(?:dans la )?nuit (?:de|du) {_FROM}(?:à|au)|(?:nella )?notte (?:tra|fra) {_FROM}ed?"
    rf"|in der nacht (?:(?:von|vom) {_FROM})?(?:auf|zu|zum)|(?:en )?la (?:noche|madrugada) del? {_FROM}al?"
    rf"|(?:entre )?la (?:noche|tarde) del? {_FROM}y la (?:madrugada|mañana) del?|na (?:noite|madrugada) de {_FROM}para"
    rf"|entre a noite d[eao] {_FROM}e a (?:madrugada|manhã) d[eao]|in de nacht (?:van {_FROM})?op|w nocy z {_FROM}na"
    rf"|в ночь (?:с {_FROM})?на|[ву] ніч (?:з {_FROM})?на)"
    r" (?:den |le |el |o |il )?(?P<day>[\w-]+|(?:[^\W\d_][\w-]+,? )?\d[\w.°]{0,3}(?: [\w.-]+){1,4})\Z",
    "in der nacht zum sonntag", "in der nacht",
)  # fmt: skip
"""A night that ends on the day named last."""
_OF_MONTH = Wording(
    r"\d\s(?:de este|del?|del presente|del pasado) mes\b|\bdel? (?:año (?:pasado|anterior)|pasado año)\b",
    "el 12 de este mes", "hace 12 meses",
)  # fmt: skip
"""Which dateparser reads as the whole month of another year, or as a day of this one."""
_SOME = Wording(r"(?:une?|um|uma|una|uno|eine[ms]?|een) ", "un lundi", "unlängst")
_ORDINAL = Wording(r"(?<=\d)\.?(?:[º°o]|ro)(?!\w)", "1o de março", "20 °c")
"""After a day, as ``normalize`` leaves "1º"."""
_PAST = Wording(r"(?<=[^\W\d_]) (?:dernier|scorso|pasado|passado)\Z", "2 mars dernier", "mars 2 mars")
_DAY_OF_MONTH = Wording(r"\s\((?P<day>\d{1,2})o?(?:\)|\Z)", "domingo (5)", "domingo (05/07)")
_NUMERIC = Wording(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)",
    "Kamis (26/11/2026) malam", "Kamis (26/11)",
)  # fmt: skip
_DAY_FIRST = Wording(r"(?P<day>\d{1,2})([-/])(?P<month>\d{1,2})\2(?P<year>\d{4})", "02/03/2026", "02/03")
_EAST_ASIAN = Wording(
    r"(?:(?<!\d)(?P<year>\d{4})\s?[年년]\s?)?(?<!\d)(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]",
    "2026年11月26日", "26日",
)  # fmt: skip
_BESIDE = Wording(
    r"(?i)\b(?:before|after|until|till|since|by|from|to|between|weeks?|weekend|day|following|eve|later|than|anniversary|early|late|mid|antes|despu[eé]s|desde|hasta|entre|vor|nach|bis|seit|ab|avant|apr[eè]s|depuis"
    r"|jusqu\w*|sebelum|sesudah|setelah|sejak|hingga|sampai|depois|at[eé]|prima|dopo|fino|dal|voor|na|tot|sinds|önce|sonra|kadar|beri|przed"
    r"|po|do|od|до|после|с|від|після|по)\b|قبل|بعد|منذ|حتى|以前|以后|以後|之前|之后|之後|から|まで|부터|까지|이후|이전",
    "before 26/11/2026", "Kamis 26/11/2026",
)  # fmt: skip
_OTHER_TIME = Wording(r"\d{1,2}(?:[:.]\d\d|\s?[时時点시])", "20:15", "20 sailors")


def read_numbers(text: str, published: date | None) -> ResolvedDate | None:
    """What the one date in digits means that words of any language have; None where other digits are among them."""
    said, text = text, tell_years(text)
    found = [*_NUMERIC.finditer(text), *_EAST_ASIAN.finditer(text)]
    if len(found) != 1:
        return None
    (one,) = found
    rest = _OTHER_TIME.sub("", text[: one.start()] + text[one.end() :])
    if any(map(str.isdecimal, rest)) or _BESIDE.search(rest):
        return None
    words = one.group()
    if told := one.groupdict():  # "26 November 2026"
        month = int(told["month"])
        words = f"{told['day']} {MONTHS[month - 1]} {told['year'] or ''}" if 0 < month <= len(MONTHS) else ""
    day = apply_rules(words, published)
    return day and day.model_copy(update={"note": f"{said!r}: {day.note}"})


def read_day_first(text: str, published: date | None, language: str | None) -> ResolvedDate | None:
    """The day of "02/03/2026" in an article of a language that has the day before the month; None of other words."""
    told = _DAY_FIRST.fullmatch(normalize(text)) if language in _FOREIGN_LANGUAGES else None
    day = told and apply_rules(f"{told['year']}-{told['month'].zfill(2)}-{told['day'].zfill(2)}", published)
    return day.model_copy(update={"note": f"{text!r}: {day.note}"}) if day and day.earliest else None


def _ask_dateparser(words: str, base: date, languages: Sequence[str]) -> tuple[date, str] | None:
    """The day that dateparser reads in a foreign phrase, and the unit it thinks was meant."""
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: 0.3 s

    noon = datetime.combine(base, time(12))
    settings = {"RELATIVE_BASE": noon, "PREFER_DATES_FROM": "past"}
    parser = DateDataParser(languages=list(languages), settings=settings)
    words = _PAST.sub("", words) if _DIGIT.search(words) else words
    bare = " ".join(_FOREIGN_FILLER.sub("", _DAY_PART.sub(" ", _CLOCK.sub(" ", f" {words}"))).split())
    alone = (_DAY_PART_ELSEWHERE.sub("", words).strip(),) if languages != _FOREIGN_LANGUAGES else ()
    for reading in dict.fromkeys((bare, _FOREIGN_FILLER.sub("", words, count=1), words, *alone) if bare else ()):
        found = parser.get_date_data(reading)
        if found.date_obj:
            return found.date_obj.date(), found.period
    return None


def _compare_readings(near: date, far: date, period: str, base: date) -> tuple[DateBasis, date]:
    """What kind of words dateparser read, seen from two base dates 400 days apart, and the day they mean."""
    same_unit = {"day": near.day == far.day, "month": True}.get(period, False) and near.month == far.month
    if units_back(period, 0, near) == units_back(period, 0, far):
        return "explicit", near
    if same_unit:
        day = near.day if period == "day" else 1
        return "explicit", date(latest_year(near.month, day, base), near.month, day)
    if period == "day" and near.weekday() == far.weekday():
        return "weekday", weekday_before(near.weekday(), base)
    return "relative", near


class _Reading(NamedTuple):
    """A day that dateparser read in words, the unit that it thinks was meant, and what kind of words they are."""

    day: date
    period: str
    basis: DateBasis


def _is_misread(words: str, reading: _Reading, base: date, language: str | None) -> bool:
    """Whether the words tell no such day: of other numbers, of an odd year, or a time that it took or is to come."""
    day, numbers = reading.day, {int(number) for number in re.findall(r"\d+", words)}
    if day.year < _EARLIEST_YEAR:
        return True
    if reading.basis == "relative":
        ahead = (day - base).days
        if ahead > 1 or (ahead == 1 and language in _TOMORROW_TOO):
            return True
        lasted = _DURING.search(words) is not None or (bool(numbers) and language in _READ_ALONE)
        return ahead < -1 and reading.period == "day" and lasted
    told = {day.year, day.month} | ({day.day, day.year + BUDDHIST} if reading.period == "day" else set())
    is_strict = language in _READ_ALONE or reading.period != "day"
    return reading.basis == "explicit" and is_strict and not numbers <= told


def read_days(text: str, published: date | None, language: str | None) -> ResolvedDate | None:
    """The night before a day, or a weekday with its day of the month: "domingo (5)"; None of other words."""
    words = normalize(text)
    if (night := _NIGHT_TO.search(words)) is not None:
        return _read_night(text, night, published, language)
    numbered = _DAY_OF_MONTH.search(words)
    last = apply_dateparser(_DAY_OF_MONTH.sub("", words), published) if numbered and published else None
    if numbered is None or last is None or last.basis != "weekday" or last.earliest is None:
        return None
    weeks = [last.earliest - timedelta(weeks=back) for back in range(_WEEKS_BACK)]
    found = next((day for day in weeks if day.day == int(numbered["day"])), None)
    if found is None:
        return unresolved(text, "weekday", "names a day of the month that is another weekday")
    return resolved(text, "weekday", Days(found, found, f"read as {found}"))


def _read_night(text: str, night: re.Match[str], published: date | None, language: str | None) -> ResolvedDate | None:
    """The night that ends on a day, a weekday or one of a month; None where it begins on no day before it."""
    day = night["day"]
    named = reword_month_day(day, language)
    last = apply_rules(named, published) if named else apply_dateparser(day, published)
    if published is None and (last is None or last.earliest is None):
        return unresolved(text, "weekday", "cannot be resolved without a publication date")
    if last is None or last.basis not in ("weekday", "explicit") or last.earliest is None or last.precision != "day":
        return None
    first = last.earliest - timedelta(days=1)
    begun = re.findall(r"\d+", night.string[: night.start("day")])
    if begun and first.day not in map(int, begun):
        return None
    return resolved(text, last.basis, Days(first, last.earliest, f"the night to {last.earliest}", last.doubtful))


def apply_dateparser(text: str, published: date | None, language: str | None = None) -> ResolvedDate | None:
    """What dateparser makes of words in another language than English. None where it makes nothing of them.

    ``language`` is the article's.
    """
    words = _ORDINAL.sub("", normalize(text))
    if not _may_be_read(words, language):
        return None
    base = published or date(2001, 6, 15)
    try:
        reading = _read(words, base, language)
        if reading is None or _is_misread(words, reading[0], base, language):
            return None
        (day, period, basis), is_sure = reading
        first, last = units_back(period, 0, day)
    except (ValueError, OverflowError):
        return None
    if published is None and not (basis == "explicit" and is_sure):
        return unresolved(text, basis, "cannot be resolved without a publication date")
    how = f"read by dateparser as {say_days(first, last)}"
    return resolved(text, basis, Days(first, last, how))


def _may_be_read(words: str, language: str | None) -> bool:
    """Whether dateparser may be asked: not about months, one of some days, or what stands beside a day elsewhere."""
    if _OF_MONTH.search(words) or len(words) > _LONGEST_FOREIGN_PHRASE or _SOME.match(words):
        return False
    if language in _READ_ALONE and (
        _BESIDE_ELSEWHERE.search(words) or (language in _COUNTING and _DIGIT.search(words))
    ):
        return False
    return re.search(r"[^\W\d_]{4}", words) is not None or (language is not None and not words.isascii())


def _read(words: str, base: date, language: str | None) -> tuple[_Reading, bool] | None:
    """What dateparser reads, seen from two base dates, and whether the year stands in the words."""
    words = _FINAL_SIGMA.sub("ς", words)
    languages = [_DATEPARSERS.get(language, language)] if language in _READ_ALONE and language else _FOREIGN_LANGUAGES
    near, far = (_ask_dateparser(words, day, languages) for day in (base, base - timedelta(days=400)))
    if near is None or far is None or near[1] != far[1]:
        return None
    basis, day = _compare_readings(near[0], far[0], near[1], base)
    if language == "th" and day.year - base.year > BUDDHIST // 2:
        day = day.replace(year=day.year - BUDDHIST)
    return _Reading(day, near[1], basis), near[0].year == far[0].year
