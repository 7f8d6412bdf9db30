// What reviewers decided. Rows are only ever added; the last one for an article's field counts.

import { computed, signal } from "@preact/signals";
import { indexOf, payload, recordAt } from "./data";
import { isCustom, isGap, parentOf, rowsOf, viewRecord, type Addable, type Row } from "./fields";
import { asReview, refusal, signature } from "./limits";
import { isSeenIn } from "./seen";
import type { Json, Review, ReviewDraft } from "./types";

/** One run's drafts, whichever page of it they are made in, also after it has gone on. */
export const RUN_KEY = `${payload.run.name}-${payload.run.model}-${payload.run.prompt}`;
const DRAFT_KEY = `summarizer-reviews-${RUN_KEY}`;
const WHO_KEY = "summarizer-reviewer";

export const served = payload.review_url !== null;
export const reviews = signal<Review[]>(payload.reviews);
export const reviewer = signal(stored(WHO_KEY) ?? "");
export const notice = signal<{ text: string; bad: boolean } | null>(null);
/** The ids of the rows that are in some file: the page's own, those loaded, those downloaded. */
const filed = signal<ReadonlySet<string>>(idsOf(payload.reviews));
/** How many rows are in no file yet. */
export const unsaved = computed(() => reviews.value.filter((review) => !filed.value.has(review.review_id)).length);

/** Which rows are of what the record holds, by their ids: a record that was made anew may hold other values. */
const ofRecord = new Map<string, boolean>();

/** Whether what a reviewer saw is what the record holds. Rows of articles that the page lacks are not told apart. */
export function isOfRecord(review: Review): boolean {
  let known = ofRecord.get(review.review_id);
  if (known === undefined) {
    const index = indexOf(review.article_id);
    known = index === undefined || review.action === "withdraw" || isSeenIn(recordAt(index), review);
    ofRecord.set(review.review_id, known);
  }
  return known;
}

const withdrawn = computed(() => new Set(reviews.value.filter(({ action }) => action === "withdraw").map(({ old }) => old)));

/** How many rows on an article are of values that its record does not hold, and the last word on their field. */
export function countStray(articleId: string): number {
  const own = reviews.value.filter((review) => review.article_id === articleId && !withdrawn.value.has(review.review_id));
  const isLater = (at: number): boolean => own.slice(at + 1).some((later) => later.field === own[at]?.field && isOfRecord(later));
  return own.filter((review, at) => !isOfRecord(review) && !isLater(at)).length;
}

/** For each article its rows by field, in the order they were made, without those that were withdrawn or taken back, or are of other values. */
export const byArticle = computed(() => {
  const articles = new Map<string, Map<string, Review[]>>();
  for (const review of reviews.value) {
    if (review.action === "withdraw" || withdrawn.value.has(review.review_id) || !isOfRecord(review)) continue;
    const fields = articles.get(review.article_id) ?? new Map<string, Review[]>();
    articles.set(review.article_id, fields);
    const rows = fields.get(review.field) ?? [];
    if (review.action === "add") rows.push(review);
    else if (isList(review.article_id, review.field)) remove(rows, review);
    else rows.push(review);
    fields.set(review.field, rows);
  }
  return articles;
});

/** Takes the entry that is rejected out of those that were added to a list, once or more often. */
function remove(added: Review[], { action, old }: Review): void {
  const entry = canonical(old);
  if (action === "reject") added.splice(0, added.length, ...added.filter((one) => canonical(one.new) !== entry));
}

/** The row that decides on a field: the rejection of what it is part of, else its own last row, else what its whole got. */
export function decisionOn(articleId: string, field: string): Review | null {
  const fields = byArticle.value.get(articleId);
  if (fields === undefined) return null;
  let decided: Review | null = null;
  for (let path = field; path; path = parentOf(path)) {
    const last = isList(articleId, path) ? undefined : fields.get(path)?.findLast((review) => review.action !== "add");
    if (last?.action === "reject" || (last?.action === "accept" && decided === null) || (last && path === field)) decided = last;
  }
  return decided;
}

/** The correction that stands on a field itself, also while what it is part of is rejected. */
export function correctionOf(articleId: string, field: string): Review | null {
  const last = byArticle.value.get(articleId)?.get(field)?.at(-1);
  return last?.action === "correct" ? last : null;
}

/** The row that decides on all of a row of the record: its own, or the rejection of the value that it goes with. */
export function decisionOnRow(articleId: string, { field, parts }: Row): Review | null {
  const named = parts.filter((part) => part.rejects === "entry").map((part) => decisionOn(articleId, part.field));
  const gone = named.find((decision) => decision?.action === "reject");
  const [first] = parts;
  return gone ?? decisionOn(articleId, field) ?? (first && parts.length === 1 ? decisionOn(articleId, first.field) : null);
}

