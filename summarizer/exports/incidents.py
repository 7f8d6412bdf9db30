"""The table of incidents."""

from collections.abc import Iterable
from typing import get_args

from summarizer.exports.articles import count_findings, prompt_references
from summarizer.exports.columns import ARTICLE_ID, INCIDENT_ID, NEVER, PATH, UNSAID, Column, Row, Table
from summarizer.exports.coordinates import Location
from summarizer.exports.findings import incident_of
from summarizer.schemas.record import Incident, Outcome, Summary, Target

_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_UNLOCATED = "not located: no town of that name, or several and none of them dominant"


def _total_columns(outcome: Outcome) -> tuple[Column, Column]:
    rule = f"record: incidents[].totals.{outcome}, over victims that the article holds"
    return (
        Column(f"{outcome}_low", "integer", f"People {outcome}, at least.", "unknown; not zero", rule),
        Column(f"{outcome}_high", "integer", f"People {outcome}, at most.", "unknown, or no upper bound", rule),
    )


INCIDENTS = Table(
    "incidents",
    "One row for each incident of each article. Two articles about one event make two rows.",
    (
        ARTICLE_ID,
        INCIDENT_ID,
        PATH,
        Column("type", "text", "Type of incident.", NEVER, "record: incidents[].type"),
        Column(
            "acled_sub_event",
            "text",
            "Sub-event type in ACLED's words.",
            "ACLED codes no such events, or under no one sub-event",
            "record: incidents[].acled_sub_event, from the type",
        ),
        Column(
            "iptc_media_topic",
            "text",
            "IPTC Media Topic code.",
            "no topic fits",
            "record: incidents[].iptc_media_topic, from the type",
        ),
        Column("stage", "text", "accomplished, attempted or threatened.", NEVER, "record: incidents[].stage"),
        Column("date_text", "text", "The article's words for the date.", UNSAID, "record: incidents[].date.text"),
        Column("date_earliest", "date", "First possible day.", "unresolved", "record: incidents[].date.earliest"),
        Column("date_latest", "date", "Last possible day.", "unresolved", "record: incidents[].date.latest"),
        Column("date_precision", "text", "day, week, month, year, unknown.", UNSAID, "record: incidents[].date"),
        Column(
            "date_basis",
            "text",
            "What the date rests on: explicit, relative, weekday, publication, unknown.",
            UNSAID,
            "record: incidents[].date.basis",
        ),
        Column("country", "text", "The country as the article spells it.", UNSAID, "record: incidents[].place.country"),
        Column("country_code", "text", "ISO 3166-1 alpha-2 code.", "unknown", "record: incidents[].place.country_code"),
        Column(
            "places",
            "text",
            'Places within the country, broad to narrow, joined with "; ".',
            UNSAID,
            "record: incidents[].place.places",
        ),
        Column("place_narrowest", "text", "The narrowest of the places.", UNSAID, "the last of places"),
        Column("latitude", "number", "Degrees north, WGS 84.", _UNLOCATED, "GeoNames, see Locating"),
        Column("longitude", "number", "Degrees east, WGS 84.", _UNLOCATED, "GeoNames, see Locating"),
        Column(
            "location_precision",
            "text",
            "city; or city or region, where a first-level region of the country has the same name.",
            _UNLOCATED,
            "see Locating",
        ),
        Column("location_name", "text", "The town's main name in GeoNames.", _UNLOCATED, "GeoNames"),
        Column("location_matched", "text", "The article's name that was matched.", _UNLOCATED, "see Locating"),
        Column(
            "location_match",
            "text",
            "only: the only town of that name; largest: at least ten times as populous as any other.",
            _UNLOCATED,
            "see Locating",
        ),
        Column(
            "location_scope",
            "text",
            "country: among the country's towns; world: the article names no country.",
            _UNLOCATED,
            "see Locating",
        ),
        Column("geonames_id", "integer", "The town's number in GeoNames.", _UNLOCATED, "GeoNames"),
        Column("weapons", "text", 'Weapons, joined with "; ".', UNSAID, "record: incidents[].weapons"),
        Column(
            "targets",
            "text",
            'What was attacked, each with its effect in brackets, joined with "; ".',
            UNSAID,
            "record: incidents[].targets",
        ),
        *(column for outcome in _OUTCOMES for column in _total_columns(outcome)),
        *(
            Column(
                f"findings_{severity}",
                "integer",
                f"Findings of severity {severity} about this incident; the article's own are in articles.",
                NEVER,
                "counted",
            )
            for severity in ("warning", "info")
        ),
        Column("summary", "text", "Summary of the article, all its incidents.", NEVER, "record: summary"),
        Column("title", "text", "Headline.", UNSAID, "record: article.title"),
        Column("published", "date", "Day of publication.", UNSAID, "record: article.published"),
        Column("source", "text", "Agency, paper or site.", UNSAID, "record: article.source"),
        Column("url", "text", "Address of the article.", UNSAID, "record: article.url"),
        Column("model", "text", "The model that answered.", NEVER, "record: provenance.model.id"),
        Column("prompts", "text", "The prompts that were asked.", NEVER, "record: provenance.prompts"),
    ),
)


def incident_row(record: Summary, index: int, location: Location | None) -> Row:
    """The row of the record's incident with that index, from 0."""
    incident, article = record.incidents[index], record.article
    names = [place.name for place in incident.place.places]
    return {
        "article_id": article.article_id,
        "incident_id": incident.incident_id,
        "path": article.path,
        "type": incident.type,
        "acled_sub_event": incident.acled_sub_event,
        "iptc_media_topic": incident.iptc_media_topic,
        "stage": incident.stage,
        **_dated(incident),
        "country": incident.place.country,
        "country_code": incident.place.country_code,
        "places": _joined(names),
        "place_narrowest": names[-1] if names else None,
        **_located(location),
        "weapons": _joined(weapon.name for weapon in incident.weapons),
        "targets": _joined(_described(target) for target in incident.targets),
        **_totals(incident),
        **count_findings(finding for finding in record.findings if incident_of(finding.field) == index),
        "summary": record.summary,
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "url": article.url,
        "model": record.provenance.model.id,
        "prompts": prompt_references(record),
    }


def _dated(incident: Incident) -> Row:
    when = incident.date
    return {
        "date_text": when.text if when else None,
        "date_earliest": when.earliest if when else None,
        "date_latest": when.latest if when else None,
        "date_precision": when.precision if when else None,
        "date_basis": when.basis if when else None,
    }


def _located(location: Location | None) -> Row:
    return {
        "latitude": location.city.latitude if location else None,
        "longitude": location.city.longitude if location else None,
        "location_precision": location.precision if location else None,
        "location_name": location.city.name if location else None,
        "location_matched": location.matched if location else None,
        "location_match": location.match if location else None,
        "location_scope": location.scope if location else None,
        "geonames_id": location.city.geonames_id if location else None,
    }


def _totals(incident: Incident) -> Row:
    row: Row = {}
    for outcome in _OUTCOMES:
        total = incident.totals.get(outcome)
        row[f"{outcome}_low"] = total.low if total else None
        row[f"{outcome}_high"] = total.high if total else None
    return row


def _described(target: Target) -> str:
    return f"{target.name} ({target.effect})" if target.effect else target.name


def _joined(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None
