// What the page is given. Offsets are Unicode code points, half-open, as in the record schema.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Severity = "info" | "warning";

export interface Evidence {
  sentence: number;
  start: number;
  end: number;
  text: string;
  status: "exact" | "normalized" | "fuzzy" | "not_found";
  /** From 1; not there where the file has no pages. */
  page?: number;
}

export interface Finding {
  code: string;
  severity: Severity;
  field: string;
  message: string;
  evidence: Evidence[];
}

export interface Count {
  low: number | null;
  high: number | null;
  qualifier: string;
  text: string;
  evidence: Evidence[];
}

/** The probability that something is right; not written where none is known. */
export type Confidence = number | null;

export interface Victim {
  name: string | null;
  group: string | null;
  outcome: string;
  count: Count | null;
  said_by: { text: string; evidence: Evidence[] } | null;
  evidence: Evidence[];
  confidence?: Confidence;
}

export interface IncidentDate {
  text: string;
  earliest: string | null;
  latest: string | null;
  precision: string;
  basis: string;
  evidence: Evidence[];
  confidence?: Confidence;
}

export interface Incident {
  incident_id: string;
  type: string;
  stage: string;
  date: IncidentDate | null;
  place: {
    country: string | null;
    country_code: string | null;
    country_evidence: Evidence[];
    country_confidence?: Confidence;
    admin1?: string | null;
    admin1_code?: string | null;
    places: { name: string; evidence: Evidence[]; confidence?: Confidence }[];
  };
  confidence?: Confidence;
  weapons: { name: string; evidence: Evidence[]; confidence?: Confidence }[];
  perpetrators: { name: string; kind: string; status: string | null; evidence: Evidence[]; confidence?: Confidence }[];
  targets: { name: string; effect: string | null; evidence: Evidence[]; confidence?: Confidence }[];
  victims: Victim[];
  totals: Record<string, { low: number; high: number | null }>;
}

export interface Attempt {
  purpose: string;
  outcome: string;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  seconds: number;
  origin: string;
  cost_usd: number | null;
}

interface Common {
  schema_version: string;
  article: {
    article_id: string;
    path: string | null;
    /** What its file calls it. */
    external_id?: string | null;
    /** Its place, from 1, in a file of several. */
    line?: number | null;
    sha256: string;
    title: string | null;
    published: string | null;
    source: string | null;
    url: string | null;
    /** ISO 639; null where it was not recognised. */
    language?: string | null;
  };
  findings: Finding[];
  provenance: {
    prompts: { id: string; version: number }[];
    model: { id: string };
    attempts: Attempt[];
    seconds: number;
    package_version: string;
  };
}

export interface IncidentRecord extends Common {
  summary: string;
  key_sentences: { number: number; start: number; end: number; text: string; page?: number }[];
  incidents: Incident[];
}

export interface CustomRecord extends Common {
  answer: { [key: string]: Json };
  evidence: { field: string; evidence: Evidence[] }[];
}

export type AnyRecord = IncidentRecord | CustomRecord;

export interface StoredArticle {
  text: string;
  sentences: [number, number][];
  values: string;
}

/** One incident in the light index that lists, filters and plots work on. */
export interface Flat {
  type: string;
  stage: string;
  country: string | null;
  code: string | null;
  from: string | null;
  to: string | null;
  place: string | null;
  at: [number, number] | null;
  totals: Record<string, [number, number | null]>;
  outcomes: string[];
  /** Of incidents: whether it is doubted as a whole. */
  doubted?: boolean;
}

export interface Entry {
  id: string;
  title: string | null;
  /** The first words of an article without a title. */
  opening: string | null;
  path: string | null;
  published: string | null;
  source: string | null;
  incidents: Flat[];
  findings: [Severity, string, number][];
  cost: number | null;
  seconds: number;
  tokens: [number, number];
}

export interface RunFacts {
  name: string;
  state: string;
  model: string;
  prompt: string;
  total: number | null;
  started: string;
  updated: string;
  requests: number;
  prompt_tokens: number;
  completion_tokens: number;
  cost_usd: number | null;
  failures: { path: string | null; line: number | null; code: string; message: string }[];
  failed: Record<string, number>;
  unlocated_because: string | null;
  package_version: string;
}

export interface Words {
  type: string[];
  stage: string[];
  outcome: string[];
  status: string[];
  effect: string[];
  kind: string[];
}

export interface Review {
  review_id: string;
  when: string;
  who: string;
  article_id: string;
  field: string;
  action: "accept" | "reject" | "correct" | "add" | "withdraw";
  old: Json;
  new: Json;
  sentences: number[];
  note: string | null;
}

export type ReviewDraft = Omit<Review, "review_id" | "when" | "who">;

/** An event in short: told as an incident is; totals are the chosen figure and the highest, null where that is no upper bound. */
export interface FlatEvent extends Flat {
  id: string;
  /** Incident and article ids of the reports, in their order. */
  reports: string[];
  articles: string[];
  disputed: string[];
  /** What is said of each toll, as on the command line. */
  tolls: Record<string, string>;
  /** Ids of the splits and joins that the event follows. */
  decisions: string[];
}

export interface Figure {
  incident_id: string;
  article_id: string;
  published: string | null;
  figure: number;
  low: number;
  high: number | null;
  said_by: string | null;
  role: "all" | "part" | "claim";
  counts: boolean;
  evidence: Evidence[];
}

export interface Toll {
  rule: string;
  chosen: number;
  low: number;
  best: number;
  high: number;
  sources: number;
  history: Figure[];
}

export interface EventReport {
  incident_id: string;
  article_id: string;
  path: string | null;
  external_id: string | null;
  published: string | null;
  source: string | null;
  title: string | null;
  type: string;
  copy_of: string | null;
}

export interface Mentioned<Value> {
  name: string;
  mentions: { incident_id: string; article_id: string; value: Value }[];
}

/** What happened, once, with all its reports: the event schema, as far as the page shows it. */
export interface MergedEvent {
  event_id: string;
  merged_from: string[];
  type: string;
  stage: string;
  date: { value: IncidentDate } | null;
  place: { value: Incident["place"] } | null;
  perpetrators: (Mentioned<Incident["perpetrators"][number]> & { status: string | null })[];
  targets: Mentioned<Incident["targets"][number]>[];
  weapons: Mentioned<Incident["weapons"][number]>[];
  victims: (Mentioned<Victim> & { outcome: string })[];
  casualties: Record<string, Toll>;
  reports: EventReport[];
  conflicts: { field: string; positions: { value: string; incident_ids: string[] }[] }[];
  why: { incident_id: string; closest: string | null; weight: number; reasons: { weight: number | null; words: string }[] }[];
}

export interface DecisionDraft {
  action: "split" | "join" | "withdraw";
  reports: string[];
  others: string[];
  /** The id of the split or join that a withdrawal takes back. */
  withdrawn: string | null;
  note: string | null;
}

export interface Decision extends DecisionDraft {
  decision_id: string;
  when: string;
  who: string;
}

export interface Payload {
  run: RunFacts;
  words: Words;
  entries: Entry[];
  reviews: Review[];
  review_url: string | null;
  events: FlatEvent[];
  decisions: Decision[];
  decision_url: string | null;
}
