// What is looked at: the chosen articles, the one that is open, the value in it, and what is lit up.

import { batch, computed, effect, signal } from "@preact/signals";
import { articleAt, entries, eventAt, events, headingOf, indexOf, matcher, recordAt } from "./data";
import { rowsOf, sectionsOf, viewRecord, type Addable, type Category } from "./fields";
import { progress, progressOf, store, stored } from "./reviews";
import type { Entry, Evidence, Flat, Severity } from "./types";

export interface Filters {
  query: string;
  type: string;
  country: string;
  place: string;
  outcome: string;
  from: string;
  to: string;
  findings: string;
  review: string;
}

export const NO_FILTERS: Filters = { query: "", type: "", country: "", place: "", outcome: "", from: "", to: "", findings: "", review: "" };

export type Sort = "run" | "date" | "published" | "title" | "findings" | "killed" | "review";

export const filters = signal<Filters>(NO_FILTERS);
export const sort = signal<Sort>("run");
export const screen = signal<"articles" | "events" | "overview">("articles");
/** Which of the three panes a narrow screen shows. */
export const pane = signal<"list" | "article" | "record">("list");
export const helpOpen = signal(false);
/** Whether evidence in the article is labelled with its field's name. */
export const labels = signal(stored("summarizer-labels") !== "off");
export const shortcuts = signal(stored("summarizer-shortcuts") !== "off");
export const theme = signal(stored("summarizer-theme") ?? "auto");
export const shownCategories = signal<ReadonlySet<Category> | null>(null);

export const RANK: Record<Severity, number> = { info: 1, warning: 2 };

export function worst(entry: Entry): number {
  return Math.max(0, ...entry.findings.map(([severity]) => RANK[severity]));
}

/** The filters' conditions that hang on the index alone. */
function keeps(entry: Entry, chosen: Filters): boolean {
  const incidents = entry.incidents.filter((incident) => keepsFlat(incident, chosen));
  const needsIncident = chosen.type || chosen.country || chosen.place || chosen.outcome || chosen.from || chosen.to;
  return (!needsIncident || incidents.length > 0) && (!chosen.findings || keepsFindings(entry, chosen.findings));
}

/** Whether an incident, or an event told as one, has what the filters ask of incidents. */
export function keepsFlat(incident: Flat, chosen: Filters): boolean {
  return (
    (!chosen.type || incident.type === chosen.type) &&
    (!chosen.country || (incident.code ?? incident.country) === chosen.country) &&
    (!chosen.place || incident.place === chosen.place) &&
    (!chosen.outcome || incident.outcomes.includes(chosen.outcome)) &&
    (!chosen.from || (incident.to ?? "") >= chosen.from) &&
    (!chosen.to || (incident.from !== null && incident.from <= chosen.to))
  );
}

function keepsFindings(entry: Entry, wanted: string): boolean {
  if (wanted === "none") return entry.findings.length === 0;
  if (wanted in RANK) return worst(entry) >= RANK[wanted as Severity];
  return entry.findings.some(([, code]) => code === wanted);
}

const found = computed(() => {
  const chosen = filters.value;
  const holds = chosen.query.trim() ? matcher(chosen.query) : null;
  return entries
    .map((_, index) => index)
    .filter((index) => keeps(entryAt(index), chosen) && (holds === null || holds(index)));
});

/** The indices of the articles in the list, in its order. */
export const listed = computed(() => {
  const chosen = filters.value.review;
  const kept = chosen ? found.value.filter((index) => progressOf(entryAt(index).id) === chosen) : found.value;
  const order = sort.value;
  if (order === "run") return kept;
  const keys = new Map(kept.map((index) => [index, sortKey(entryAt(index), order)]));
  return [...kept].sort((one, other) => compare(keys.get(one), keys.get(other)) || one - other);
});

/** The indices of the events that the filters keep and a listed article reports, those with the most reports first. */
export const listedEvents = computed(() => {
  const [kept, chosen] = [new Set(listed.value.map((index) => entryAt(index).id)), filters.value];
  return events
    .map((_, index) => index)
    .filter((index) => {
      const event = events[index];
      return event && keepsFlat(event, chosen) && event.articles.some((id) => kept.has(id) || (kept.size === entries.length && indexOf(id) === undefined));
    })
    .sort((one, other) => (events[other]?.articles.length ?? 0) - (events[one]?.articles.length ?? 0) || one - other);
});

/** The event that is looked at: the chosen one where the filters keep it, else the first. */
export const chosenEvent = signal(-1);
export const openEvent = computed(() => {
  const order = listedEvents.value;
  const index = order.includes(chosenEvent.value) ? chosenEvent.value : order[0];
  return index === undefined ? null : { index, event: eventAt(index) };
});

/** Whether plots count events: several reports of one count once. */
export const byEvent = signal(events.length > 0);

function sortKey(entry: Entry, order: Sort): string | number {
  if (order === "title") return headingOf(entry).toLowerCase();
  if (order === "published") return entry.published ?? "9999";
  if (order === "date") return entry.incidents.map((incident) => incident.from ?? "9999").sort()[0] ?? "9999";
  if (order === "killed") return -Math.max(0, ...entry.incidents.map((incident) => incident.totals["killed"]?.[0] ?? 0));
  if (order === "review") return ["begun", "untouched", "done"].indexOf(progressOf(entry.id));
  return -entry.findings.reduce((sum, [severity, , count]) => sum + (severity === "warning" ? 1e6 : 1) * count, 0);
}