const LIST = /^incidents(?:\[\d+\]\.(?:victims|weapons|perpetrators|targets|place\.places))?$/;

/** Whether entries can be added to a field. What is rejected there is one of these, not the list. */
function isList(articleId: string, field: string): boolean {
  const index = LIST.test(field) ? indexOf(articleId) : undefined;
  return index !== undefined && !isCustom(recordAt(index));
}

/** What was added and not taken back, of the same entry the last row. */
export function additionsTo(articleId: string, { field, form }: Addable): Review[] {
  if (isGap(form)) {
    const last = decisionOn(articleId, field);
    return last?.field === field && last.action === "correct" ? [last] : [];
  }
  const added = (byArticle.value.get(articleId)?.get(field) ?? []).filter((review) => review.action === "add");
  return added.filter((review, at) => !added.slice(at + 1).some((later) => canonical(later.new) === canonical(review.new)));
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
  return decisionOnRow(articleId, row) !== null || row.parts.every((part) => decisionOn(articleId, part.field) !== null);
}

export type Progress = "untouched" | "begun" | "done";

/** What was last reckoned of an article, and the rows that it was reckoned of: a record is read anew only for others. */
const reckoned = new Map<string, { of: string; progress: Progress }>();

export const progress = computed(() => {
  const told = new Map<string, Progress>();
  for (const [articleId, fields] of byArticle.value) {
    const index = indexOf(articleId);
    if (index === undefined) continue;
    const of = [...fields.values()].flat().map((review) => review.review_id).join();
    if (!of) continue;
    let known = reckoned.get(articleId);
    if (known?.of !== of) {
      const rows = rowsOf(viewRecord(recordAt(index)));
      known = { of, progress: rows.every((row) => isDecided(articleId, row)) ? "done" : "begun" };
      reckoned.set(articleId, known);
    }
    told.set(articleId, known.progress);
  }
  return told;
});

export function progressOf(articleId: string): Progress {
  return progress.value.get(articleId) ?? "untouched";
}

/** What was decided in this window, step by step; of what was accepted at once all is one step. */
export const steps = signal<Review[][]>([]);

export function remember(rows: Review[]): void {
  if (rows.length) steps.value = [...steps.value, rows];
}

function forget(id: Json): void {
  steps.value = steps.value.map((step) => step.filter((row) => row.review_id !== id)).filter((step) => step.length);
}

/** Keeps a decision, and tells what it is refused for. Says whether it was kept. */
export async function decide(draft: ReviewDraft): Promise<boolean> {
  const kept = await keep(draft);
  if (typeof kept === "string") {
    notice.value = { text: `Not saved: ${kept}`, bad: true };
    return false;
  }
  if (notice.value?.bad) notice.value = null;
  if (kept.action === "withdraw") forget(kept.old);
  else remember([kept]);
  return true;
}

/** Takes a row back, and none that somebody else gave meanwhile. Says whether that was kept. */
export function withdraw({ article_id, field, review_id }: Review): Promise<boolean> {
  return decide({ article_id, field, action: "withdraw", old: review_id, new: null, sentences: [], note: null });
}

/** Takes the last step back. The first of its rows; null where there is none, or it was refused. */
export async function undo(): Promise<Review | null> {
  const step = steps.value.at(-1) ?? [];
  steps.value = steps.value.slice(0, -1);
  for (const [left, row] of [...step.entries()].toReversed()) {
    if (await withdraw(row)) continue;
    remember(step.slice(0, left + 1));
    return null;
  }
  return step[0] ?? null;
}

/** Keeps a decision: at the server, or in this page. The row that it became; what it is refused for where it was not kept. */
export async function keep(draft: ReviewDraft): Promise<Review | string> {
  const row = await sign(draft);
  if (typeof row !== "string") take([row]);
  return row;
}

/** The row that a decision becomes, which the server has then and the page not yet; what it is refused for. */
export async function sign(draft: ReviewDraft): Promise<Review | string> {
  const refused = refusal(draft);
  if (refused !== null) return refused;
  if (!served) {
    const when = new Date().toISOString().replace(/\.\d+/, "");
    return { review_id: uuid(), when, who: signature(reviewer.value), ...draft };
  }
  try {
    const row = asReview(await ask({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(draft) }));
    return row ?? "the server's answer is no review";
  } catch (error) {
    return tell(error);
  }
}

/** Shows rows that were signed, and keeps them here where no server does: after all others, or ``at`` a place before those that came since. */
export function take(rows: Review[], at = reviews.value.length): void {
  const known = idsOf(rows);
  const others = (from: number, to?: number): Review[] => reviews.value.slice(from, to).filter((row) => !known.has(row.review_id));
  if (served) reviews.value = [...others(0, at), ...rows, ...others(at)];
  else keepHere(rows);
}

