// Deciding on the value that is looked at, and moving on.

import { rowsOf, sectionsOf, type Part, type Row } from "./fields";
import { correctionOf, decide, decisionOn, isDecided, notice, remember, reviews, sign, take, undo, withdraw } from "./reviews";
import { listed, open, openRecord, entryAt, pane, selected, step } from "./state";
import { indexOf, recordAt } from "./data";
import { plural } from "./text";
import type { Json, Review } from "./types";

interface Named {
  field: string;
  old: Json;
}

/** What is accepted: of a row with one value, the whole entry. */
export interface Unit extends Named {
  /** What is rejected: with a name its whole entry goes; null where it cannot be rejected. */
  reject: Named | null;
  /** The value that is edited; null for entries of several values, which are edited one by one. */
  edit: Part | null;
}

/** What is decided on when a field is selected; null for findings and what is no value. */
export function unitOf(field: string): Unit | null {
  const view = open.value?.view;
  if (!view) return null;
  const card = view.cards.find((one) => one.field === field);
  if (card) return { field, old: card.old, reject: card, edit: null };
  for (const row of rowsOf(view)) {
    const unit = unitIn(row, field);
    if (unit) return unit;
  }
  return null;
}

function unitIn(row: Row, field: string): Unit | null {
  const part = row.parts.find((one) => one.field === field);
  if (part) {
    const own = row.parts.length === 1 ? row : part;
    const reject = part.rejects === "entry" ? row : part.rejects && own;
    return { field: own.field, old: own.old, reject, edit: part.canCorrect ? part : null };
  }
  if (row.field !== field) return null;
  return { field, old: row.old, reject: row, edit: row.parts.find((one) => one.editor === "text") ?? null };
}

/** Accepts or rejects a value; of one that was corrected the correction is accepted. Says whether that was kept. */
export async function decideOn(field: string, action: "accept" | "reject"): Promise<boolean> {
  const shown = open.value;
  const unit = unitOf(field);
  if (shown === null || unit === null) return false;
  const named = action === "reject" || isRejected(shown.entry.id, unit.reject) ? unit.reject : unit;
  if (named === null) {
    notice.value = { text: `This value can only be accepted${unit.edit ? " or corrected" : ""}.`, bad: false };
    return false;
  }
  const corrected = action === "accept" ? correctionOf(shown.entry.id, named.field) : null;
  if (corrected !== null) return giveAgain(corrected);
  return decide({ article_id: shown.entry.id, field: named.field, action, old: named.old, new: null, sentences: [], note: null });
}

/** Gives a correction again: an acceptance of its field would say that the old value is right. */
function giveAgain({ review_id: _id, when: _when, who: _who, ...draft }: Review): Promise<boolean> {
  return decide(draft);
}

/** Whether a value or entry was rejected itself: accepting takes that back. */
function isRejected(articleId: string, named: Named | null): boolean {
  const last = named && decisionOn(articleId, named.field);
  return last?.action === "reject" && last.field === named?.field;
}

/** Accepts or rejects what the keyboard is on, and goes on to the next row. */
export async function decideHere(action: "accept" | "reject"): Promise<void> {
  if (selected.value !== null && (await decideOn(selected.value, action))) moveRow(1);
}

const SHOWN_EVERY_MS = 500;
const accepting = new Set<string>();

/** Accepts every row of the open record that nobody decided on, and tells at the end what was refused. */
export async function acceptRest(): Promise<void> {
  const shown = open.value;
  if (shown === null || accepting.has(shown.entry.id)) return;
  accepting.add(shown.entry.id);
  const refused: string[] = [];
  const made: Review[] = [];
  const from = reviews.value.length;
  let [told, since] = [0, performance.now()];
  const tellNew = (): void => {
    take(made.slice(told), from + told);
    [told, since] = [made.length, performance.now()];
  };
  for (const row of rowsOf(shown.view)) {
    if (isDecided(shown.entry.id, row)) continue;
    const draft = { article_id: shown.entry.id, field: row.field, action: "accept" as const, old: row.old, new: null, sentences: [], note: null };
    const kept = await sign(draft);
    if (typeof kept === "string") refused.push(kept);
    else made.push(kept);
    if (performance.now() - since >= SHOWN_EVERY_MS) tellNew();
  }
  tellNew();
  accepting.delete(shown.entry.id);
  remember(made);
  if (refused.length) notice.value = { text: `${plural(refused.length, "value")} not accepted: ${refused[0]}`, bad: true };
}

