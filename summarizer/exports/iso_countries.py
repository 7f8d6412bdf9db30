"""Facts about countries from ISO 3166, by alpha-2 code. pycountry is imported only when asked for."""

from functools import cache, lru_cache
from typing import Any

import pycountry

from summarizer.language.countries import country_name
from summarizer.language.regions import find_regions


@cache
def short_name(code: str | None) -> str | None:
    """The country's short English name; None for no code or one that is no country's."""
    try:
        return country_name(code) if code else None
    except KeyError:
        return None


@cache
def find_country(code: str | None) -> Any:
    """pycountry's country; None for Kosovo, for states that are no more, and for no code."""
    return pycountry.countries.get(alpha_2=code) if code else None


def is_region(name: str, code: str) -> bool:
    """Whether the country of that code has a region of that name, be it one within another."""
    return any(region.country == code for region in find_regions(name))


@lru_cache(maxsize=100_000)
def region_of(name: str, code: str) -> str | None:
    """The ISO 3166-2 code of the first-level region of that name ("Antioquia", "Kabul province"); None for none."""
    return next((region.code for region in find_regions(name) if region.country == code and region.is_top), None)