/** The rows that the server has, or those that this browser keeps of this run, which then keeps what it lacks. */
export async function recall(): Promise<void> {
  if (!served) {
    keepHere();
    return;
  }
  try {
    follow(ownRows(await ask()));
  } catch (error) {
    notice.value = { text: `The server's reviews could not be read: ${tell(error)}`, bad: true };
  }
}

/** The server's answer. Throws what it answers instead, or why it does not. */
async function ask(request: RequestInit = {}): Promise<Json> {
  return askServer(payload.review_url ?? "", request);
}

/** What the page's own server answers. Throws what it answers instead, or that it does not. */
export async function askServer(url: string, request: RequestInit): Promise<Json> {
  let answer: Response;
  try {
    answer = await fetch(url, request);
  } catch {
    throw new Error("the server does not answer. Start summarizer review again, and open the address that it prints.");
  }
  const body = (await answer.json()) as Json;
  if (!answer.ok) throw new Error(errorIn(body) ?? `the server answered ${answer.status}`);
  return body;
}

export function tell(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Takes in what another tab kept of this run, and keeps what that tab did not know. */
export function meetTab({ key, newValue }: StorageEvent): void {
  // Of two tabs that write at once each may go on reading its own: what the other wrote is in the event alone.
  if (key === DRAFT_KEY) keepHere([], readRows(parseJson(newValue ?? "[]")));
}

/** Takes the rows of a reviews.jsonl file; what is no row of this run is left out and told. */
export async function loadFile(file: File): Promise<void> {
  const lines = (await file.text()).split("\n").filter((line) => line.trim());
  const rows = ownRows(lines.map(parseJson));
  merge(keptHere());
  const before = reviews.value.length;
  keepHere(rows);
  filed.value = new Set([...filed.value, ...idsOf(rows)]);
  const added = reviews.value.length - before;
  const left = lines.length - rows.length;
  notice.value = {
    text: `${added} reviews loaded, ${rows.length - added} known already${left ? `, ${left} lines are no reviews of this run` : ""}.`,
    bad: left > 0,
  };
}

/** Adds the rows of this page's articles that are not known yet. */
function merge(rows: Review[]): void {
  const known = idsOf(reviews.value);
  const added = rows.filter((row) => isOwn(row) && !known.has(row.review_id));
  if (added.length) reviews.value = [...reviews.value, ...added];
}

/** Takes the server's rows in its order, since the last one counts, and behind them those that it lacks. */
function follow(rows: Review[]): void {
  const theirs = idsOf(rows);
  const all = [...rows, ...reviews.value.filter((row) => !theirs.has(row.review_id))];
  if (all.some((row, at) => row.review_id !== reviews.value[at]?.review_id)) reviews.value = all;
}

function idsOf(rows: Review[]): Set<string> {
  return new Set(rows.map((row) => row.review_id));
}

/** Whether a row is of an article of this page. */
function isOwn(row: Review): boolean {
  return indexOf(row.article_id) !== undefined;
}

function ownRows(values: Json): Review[] {
  return readRows(values).filter(isOwn);
}

function readRows(values: Json): Review[] {
  return (Array.isArray(values) ? values : []).map(asReview).filter((row) => row !== null);
}

/** What this browser keeps of the run: also rows of articles that only another page of it has. */
function keptHere(): Review[] {
  return readRows(parseJson(stored(DRAFT_KEY) ?? "[]"));
}

/** Adds what this browser and another tab keep, then these rows; and all that the page did not come with behind what is kept. */
function keepHere(rows: Review[] = [], others: Review[] = []): void {
  const here = keptHere();
  const read = idsOf(here);
  const kept = [...here, ...others.filter((row) => !read.has(row.review_id))];
  merge(kept);
  merge(rows);
  const known = idsOf([...payload.reviews, ...kept]);
  const all = [...kept, ...reviews.value.filter((row) => !known.has(row.review_id))];
  if (all.length > here.length) isKept.value = store(DRAFT_KEY, JSON.stringify(all));
}

/** Whether this browser keeps the reviews until they are downloaded: it may have no room, or not be allowed to. */
export const isKept = signal(true);

/** Gives all rows as a file to keep beside the run. */
export function download(): void {
  saveRows(reviews.value, "reviews.jsonl");
  filed.value = idsOf(reviews.value);
}

/** Gives rows as a file of JSON Lines. */
export function saveRows(rows: readonly object[], name: string): void {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function setReviewer(name: string): void {
  reviewer.value = name;
  store(WHO_KEY, name);
}

/** Asks before the page is left with reviews that are neither downloaded nor kept by the browser. */
export function guardUnsaved(): void {
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.value > 0 && !isKept.value) event.preventDefault();
  });
}

function errorIn(body: Json): string | null {
  const error = body !== null && typeof body === "object" && !Array.isArray(body) ? body["error"] : null;
  return typeof error === "string" ? error : null;
}

export function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

export function uuid(): string {
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