/** Takes back what was decided last, and goes there. */
export async function undoLast(): Promise<void> {
  const row = await undo();
  const index = row && indexOf(row.article_id);
  if (row === null || index === null || index === undefined) return;
  if (index !== open.value?.index) openRecord(index);
  notice.value = { text: "The last step is taken back.", bad: false };
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`#record [data-field="${CSS.escape(row.field)}"] [data-key], #record [data-key="${CSS.escape(row.field)}"]`)?.focus());
}

/** Takes back the last word on a value, whoever said it. */
export async function takeBack(field: string): Promise<void> {
  const said = saidOf(field);
  if (said) await withdraw(said);
}

/** The word that can be withdrawn where a value is looked at: the last on it, or on the entry that goes with it. */
export function saidOf(field: string): Review | null {
  const [articleId, unit] = [open.value?.entry.id ?? "", unitOf(field)];
  const fields = [field, unit?.field, unit?.reject?.field].filter((one) => one !== undefined);
  const said = fields.map((one) => decisionOn(articleId, one)).filter((one) => one !== null && fields.includes(one.field));
  return (new Set(said).size > 1 ? reviews.value.findLast((one) => said.includes(one)) : said[0]) ?? null;
}

export function focusKey(key: string): void {
  document.querySelector<HTMLElement>(`#record [data-key="${CSS.escape(key)}"]`)?.focus();
}

/** The rows' keys in the order of the page: for a row of several values the row itself, else its value. */
function rowKeys(): string[] {
  const view = open.value?.view;
  if (!view) return [];
  const keys: string[] = [];
  const push = (row: Row): void => void keys.push(row.parts.length === 1 ? row.parts[0]?.field ?? row.field : row.field);
  for (const section of view.top) section.rows.forEach(push);
  for (const card of view.cards) {
    keys.push(card.field);
    for (const section of card.sections) section.rows.forEach(push);
  }
  return keys;
}

/** Moves to the next or previous row of the record. */
export function moveRow(by: number): void {
  const keys = rowKeys();
  const row = open.value ? sectionsOf(open.value.view).flatMap((section) => section.rows).find((one) => one.parts.some((part) => part.field === selected.value)) : undefined;
  const now = selected.value === null ? -1 : Math.max(keys.indexOf(selected.value), row ? keys.indexOf(row.field) : -1);
  const key = now === -1 && by < 0 ? keys.at(-1) : keys[Math.min(Math.max(now + by, 0), keys.length - 1)];
  if (key !== undefined) focusKey(key);
}

/** Moves to the next or previous value within the row that is selected. */
export function movePart(by: number): void {
  const key = document.activeElement as HTMLElement | null;
  const row = key?.closest(".row, .card-head");
  if (!row || !key) return;
  const all = [...row.querySelectorAll<HTMLElement>("[data-key]:not([data-finding])")];
  all[all.indexOf(key) + by]?.focus();
}

/** Moves to the next or previous finding, on into the next article of the list that has one. */
export function moveFinding(by: number): void {
  const keys = [...document.querySelectorAll<HTMLElement>("#record [data-finding]")];
  const at = keys.findIndex((element) => element.dataset["key"] === selected.value);
  const next = at === -1 ? (by > 0 ? keys[0] : keys.at(-1)) : keys[at + by];
  if (next) {
    pane.value = "record";
    next.focus();
    return;
  }
  const order = listed.value;
  const start = order.indexOf(open.value?.index ?? -1);
  for (let to = start + by; to >= 0 && to < order.length; to += by) {
    const index = order[to] as number;
    if (!entryAt(index).findings.length) continue;
    openRecord(index);
    const count = recordAt(index).findings.length;
    requestAnimationFrame(() => {
      const found = [...document.querySelectorAll<HTMLElement>("#record [data-finding]")];
      if (count) (by > 0 ? found[0] : found.at(-1))?.focus();
    });
    return;
  }
}

/** Opens the next or previous article and looks at its first value. */
export function moveRecord(by: number): void {
  if (!step(by)) return;
  document.querySelector("#article")?.scrollTo({ top: 0 });
  document.querySelector("#record")?.scrollTo({ top: 0 });
}

/** Goes to a sentence in the article. */
export function goTo(number: number): void {
  pane.value = "article";
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`#article button.num[data-sentence="${number}"]`)?.focus());
}
