// Whether a row is of what the record holds, as summarizer/review/edits.py and paths.py tell it.

import { isCustom } from "./fields";
import type { AnyRecord, Json, ReviewDraft } from "./types";

type Tree = { [key: string]: Json };

const WORDS = ["text", "name", "group", "type"];
const MADE = new Set(["evidence", "country_evidence"]);
/** Values that are objects: of entries and lists the value that was seen may be left out, of these not. */
const VALUES = /^incidents\[\d+\]\.(?:date|victims\[\d+\]\.(?:count|said_by))$/;

/** Whether the record has a row's field and there the value that the reviewer saw. */
export function isSeenIn(record: AnyRecord, { action, field, old }: ReviewDraft): boolean {
  const found = nodesAt((isCustom(record) ? record.answer : record) as Tree, field);
  const [stored] = found;
  if (found.length !== 1 || stored === undefined) return false;
  const unstated = old === null && stored !== null && typeof stored === "object" && !VALUES.test(field);
  const takesBack = action === "reject" && Array.isArray(stored);
  return action === "add" || takesBack || unstated || isSame(old, stored);
}

/** The nodes that a path may name: two where a key of one's own schema holds a dot or a bracket. */
function nodesAt(node: Json, path: string, isRoot = true): Json[] {
  if (!path) return [node];
  if (node === null || typeof node !== "object") return [];
  const steps = Array.isArray(node)
    ? node.map((item, at): [string, Json] => [`[${at}]`, item])
    : Object.entries(node).map(([name, item]): [string, Json] => [isRoot ? name : `.${name}`, item]);
  return steps.filter(([step]) => path.startsWith(step)).flatMap(([step, item]) => nodesAt(item, path.slice(step.length), false));
}

/** Whether what was seen is what is stored: whole, in a simple form without evidence, or its words alone. */
function isSame(seen: Json, stored: Json): boolean {
  if (stored === null || typeof stored !== "object") return seen === stored;
  if (Array.isArray(stored)) {
    if (typeof seen === "string") return seen === stored.join(", ");
    return Array.isArray(seen) && seen.length === stored.length && stored.every((item, at) => isSame(seen[at] as Json, item));
  }
  if (typeof seen === "string") return WORDS.some((word) => stored[word] === seen);
  if (seen === null || typeof seen !== "object" || Array.isArray(seen)) return false;
  const shared = Object.entries(seen).filter(([name]) => Object.hasOwn(stored, name) && !MADE.has(name));
  return shared.length > 0 && shared.every(([name, value]) => isSame(value, stored[name] as Json));
}
