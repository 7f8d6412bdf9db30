// A record as rows of values: what can be looked at, lit up and reviewed, each under the path that findings use.

import type { AnyRecord, Confidence, Count, Evidence, Finding, Incident, IncidentDate, IncidentRecord, Json, Words } from "./types";

export type Category =
  | "summary" | "when" | "where" | "weapon" | "perpetrator" | "target" | "victim" | "count" | "speaker" | "value";

export const CATEGORIES: Record<Category, string> = {
  when: "when",
  where: "where",
  weapon: "weapon",
  perpetrator: "perpetrator",
  target: "target",
  victim: "victim",
  count: "count",
  speaker: "said by",
  summary: "summary",
  value: "value",
};

/** How a value is edited: with one of some words, or freely. */
export type Editor = keyof Words | "text" | "long" | "date" | "count" | "json";

export interface Part {
  field: string;
  name: string;
  text: string;
  detail: string;
  category: Category;
  evidence: Evidence[];
  editor: Editor;
  old: Json;
  /** Whether its evidence is its own, and not that of another part of the row. */
  owns: boolean;
  /** What goes when it is rejected: the value, or its whole entry; null where it cannot be rejected. */
  rejects: "value" | "entry" | null;
  canCorrect: boolean;
}

export interface Row {
  field: string;
  /** What the row is called among those of its section. */
  label: string;
  parts: Part[];
  old: Json;
  confidence?: Confidence | undefined;
  /** The values that it lacks and could have. */
  gaps?: Addable[];
}

export interface Section {
  field: string;
  title: string;
  rows: Row[];
  /** What can be added to it. */
  adds: Addable[];
}

export type EntryForm = "incident" | "victim" | "perpetrator" | "target" | "weapon" | "place";
export type GapForm = "date" | "country" | "count" | "speaker" | "effect";
export type AddForm = EntryForm | GapForm;

/** A list that an entry can be added to, or the field of a value that an incident or entry lacks. */
export interface Addable {
  field: string;
  form: AddForm;
}

/** Whether what is added is the one value of its field. */
export function isGap(form: AddForm): form is GapForm {
  return ["date", "country", "count", "speaker", "effect"].includes(form);
}

export interface Card {
  field: string;
  title: string;
  totals: string;
  sections: Section[];
  old: Json;
  confidence?: Confidence | undefined;
}

export interface Placed {
  finding: Finding;
  /** The finding's own key for lighting up, and its place in the record's list. */
  key: string;
}

export interface View {
  top: Section[];
  cards: Card[];
  /** Findings by the field of the row, section or card they stand under. */
  findings: Map<string, Placed[]>;
}

export function isCustom(record: AnyRecord): record is Extract<AnyRecord, { answer: unknown }> {
  return "answer" in record;
}

/** A record as sections of rows, with each finding under the narrowest of them that it concerns. */
export function viewRecord(record: AnyRecord): View {
  const view: View = isCustom(record)
    ? { top: [customSection(record)], cards: [], findings: new Map() }
    : { top: [summarySection(record)], cards: record.incidents.map(incidentCard), findings: new Map() };
  const anchors = new Set(["incidents", "article"]);
  for (const section of sectionsOf(view)) {
    anchors.add(section.field);
    for (const row of section.rows) anchors.add(row.field);
  }
  for (const card of view.cards) anchors.add(card.field);
  record.findings.forEach((finding, index) => {
    const anchor = nearest(finding.field, anchors);
    const placed = { finding, key: `finding:${index}` };
    view.findings.set(anchor, [...(view.findings.get(anchor) ?? []), placed]);
  });
  return view;
}

export function sectionsOf(view: View): Section[] {
  return [...view.top, ...view.cards.flatMap((card) => card.sections)];
}

/** All that is reviewed one by one, in the order of the page. */
export function rowsOf(view: View): Row[] {
  return sectionsOf(view).flatMap((section) => section.rows);
}

function nearest(field: string, anchors: Set<string>): string {
  for (let path = field; path; path = parentOf(path)) if (anchors.has(path)) return path;
  return "article";
}

/** The path one step up: ``incidents[0].victims`` of ``incidents[0].victims[1]``. */
export function parentOf(field: string): string {
  return field.replace(/(?:\.?[^.[\]]+|\[\d+\])$/, "");
}

function part(
  field: string, name: string, text: string, category: Category, evidence: Evidence[], editor: Editor, old: Json,
  more: Partial<Pick<Part, "detail" | "owns" | "rejects" | "canCorrect">> = {},
): Part {
  return { field, name, text, category, evidence, editor, old, detail: "", owns: true, rejects: "value", canCorrect: true, ...more };
}

function single(field: string, label: string, only: Part, confidence?: Confidence, old: Json = only.old): Row {
  return { field, label, parts: [only], old, confidence };
}

