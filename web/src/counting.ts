// Counts over the listed articles, for the filters' choices and the overview's plots.

import { computed } from "@preact/signals";
import { entries, events } from "./data";
import { byEvent, entryAt, filters, keepsFlat, listed, listedEvents } from "./state";
import type { Entry, Flat } from "./types";

export interface Tally {
  value: string;
  label: string;
  count: number;
}

const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

export function countryLabel(value: string): string {
  try {
    return /^[A-Z]{2}$/.test(value) ? (regions.of(value) ?? value) : value;
  } catch {
    return value;
  }
}

/** How often each value occurs, the most frequent first. */
export function tally(values: Iterable<string>, label: (value: string) => string = (value) => value): Tally[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return ranked(counts, label);
}

export function ranked(counts: Map<string, number>, label: (value: string) => string = (value) => value): Tally[] {
  return [...counts]
    .map(([value, count]) => ({ value, label: label(value), count }))
    .sort((one, other) => other.count - one.count || one.label.localeCompare(other.label));
}

export function incidentsOf(some: Iterable<Entry>): Flat[] {
  return [...some].flatMap((entry) => entry.incidents);
}

/** The incidents of the listed articles that the filters keep. */
export const listedIncidents = computed((): Flat[] => incidentsOf(listedEntries.value).filter((incident) => keepsFlat(incident, filters.value)));

/** What plots count: the events of the listed articles, or each incident of each article. */
export const countedFlats = computed((): Flat[] => {
  if (!byEvent.value) return listedIncidents.value;
  return listedEvents.value.flatMap((index) => events[index] ?? []);
});

export const listedEntries = computed(() => listed.value.map(entryAt));

/** What the filters offer, over the whole run. */
export const choices = {
  type: tally(incidentsOf(entries).map((incident) => incident.type)),
  country: tally(incidentsOf(entries).flatMap((incident) => incident.code ?? incident.country ?? []), countryLabel),
  outcome: tally(incidentsOf(entries).flatMap((incident) => incident.outcomes)),
  finding: tally(entries.flatMap((entry) => entry.findings.map(([, code]) => code))),
};

export interface Bin {
  label: string;
  from: string;
  to: string;
  count: number;
}

const DAY = 86_400_000;
const MOST_BINS = 62;

/** Incidents by day, month, year or decade, whichever gives a readable number of columns; empty columns are kept. */
export function binDays(dates: string[]): Bin[] {
  if (!dates.length) return [];
  const sorted = [...dates].sort();
  const [first, last] = [sorted[0] as string, sorted.at(-1) as string];
  const span = (Date.parse(last) - Date.parse(first)) / DAY;
  const unit = span <= MOST_BINS ? "day" : span <= MOST_BINS * 31 ? "month" : span <= MOST_BINS * 366 ? "year" : "decade";
  const bins: Bin[] = [];
  let start = floorTo(first, unit);
  while (start <= last && bins.length < 1000) {
    const next = nextStart(start, unit);
    bins.push({ label: nameOf(start, unit), from: start, to: isoDay(Date.parse(next) - DAY), count: 0 });
    start = next;
  }
  let at = 0;
  for (const date of sorted) {
    while (at < bins.length - 1 && date > (bins[at] as Bin).to) at += 1;
    (bins[at] as Bin).count += 1;
  }
  return bins;
}

type Unit = "day" | "month" | "year" | "decade";

function floorTo(date: string, unit: Unit): string {
  if (unit === "day") return date;
  if (unit === "month") return `${date.slice(0, 7)}-01`;
  return unit === "year" ? `${date.slice(0, 4)}-01-01` : `${date.slice(0, 3)}0-01-01`;
}

function nextStart(date: string, unit: Unit): string {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  if (unit === "day") return isoDay(Date.parse(date) + DAY);
  if (unit === "month") return isoDay(Date.UTC(year, month, 1));
  return isoDay(Date.UTC(year + (unit === "year" ? 1 : 10), 0, 1));
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function nameOf(date: string, unit: Unit): string {
  if (unit === "day") return date;
  if (unit === "month") return date.slice(0, 7);
  return unit === "year" ? date.slice(0, 4) : `${date.slice(0, 4)}s`;
}

export function median(values: number[]): number | null {
  if (!values.length) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
