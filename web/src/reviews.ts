// What reviewers decided. Rows are only ever added; the last one for an article's field counts.

import { computed, signal } from "@preact/signals";
import { indexOf, payload, recordAt } from "./data";
import { parentOf, rowsOf, viewRecord, type Row } from "./fields";
import type { Json, Review, ReviewDraft } from "./types";

const ACTIONS = new Set(["accept", "reject", "correct", "add"]);
const DRAFT_KEY = `summarizer-reviews-${payload.run.key}`;
const WHO_KEY = "summarizer-reviewer";

export const served = payload.review_url !== null;
export const reviews = signal<Review[]>(payload.reviews);
export const reviewer = signal(stored(WHO_KEY) ?? "");
export const notice = signal<{ text: string; bad: boolean } | null>(null);
/** How many rows were made in this page and are in no file yet. */
export const unsaved = signal(0);

/** For each article its rows by field, in the order they were made. */
export const byArticle = computed(() => {
  const articles = new Map<string, Map<string, Review[]>>();
  for (const review of reviews.value) {
    const fields = articles.get(review.article_id) ?? new Map<string, Review[]>();
    articles.set(review.article_id, fields);
    fields.set(review.field, [...(fields.get(review.field) ?? []), review]);
  }
  return articles;
});

/** The row that decides on a field: the rejection of what it is part of, else its own last row, else what its whole got. */
export function decisionOn(articleId: string, field: string): Review | null {
  const fields = byArticle.value.get(articleId);
  if (fields === undefined) return null;
  let decided: Review | null = null;
  for (let path = field; path; path = parentOf(path)) {
    const last = LIST.test(path) ? undefined : fields.get(path)?.findLast((review) => review.action !== "add");
    if (last?.action === "reject" || (last?.action === "accept" && decided === null) || (last && path === field)) decided = last;
  }
  return decided;
}

const LIST = /(?:^incidents|\.(?:victims|weapons|perpetrators|targets|places))$/;

/** The entries added to a list that were not taken back: a later rejection of the list names the entry it takes back. */
export function additionsTo(articleId: string, field: string): Review[] {
  const kept: Review[] = [];
  for (const review of byArticle.value.get(articleId)?.get(field) ?? []) {
    const same = kept.findIndex((one) => canonical(one.new) === canonical(review.action === "add" ? review.new : review.old));
    if (review.action === "add" && same === -1) kept.push(review);
    if (review.action === "reject" && same !== -1) kept.splice(same, 1);
  }
  return kept;
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_, item: Json) =>
    item !== null && typeof item === "object" && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)))
      : item,
  );
}

/** Whether a row, or every part of it, was decided on. */
export function isDecided(articleId: string, row: Row): boolean {
  return decisionOn(articleId, row.field) !== null || row.parts.every((part) => decisionOn(articleId, part.field) !== null);
}

export type Progress = "untouched" | "begun" | "done";

export const progress = computed(() => {
  const told = new Map<string, Progress>();
  for (const articleId of byArticle.value.keys()) {
    const index = indexOf(articleId);
    if (index === undefined) continue;
    const rows = rowsOf(viewRecord(recordAt(index)));
    told.set(articleId, rows.every((row) => isDecided(articleId, row)) ? "done" : "begun");
  }
  return told;
});

export function progressOf(articleId: string): Progress {
  return progress.value.get(articleId) ?? "untouched";
}

/** Keeps a decision: at the server, or in this page. Says whether it was kept. */
export async function decide(draft: ReviewDraft): Promise<boolean> {
  if (!served) {
    const row = { review_id: uuid(), when: new Date().toISOString().replace(/\.\d+/, ""), who: reviewer.value.trim() || "unnamed", ...draft };
    reviews.value = [...reviews.value, row];
    unsaved.value += 1;
    keepDraft();
    return true;
  }
  try {
    const answer = await fetch(payload.review_url ?? "", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(draft),
    });
    const body = (await answer.json()) as Json;
    if (!answer.ok) throw new Error(errorIn(body) ?? `the server answered ${answer.status}`);
    const row = asReview(body);
    if (row === null) throw new Error("the server's answer is no review");
    reviews.value = [...reviews.value.filter((known) => known.review_id !== row.review_id), row];
    return true;
  } catch (error) {
    notice.value = { text: `Not saved: ${error instanceof Error ? error.message : String(error)}`, bad: true };
    return false;
  }
}

/** The rows that the server has, or those that this browser kept of this run. */
export async function recall(): Promise<void> {
  if (!served) {
    merge(parseJson(stored(DRAFT_KEY) ?? "[]"));
    return;
  }
  try {
    const answer = await fetch(payload.review_url ?? "");
    const body = (await answer.json()) as Json;
    if (!answer.ok) throw new Error(errorIn(body) ?? `the server answered ${answer.status}`);
    merge(body);
  } catch (error) {
    notice.value = { text: `The server's reviews could not be read: ${error instanceof Error ? error.message : String(error)}`, bad: true };
  }
}

/** Takes the rows of a reviews.jsonl file; what is no row of this run is left out and told. */
export async function loadFile(file: File): Promise<void> {
  const lines = (await file.text()).split("\n").filter((line) => line.trim());
  const before = reviews.value.length;
  const taken = merge(lines.map(parseJson));
  keepDraft();
  const added = reviews.value.length - before;
  const left = lines.length - taken;
  notice.value = {
    text: `${added} reviews loaded, ${taken - added} known already${left ? `, ${left} lines are no reviews of this run` : ""}.`,
    bad: left > 0,
  };
}

/** Adds rows that are not known yet. Says how many were rows of this run. */
function merge(rows: Json): number {
  const found = (Array.isArray(rows) ? rows : []).map(asReview).filter((row) => row !== null);
  const known = new Set(reviews.value.map((review) => review.review_id));
  const added = found.filter((row) => !known.has(row.review_id));
  if (added.length) reviews.value = [...reviews.value, ...added];
  return found.length;
}

/** Gives all rows as a file to keep beside the run. */
export function download(): void {
  const text = reviews.value.map((review) => `${JSON.stringify(review)}\n`).join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  link.download = "reviews.jsonl";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  unsaved.value = 0;
}

export function setReviewer(name: string): void {
  reviewer.value = name;
  store(WHO_KEY, name);
}

function keepDraft(): void {
  isKept = store(DRAFT_KEY, JSON.stringify(reviews.value));
}

let isKept = true;

/** Asks before the page is left with reviews that are neither downloaded nor kept by the browser. */
export function guardUnsaved(): void {
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.value > 0 && !isKept) event.preventDefault();
  });
}

function asReview(value: Json): Review | null {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  const { review_id, when, who, article_id, field, action, sentences, note } = value;
  const named = [review_id, when, who, article_id, field].every((item) => typeof item === "string");
  const known = named && typeof action === "string" && ACTIONS.has(action) && indexOf(String(article_id)) !== undefined;
  if (!known || !Array.isArray(sentences) || !sentences.every(Number.isInteger)) return null;
  return { ...value, note: typeof note === "string" ? note : null, old: value["old"] ?? null, new: value["new"] ?? null } as unknown as Review;
}

function errorIn(body: Json): string | null {
  const error = body !== null && typeof body === "object" && !Array.isArray(body) ? body["error"] : null;
  return typeof error === "string" ? error : null;
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** What this browser keeps under a key; null where it keeps nothing, or may not. */
export function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value in this browser; whether it does. */
export function store(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