function summarySection(record: IncidentRecord): Section {
  const evidence = record.key_sentences.map((sentence) => ({
    sentence: sentence.number, start: sentence.start, end: sentence.end, text: sentence.text, status: "exact" as const,
    ...(sentence.page === undefined ? {} : { page: sentence.page }),
  }));
  const text = part("summary", "summary", record.summary, "summary", evidence, "long", record.summary);
  return { field: "summary", title: "Summary", rows: [single("summary", "summary", text)], adds: [] };
}

function incidentCard(incident: Incident, index: number): Card {
  const field = `incidents[${index}]`;
  return {
    field,
    title: `Incident ${index + 1}`,
    totals: Object.entries(incident.totals).map(([outcome, total]) => `${outcome} ${range(total.low, total.high)}`).join(", "),
    sections: [
      kindSection(incident, field),
      whenSection(incident, field),
      whereSection(incident, field),
      perpetratorSection(incident, `${field}.perpetrators`),
      weaponSection(incident, `${field}.weapons`),
      targetSection(incident, `${field}.targets`),
      victimSection(incident, `${field}.victims`),
    ],
    old: { incident_id: incident.incident_id, type: incident.type, stage: incident.stage },
    confidence: incident.confidence,
  };
}

function kindSection(incident: Incident, field: string): Section {
  const fixed = { owns: false, rejects: null };
  const type = part(`${field}.type`, "type", incident.type, "value", [], "type", incident.type, fixed);
  const stage = part(`${field}.stage`, "stage", incident.stage, "value", [], "stage", incident.stage, fixed);
  return {
    field: `${field}.kind`, title: "What",
    rows: [single(type.field, "type", type), single(stage.field, "stage", stage)], adds: [],
  };
}

function whenSection(incident: Incident, field: string): Section {
  const when = incident.date;
  const path = `${field}.date`;
  if (when === null) return { field: path, title: "When", rows: [], adds: [{ field: path, form: "date" }] };
  return { field: path, title: "When", rows: [single(path, "when", datePart(path, when), when.confidence)], adds: [] };
}

function datePart(field: string, when: IncidentDate): Part {
  const old = { earliest: when.earliest, latest: when.latest, text: when.text };
  const known = when.earliest !== null || when.latest !== null;
  const how = known ? ` · ${when.basis}${when.precision === "day" ? "" : `, ${when.precision}`}` : "";
  const detail = days(when.earliest, when.latest) + how;
  return part(field, "date", when.text, "when", when.evidence, "date", old, { detail });
}

export function days(earliest: string | null, latest: string | null): string {
  if (earliest === null && latest === null) return "not resolved";
  return earliest === latest ? `${earliest}` : `${earliest ?? "…"} to ${latest ?? "…"}`;
}

/** The first-level region that the places lie in, in words; empty where they do not tell it. */
function regionOf({ admin1, admin1_code }: Incident["place"]): string {
  return admin1 ? `in ${admin1}${admin1_code ? ` (${admin1_code})` : ""}` : "";
}

function whereSection(incident: Incident, field: string): Section {
  const { country, country_code, country_evidence, country_confidence, places } = incident.place;
  const [path, list] = [`${field}.place.country`, `${field}.place.places`];
  const rows = places.map((place, at) => {
    const entry = `${list}[${at}]`;
    const more = at === places.length - 1 ? { detail: regionOf(incident.place) } : {};
    return single(entry, "place", part(entry, "place", place.name, "where", place.evidence, "text", place.name, more), place.confidence);
  });
  const adds: Addable[] = [{ field: list, form: "place" }];
  if (country === null) {
    adds.unshift({ field: path, form: "country" });
  } else {
    const more = { detail: country_code ?? "no code" };
    const text = part(path, "country", country, "where", country_evidence, "text", country, more);
    rows.unshift(single(path, "country", text, country_confidence));
  }
  return { field: list, title: "Where", rows, adds };
}

/** An entry goes with its name. */
const NAMING = { rejects: "entry" } as const;

function weaponSection(incident: Incident, field: string): Section {
  const rows = incident.weapons.map((weapon, at) => {
    const path = `${field}[${at}]`;
    const name = part(`${path}.name`, "weapon", weapon.name, "weapon", weapon.evidence, "text", weapon.name, NAMING);
    return single(path, "weapon", name, weapon.confidence, { name: weapon.name });
  });
  return { field, title: "Weapons", rows, adds: [{ field, form: "weapon" }] };
}

function perpetratorSection(incident: Incident, field: string): Section {
  const rows = incident.perpetrators.map((who, at) => {
    const path = `${field}[${at}]`;
    const parts = [
      part(`${path}.name`, "name", who.name, "perpetrator", who.evidence, "text", who.name, NAMING),
      part(`${path}.kind`, "kind", who.kind, "perpetrator", who.evidence, "kind", who.kind, { owns: false, rejects: null }),
    ];
    if (who.status !== null) {
      parts.push(part(`${path}.status`, "status", who.status, "perpetrator", who.evidence, "status", who.status, { owns: false }));
    }
    return { field: path, label: `${at + 1}`, parts, old: { name: who.name, kind: who.kind, status: who.status }, confidence: who.confidence };
  });
  return { field, title: "Perpetrators", rows, adds: [{ field, form: "perpetrator" }] };
}

