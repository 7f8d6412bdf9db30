"""Writes summarizer/language/region_names.tsv anew from Unicode CLDR's English names of regions (``make regions``).

    python tools/write_regions.py FOLDER

The folder is npm's package cldr-subdivisions-full.

ISO 3166-2 names a region in the languages of its country: "Sichuan Sheng", "Bayern", "Ḩalab". News in English says
Sichuan, Bavaria and Aleppo.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pycountry

from summarizer.language.cities import find_seats, plain
from summarizer.language.regions import ENGLISH_NAMES, STATES

ISO_ONLY = {"UA-43", "AZ-XA", "EG-BA", "MT-45", "NZ-MBH", "PL-26", "US-DC", "VE-X"}
"""Regions that states contest, that share a name, that have another since, or are better known by ISO's."""
OTHER_CODES = {"IR", "MA"}
"""Countries whose regions were changed, and for whose codes CLDR still has the names of those before."""
KINDS_OF_STATES = STATES | {"Autonomous community", "Autonomous region", "Governorate", "Region", "Regional state"}
NO_NAMES = re.compile(
    r"(?:(?:capital|federal|central|(?:north|south|east|west)\w*|insular|oriental|maritime|dependencies|district|region|\d+"
    r"|province|territory|cordillera administrative) ?)+"
)
"""Names that are words: "Capital", "Northern", "Province 5"."""
KINDS = re.compile(
    r" (?:County|Division|Province|Region|District|Municipality|Okrug|Krai|Oblast|AR|Autonomous Community)\Z"
)
NOTES = re.compile(r"²|,.*")
OURS = {
    "IR-03": "East Azerbaijan", "IR-04": "West Azerbaijan", "IR-09": "Razavi Khorasan", "IR-10": "Isfahan",
    "IR-11": "Sistan and Baluchestan", "IR-12": "Kurdistan", "IR-14": "Chaharmahal and Bakhtiari",
    "IR-17": "Kohgiluyeh and Boyer-Ahmad", "IR-28": "North Khorasan", "IR-29": "South Khorasan",
    "RU-AD": "Adygea", "RU-BU": "Buryatia", "RU-CE": "Chechnya", "RU-CU": "Chuvashia", "RU-KB": "Kabardino-Balkaria",
    "RU-KC": "Karachay-Cherkessia", "RU-SE": "North Ossetia", "RU-UD": "Udmurtia", "RU-YEV": "Jewish Autonomous Oblast",
    "SD-GZ": "Gezira", "SD-KN": "North Kordofan", "SD-KS": "South Kordofan", "SD-GK": "West Kordofan",
    "UA-05": "Vinnytsia", "UA-09": "Luhansk", "UA-12": "Dnipropetrovsk", "UA-14": "Donetsk", "UA-18": "Zhytomyr",
    "UA-23": "Zaporizhzhia", "UA-26": "Ivano-Frankivsk", "UA-32": "Kyiv Oblast", "UA-35": "Kirovohrad", "UA-46": "Lviv",
    "UA-48": "Mykolaiv", "UA-51": "Odesa", "UA-53": "Poltava", "UA-56": "Rivne", "UA-59": "Sumy", "UA-61": "Ternopil",
    "UA-63": "Kharkiv", "UA-65": "Kherson", "UA-68": "Khmelnytskyi", "UA-71": "Cherkasy", "UA-74": "Chernihiv",
    "UA-77": "Chernivtsi", "NO-55": "Troms", "NO-56": "Finnmark", "FR-NOR": "Normandy", "YE-HU": "Hodeidah",
    "YE-MA": "Marib", "YE-SA": "Sanaa", "YE-SD": "Saada", "IQ-AN": "Anbar", "SE-M": "Scania", "CO-SAP": "San Andrés",
    "NP-P4": "Gandaki", "BY-MA": "Mogilev", "CZ-10": "Prague",
}  # fmt: skip
"""What CLDR has in another language, as an adjective or under another code."""


def list_names(told: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each region's code with its English name, where that is another than ISO's; in order of the codes."""
    regions = {one.code: one for one in pycountry.subdivisions}
    by_name = {(one.country_code, plain(one.name)): one.code for one in pycountry.subdivisions}
    names = {code: _clean(told.get(code.replace("-", "").lower(), "")) for code in regions}
    short = {code: KINDS.sub("", name) for code, name in names.items()}
    borne = Counter((code[:2], plain(name)) for code, name in short.items())
    for code, one in sorted(regions.items()):
        if code in ISO_ONLY:
            continue
        english = short[code] if borne[code[:2], plain(short[code])] == 1 else names[code]
        known = by_name.get((one.country_code, plain(english)), code)
        is_known = english and one.country_code not in OTHER_CODES and known == code
        if code in OURS:
            yield code, OURS[code]
        elif is_known and english != one.name and not NO_NAMES.fullmatch(plain(english)):
            yield code, english


def tells_country(code: str, name: str) -> bool:
    """Whether the region is one of those that news names like states, and no town has its name."""
    region = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
    return region.parent_code is None and region.type in KINDS_OF_STATES and not find_seats(name)


def _clean(name: str) -> str:
    return NOTES.sub("", name).strip()


if __name__ == "__main__":
    package = Path(sys.argv[1])
    read = json.loads((package / "subdivisions" / "en" / "en.json").read_text(encoding="utf-8"))
    rows = list_names(read["subdivisions"]["localeDisplayNames"]["subdivisions"])
    lines = (f"{code}\t{name}\t{'state' if tells_country(code, name) else ''}\n" for code, name in rows)
    ENGLISH_NAMES.write_text("".join(lines), encoding="utf-8")
    ENGLISH_NAMES.with_suffix(".license").write_bytes((package / "LICENSE").read_bytes())
