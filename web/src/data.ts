// The run that stands in this page as JSON: a light index, and each record and article apart, parsed when wanted.

import type { AnyRecord, Entry, FlatEvent, MergedEvent, Payload, StoredArticle } from "./types";
import { fold, queryTerms } from "./text";

function read<T>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page is damaged: it has no ${id}. Write it again with summarizer report.`);
  return JSON.parse(element.textContent ?? "") as T;
}

export const payload: Payload = read("run");
export const entries: Entry[] = payload.entries;
export const events: FlatEvent[] = payload.events;

const records = new Map<number, AnyRecord>();
const articles = new Map<number, StoredArticle>();
const indices = new Map(entries.map((entry, index) => [entry.id, index]));

const inFile = new Map<string | null, number>();
for (const { path } of entries) inFile.set(path, (inFile.get(path) ?? 0) + 1);

/** What to call an article: its title, or else the name of its file where it is alone in one, or its first words. */
export function headingOf({ title, path, opening, id }: Entry): string {
  const file = path !== null && inFile.get(path) === 1 ? path.split(/[\\/]/).pop() : null;
  return title ?? (file || opening || id);
}

export function recordAt(index: number): AnyRecord {
  return remembered(records, index, () => read<AnyRecord>(`record-${index}`));
}

export function articleAt(index: number): StoredArticle {
  return remembered(articles, index, () => read<StoredArticle>(`article-${index}`));
}

export function eventAt(index: number): MergedEvent {
  return read<MergedEvent>(`event-${index}`);
}

export function indexOf(articleId: string): number | undefined {
  return indices.get(articleId);
}

function remembered<T>(known: Map<number, T>, index: number, make: () => T): T {
  let value = known.get(index);
  if (value === undefined) {
    value = make();
    known.set(index, value);
    const oldest = known.keys().next().value;
    if (known.size > 50 && oldest !== undefined) known.delete(oldest);
  }
  return value;
}

const searchable: string[] = [];

/** Whether all terms of a query stand in an entry's title, path, source, text or values. */
export function matcher(query: string): (index: number) => boolean {
  const terms = queryTerms(query);
  return (index) => terms.every((term) => searchText(index).includes(term));
}

function searchText(index: number): string {
  let text = searchable[index];
  if (text === undefined) {
    const entry = entries[index];
    const { text: body, values } = read<StoredArticle>(`article-${index}`);
    text = fold([entry?.title, entry?.path, entry?.source, entry?.id, values, body].join("\n"));
    searchable[index] = text;
  }
  return text;
}

/** Prepares the search in the moments when nothing else is done. */
export function prepareSearch(): void {
  const idle = window.requestIdleCallback ?? ((work: IdleRequestCallback) => setTimeout(() => work({ didTimeout: false, timeRemaining: () => 8 }), 50));
  let at = 0;
  const work = (deadline: IdleDeadline): void => {
    while (at < entries.length && deadline.timeRemaining() > 2) searchText(at++);
    if (at < entries.length) idle(work);
  };
  idle(work);
}
