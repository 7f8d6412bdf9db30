// What reviews.jsonl takes, as summarizer/reviewing/rows.py reads it: one row beyond that, and the file cannot be read.

import type { Json, Review, ReviewDraft } from "./types";

export const LONGEST_NAME = 200;
export const LONGEST_NOTE = 10_000;
const LONGEST_PATH = 1_000;
const MOST_SENTENCES = 50;
const DEEPEST = 200;

const LONE = /[\ud800-\udfff]/gu;
const SOMEBODY = /[^\s\u001c-\u001f\u0085]/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const UTC = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;

/** What keeps a decision out of the file; null where nothing does. */
export function refusal({ article_id, field, action, old, new: given, sentences, note }: ReviewDraft): string | null {
  const gives = action === "correct" || action === "add";
  if (!isPath(article_id) || !isPath(field)) return "no review can name this value: its path, or its article's id, is too long or broken.";
  if (gives && given === null) return "write a value; to take one away, reject it.";
  if (!gives && given !== null) return "only corrections and additions have a new value.";
  if (action === "withdraw" && typeof old !== "string") return "a withdrawal names the row that it takes back.";
  if (!isJson(old) || !isJson(given)) return "a number is too large, or a value lies too deep.";
  if (sentences.length > MOST_SENTENCES) return `choose at most ${MOST_SENTENCES} sentences.`;
  if (note !== null && !isHeld(note, LONGEST_NOTE)) return `a note has at most ${LONGEST_NOTE.toLocaleString("en")} characters.`;
  return null;
}

/** The row that a value is, with all its fields and no others; null where it is none. */
export function asReview(value: Json): Review | null {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  const { review_id, when, who, article_id, field, action, old = null, new: given = null, sentences = [], note = null } = value;
  if (typeof review_id !== "string" || !UUID.test(review_id)) return null;
  if (typeof when !== "string" || !isTime(when)) return null;
  if (typeof who !== "string" || !SOMEBODY.test(who) || !isHeld(who, LONGEST_NAME)) return null;
  if (typeof article_id !== "string" || typeof field !== "string" || !isAction(action)) return null;
  if (!Array.isArray(sentences) || !sentences.every(isSentence) || (note !== null && typeof note !== "string")) return null;
  const row = { review_id, when, who, article_id, field, action, old, new: given, sentences, note };
  return refusal(row) === null ? row : null;
}

/** The name that a row is signed with. */
export function signature(name: string): string {
  const held = [...mend(name).trim()].slice(0, LONGEST_NAME).join("");
  return SOMEBODY.test(held) ? held : "unnamed";
}

/** The text without lone surrogates, which Python takes for no text. */
export function mend(text: string): string {
  return text.replace(LONE, "\ufffd");
}

/** Whether the file can hold a text of at most so many code points. */
function isHeld(text: string, most: number): boolean {
  return mend(text) === text && [...text].length <= most;
}

function isPath(text: string): boolean {
  return text !== "" && isHeld(text, LONGEST_PATH);
}

/** Whether JSON has all numbers of a value, and Python goes as deep. */
function isJson(value: Json, depth = 0): boolean {
  if (value !== null && typeof value === "object") return depth < DEEPEST && Object.values(value).every((item) => isJson(item, depth + 1));
  return typeof value !== "number" || Number.isFinite(value);
}

function isAction(value: Json | undefined): value is Review["action"] {
  return value === "accept" || value === "reject" || value === "correct" || value === "add" || value === "withdraw";
}

function isSentence(value: Json): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
}

/** Whether it is a time of the calendar, such as 2026-11-24T18:00:00Z. */
function isTime(text: string): boolean {
  const time = new Date(text);
  return UTC.test(text) && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, 19));
}