function compare(one: string | number | undefined, other: string | number | undefined): number {
  if (one === other || one === undefined || other === undefined) return 0;
  return one < other ? -1 : 1;
}

export function entryAt(index: number): Entry {
  const entry = entries[index];
  if (entry === undefined) throw new Error(`no article ${index}`);
  return entry;
}

export const current = signal(entries.length ? 0 : -1);

export const open = computed(() => {
  const index = current.value;
  if (index < 0) return null;
  const record = recordAt(index);
  return { index, entry: entryAt(index), record, view: viewRecord(record), article: articleAt(index) };
});

/** The language of the open article, for its words alone: the page's own are English. */
export const language = computed((): string | undefined => open.value?.record.article.language ?? undefined);

/** The row or part that the keyboard is on; its evidence is lit unless the mouse is elsewhere. */
export const selected = signal<string | null>(null);
export const hovered = signal<{ keys: ReadonlySet<string>; from: "article" | "record" } | null>(null);
export const editing = signal<string | null>(null);
export const adding = signal<Addable | null>(null);
/** The sentences picked as evidence while something is edited or added. */
export const picked = signal<number[]>([]);
export const picking = computed(() => editing.value !== null || adding.value !== null);

/** The fields and findings that are lit up: those under the mouse, else the selected one with all its parts. */
export const lit = computed((): { keys: ReadonlySet<string>; from: "article" | "record" } => {
  if (hovered.value !== null) return hovered.value;
  const field = selected.value;
  return { keys: new Set(field === null ? [] : keysOf(field)), from: "record" };
});

/** A field itself and, for a row, its parts. */
export function keysOf(field: string): string[] {
  const view = open.value?.view;
  const row = view ? rowsOf(view).find((one) => one.field === field) : undefined;
  return [field, ...(row?.parts.map((part) => part.field) ?? [])];
}

export interface Source {
  keys: string[];
  category: Category | "finding";
  evidence: Evidence;
}

/** All evidence of the open record: each piece with the fields and findings that rest on it. */
export const sources = computed((): Source[] => {
  const view = open.value?.view;
  if (!view) return [];
  const known = new Map<string, Source>();
  const add = (evidence: Evidence, key: string, category: Category | "finding"): void => {
    const at = `${evidence.start}-${evidence.end}-${category === "finding"}-${category === "summary"}`;
    const source = known.get(at);
    if (source === undefined) known.set(at, { keys: [key], category, evidence });
    else source.keys.push(key);
  };
  for (const section of sectionsOf(view)) {
    for (const row of section.rows) {
      const parts = [...row.parts].sort((one, other) => Number(other.owns) - Number(one.owns));
      for (const part of parts) for (const evidence of part.evidence) add(evidence, part.field, part.category);
    }
  }
  for (const placed of [...view.findings.values()].flat()) {
    for (const evidence of placed.finding.evidence) add(evidence, placed.key, "finding");
  }
  return [...known.values()];
});

/** The place in the list that the open article has, or had when it was last in it: a review may take it out. */
let [lastPlace, lastFilters] = [0, NO_FILTERS];
effect(() => {
  const at = listed.value.indexOf(current.value);
  if (at !== -1) lastPlace = at;
  else if (filters.value !== lastFilters) lastPlace = 0;
  lastFilters = filters.value;
});

export function openRecord(index: number, field: string | null = null): void {
  batch(() => {
    current.value = index;
    selected.value = field;
    hovered.value = null;
    closeEditor();
  });
}

/** Opens the next or previous article of the list; says whether there was one. */
export function step(by: number): boolean {
  const order = listed.value;
  const at = order.indexOf(current.value);
  const next = at === -1 ? order[Math.max(lastPlace + Math.min(by, 0), 0)] : order[at + by];
  if (next === undefined) return false;
  openRecord(next);
  return true;
}

export function closeEditor(): void {
  batch(() => {
    editing.value = null;
    adding.value = null;
    picked.value = [];
  });
}

export function startEditing(field: string, sentences: number[]): void {
  batch(() => {
    adding.value = null;
    editing.value = field;
    picked.value = sentences;
  });
}

export function startAdding(to: Addable, sentences: number[] = []): void {
  batch(() => {
    editing.value = null;
    adding.value = to;
    picked.value = sentences;
  });
}

export function togglePicked(number: number): void {
  const numbers = picked.value;
  picked.value = numbers.includes(number) ? numbers.filter((one) => one !== number) : [...numbers, number].sort((a, b) => a - b);
}

export function setFilters(changes: Partial<Filters>): void {
  filters.value = { ...filters.value, ...changes };
}

export function setTheme(name: string): void {
  theme.value = name;
  store("summarizer-theme", name);
}

export function setLabels(on: boolean): void {
  labels.value = on;
  store("summarizer-labels", on ? "on" : "off");
}

export function setShortcuts(on: boolean): void {
  shortcuts.value = on;
  store("summarizer-shortcuts", on ? "on" : "off");
}

export const counted = computed(() => {
  const told = [...progress.value.values()];
  return { done: told.filter((one) => one === "done").length, begun: told.filter((one) => one === "begun").length };
});