function targetSection(incident: Incident, field: string): Section {
  const rows = incident.targets.map((target, at) => {
    const path = `${field}[${at}]`;
    const parts = [part(`${path}.name`, "name", target.name, "target", target.evidence, "text", target.name, NAMING)];
    if (target.effect !== null) {
      const shared = { owns: false };
      parts.push(part(`${path}.effect`, "effect", target.effect, "target", target.evidence, "effect", target.effect, shared));
    }
    const gaps: Addable[] = target.effect === null ? [{ field: `${path}.effect`, form: "effect" }] : [];
    return { field: path, label: `${at + 1}`, parts, old: { name: target.name, effect: target.effect }, confidence: target.confidence, gaps };
  });
  return { field, title: "Targets", rows, adds: [{ field, form: "target" }] };
}

function victimSection(incident: Incident, field: string): Section {
  const rows = incident.victims.map((victim, at) => {
    const path = `${field}[${at}]`;
    const who = victim.name === null ? "group" : "name";
    const label = victim.name ?? victim.group ?? "";
    const count = victim.count === null ? null : { low: victim.count.low, high: victim.count.high, text: victim.count.text };
    const parts = [
      part(`${path}.outcome`, "outcome", victim.outcome, "victim", victim.evidence, "outcome", victim.outcome, { owns: false, rejects: null }),
    ];
    const gaps: Addable[] = [];
    if (victim.count !== null) parts.push(countPart(`${path}.count`, victim.count));
    else gaps.push({ field: `${path}.count`, form: "count" });
    parts.push(part(`${path}.${who}`, who, label, "victim", victim.evidence, "text", label, NAMING));
    if (victim.said_by !== null) {
      const { text, evidence } = victim.said_by;
      parts.push(part(`${path}.said_by`, "said by", text, "speaker", evidence, "text", text, { detail: "says so" }));
    } else {
      gaps.push({ field: `${path}.said_by`, form: "speaker" });
    }
    return { field: path, label: `${at + 1}`, parts, old: { [who]: label, outcome: victim.outcome, count }, confidence: victim.confidence, gaps };
  });
  return { field, title: "Victims", rows, adds: [{ field, form: "victim" }] };
}

function countPart(field: string, count: Count): Part {
  const old = { low: count.low, high: count.high, text: count.text };
  const text = describeCount(count);
  return part(field, "count", text, "count", count.evidence, "count", old, { detail: text === count.text ? "" : `“${count.text}”` });
}

/** A count in a few characters: 60+, about 6, 6–8, up to 60, several. */
export function describeCount(count: { low: number | null; high: number | null; qualifier?: string; text?: string | null }): string {
  const { low, high, qualifier } = count;
  if (low === null && high === null) return qualifier === "several" ? "several" : count.text || "unknown";
  if (low === null) return `up to ${high?.toLocaleString("en")}`;
  return `${qualifier === "about" ? "about " : ""}${range(low, high)}`;
}

export function range(low: number, high: number | null): string {
  const first = low.toLocaleString("en");
  if (high === null) return `${first}+`;
  return low === high ? first : `${first}–${high.toLocaleString("en")}`;
}

const CITES = /^(?:cites?|gist)$|_cites?$/;

function customSection(record: Extract<AnyRecord, { answer: unknown }>): Section {
  const evidence = new Map(record.evidence.map((item) => [item.field, item.evidence]));
  const rows = [...leaves(record.answer, "", "", evidence)].map(([field, value, cites]) => {
    const editor = typeof value === "string" ? "text" : "json";
    const text = value === null ? "null" : String(value);
    const more = { rejects: cites || value === null ? null : "value", canCorrect: !cites } as const;
    return single(field, field, part(field, field, text, "value", evidence.get(field) ?? [], editor, value, more));
  });
  return { field: "answer", title: "Answer", rows, adds: [] };
}

/** The values of an answer in order, each with its path and whether it cites; of cites only those with evidence of their own. */
function* leaves(node: Json, path: string, name: string, evidence: Map<string, Evidence[]>): Generator<[string, Json, boolean]> {
  const cites = CITES.test(name);
  if (cites && Array.isArray(node)) {
    if (evidence.has(path)) yield [path, node.join(", "), cites];
  } else if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) yield* leaves(item, `${path}[${index}]`, name, evidence);
  } else if (node !== null && typeof node === "object") {
    for (const [key, value] of Object.entries(node)) yield* leaves(value, path ? `${path}.${key}` : key, key, evidence);
  } else {
    yield [path, node, cites];
  }
}
