// Splits and joins of events. They are rows that are only ever added, and hold from the next merge on.

import { computed, signal } from "@preact/signals";
import { events, payload } from "./data";
import { LONGEST_NAME, LONGEST_NOTE, mend, signature } from "./limits";
import { RUN_KEY, askServer, notice, parseJson, reviewer, saveRows, store, stored, tell, uuid } from "./reviews";
import type { Decision, DecisionDraft, Json } from "./types";

const KEY = `summarizer-decisions-${RUN_KEY}`;

/** The rows beside the run when this page was made, and those made since. */
export const decisions = signal<Decision[]>(payload.decisions);

const eventOf = new Map(events.flatMap((event, index) => event.reports.map((id) => [id, index] as const)));
const beside = new Set(payload.decisions.map((row) => row.decision_id));
const filed = signal<ReadonlySet<string>>(beside);

const merged = new Set(events.flatMap((event) => event.decisions));

/** The withdrawals, by the ids of what they take back. */
export const withdrawals = computed(() => new Map(decisions.value.filter((row) => row.action === "withdraw").map((row) => [row.withdrawn, row])));
/** The ids of the rows that the events do not follow yet; not those that a later row overrules or takes back. */
export const pending = computed((): ReadonlySet<string> => {
  const rows = decisions.value.filter((row) => row.action !== "withdraw" && !withdrawals.value.has(row.decision_id));
  const made = rows.filter((row, at) => !isFollowed(row) && !rows.slice(at + 1).some((later) => speakOfTheSame(row, later)));
  const takenBack = [...withdrawals.value.values()].filter((row) => row.withdrawn !== null && merged.has(row.withdrawn));
  return new Set([...made, ...takenBack].map((row) => row.decision_id));
});
/** How many rows are in no file yet. */
export const unsavedDecisions = computed(() => decisions.value.filter((row) => !filed.value.has(row.decision_id)).length);

function isFollowed({ action, reports, others }: Decision): boolean {
  const [own, rest] = [reports, others].map((ids) => new Set(ids.flatMap((id) => eventOf.get(id) ?? []))) as [Set<number>, Set<number>];
  return action === "split" ? [...own].every((index) => !rest.has(index)) : new Set([...own, ...rest]).size < 2;
}

function speakOfTheSame(row: Decision, later: Decision): boolean {
  const own = new Set([...row.reports, ...row.others]);
  return [...later.reports, ...later.others].filter((id) => own.has(id)).length > 1;
}

const REPORT_LENGTH = 200;
const MOST_REPORTS = 10_000;

/** What keeps a split, join or withdrawal from being kept; null where nothing does. */
function refusal({ action, reports, others, withdrawn, note }: DecisionDraft): string | null {
  const all = [...reports, ...others];
  if (note !== null && [...note].length > LONGEST_NOTE) return `a note has at most ${LONGEST_NOTE.toLocaleString("en")} characters.`;
  if ((action === "withdraw") !== (withdrawn !== null) || (withdrawn !== null && all.length)) return "a withdrawal names what it takes back, and no reports.";
  if (withdrawn !== null) return null;
  if (!reports.length || new Set(all).size < 2) return "choose reports of both sides.";
  if (action === "split" && !others.length) return "leave a report that these are split from.";
  if (new Set(all).size < all.length || all.length > MOST_REPORTS) return "a report is named twice, or there are too many.";
  if (all.some((id) => !id || [...id].length > REPORT_LENGTH)) return "a report's id is too long.";
  return null;
}

function asDecision(value: Json): Decision | null {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  const { decision_id, when, who, action, reports = [], others = [], withdrawn = null, note = null } = value;
  if (action !== "split" && action !== "join" && action !== "withdraw") return null;
  if (typeof decision_id !== "string" || typeof when !== "string" || typeof who !== "string" || !who || who.length > LONGEST_NAME) return null;
  if (!isTexts(reports) || !isTexts(others) || !isText(withdrawn) || !isText(note)) return null;
  const row: Decision = { decision_id, when, who, action, reports, others, withdrawn, note };
  return refusal(row) === null ? row : null;
}

function isText(value: Json): value is string | null {
  return value === null || typeof value === "string";
}

function isTexts(value: Json | undefined): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** Keeps a split, join or withdrawal: at the server, or in this browser. Says whether it was kept. */
export async function decideEvents(draft: DecisionDraft): Promise<boolean> {
  const mended = { ...draft, note: draft.note === null ? null : mend(draft.note) };
  const trouble = refusal(mended) ?? (payload.decision_url === null ? keepHere(mended) : await send(mended, payload.decision_url));
  notice.value = trouble === null
    ? { text: `${draft.action === "withdraw" ? "That is taken back" : `The ${draft.action} is kept`}. Events follow it from the next merge on: summarizer events.`, bad: false }
    : { text: `Not saved: ${trouble}`, bad: true };
  return trouble === null;
}

async function send(draft: DecisionDraft, url: string): Promise<string | null> {
  try {
    const row = asDecision(await askServer(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(draft) }));
    if (row === null) return "the server's answer is no decision";
    add([row]);
    return null;
  } catch (error) {
    return tell(error);
  }
}

function keepHere(draft: DecisionDraft): string | null {
  const when = new Date().toISOString().replace(/\.\d+/, "");
  add([...keptHere(), { decision_id: uuid(), when, who: signature(reviewer.value), ...draft }]);
  store(KEY, JSON.stringify(decisions.value.filter((row) => !beside.has(row.decision_id))));
  return null;
}

function keptHere(): Decision[] {
  const rows = parseJson(stored(KEY) ?? "[]");
  return (Array.isArray(rows) ? rows : []).map(asDecision).filter((row) => row !== null);
}

function add(rows: Decision[]): void {
  const known = new Set(decisions.value.map((row) => row.decision_id));
  decisions.value = [...decisions.value, ...rows.filter((row) => !known.has(row.decision_id))];
}

/** What this browser kept of the run and its file has not yet. */
export function recallDecisions(): void {
  if (payload.decision_url === null) add(keptHere());
}

/** Gives all rows, those of before too, as a file to keep beside the run. */
export function downloadDecisions(): void {
  saveRows(decisions.value, "event-decisions.jsonl");
  filed.value = new Set(decisions.value.map((row) => row.decision_id));
}
