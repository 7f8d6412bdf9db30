"""Facts about countries from ISO 3166, by alpha-2 code. pycountry is imported only when asked for."""

from functools import cache

import pycountry

from summarizer.language.countries import country_name
from summarizer.language.regions import find_regions


def short_name(code: str | None) -> str | None:
    """The country's short English name; None for no code or one that is no country's."""
    try:
        return country_name(code) if code else None
    except KeyError:
        return None


@cache
def numeric_code(code: str | None) -> int | None:
    """The country's ISO 3166-1 number; None for Kosovo, for states that are no more, and for no code."""
    country = pycountry.countries.get(alpha_2=code) if code else None
    return int(country.numeric) if country else None


@cache
def alpha_3(code: str | None) -> str | None:
    """The country's ISO 3166-1 alpha-3 code; None as for ``numeric_code``."""
    country = pycountry.countries.get(alpha_2=code) if code else None
    return str(country.alpha_3) if country else None


def region_of(name: str, code: str) -> str | None:
    """The ISO 3166-2 code of the region of that name ("Antioquia", "Kabul province"); None where there is none."""
    return next((region.code for region in find_regions(name) if region.country == code and region.is_top), None)
