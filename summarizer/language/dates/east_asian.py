"""Days as East Asian news writes them beside the full date: "26日午後" of this month, and years of eras."""

import re
from datetime import date, timedelta

from summarizer.language.dates.days import Days, say_day
from summarizer.language.dates.values import ResolvedDate, normalize, resolved
from summarizer.language.wording import Wording

_DAYS_BACK = 62
_ERA = Wording(r"(?P<era>令和|平成|昭和|民國|民国)\s?(?P<year>\d{1,3}|元)\s?年", "令和8年", "2026年")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before the first of each."""
_LONE_DAY = Wording(
    r"(?:지난 ?)?(?P<day>\d{1,2}) ?[日號号일] ?(?:\([日月火水木金土월화수목금토일]\) ?)?"
    r"(?:(?:午前|午後|未明|早朝|朝|昼|昼前|夕方|夜|深夜|上午|下午|凌晨|清晨|早晨|早上|晚上|晚间|晚間|中午|傍晚|晚|早"
    r"|오전|오후|새벽|아침|낮|저녁|밤) ?)?"
    r"(?:\d{1,2} ?[時时点點시](?: ?(?:\d{1,2} ?[分분]|半|반))? ?)?(?:ごろ|頃|左右|許|许|께|쯤)?\Z",
    "26日午後7時ごろ", "2日間",
)  # fmt: skip
"""A day of the month alone, as East Asian news writes it."""


def tell_years(text: str) -> str:
    """The text with the years of eras as others: "2026年" for "令和8年"."""
    words = normalize(text)
    return _ERA.sub(_tell_year, words) if _ERA.search(words) else text


def _tell_year(era: re.Match[str]) -> str:
    return f"{_ERAS[era['era']] + (1 if era['year'] == '元' else int(era['year']))}年"


def read_lone_day(text: str, published: date | None) -> ResolvedDate | None:
    """What a day of the month alone means: the latest of that number on or before publication."""
    found = _LONE_DAY.fullmatch(normalize(text))
    days = (published - timedelta(days=back) for back in range(_DAYS_BACK)) if found and published else ()
    day = next((one for one in days if found and one.day == int(found["day"])), None)
    if day is None or published is None:
        return None
    how = f"taken as the last such day on or before the publication date {say_day(published)}: {day.isoformat()}"
    return resolved(text, "relative", Days(day, day, how))
