// The run: search, filters, order, and the articles, of which only those in view are in the page.

import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { choices, countryLabel, type Tally } from "./counting";
import { entries, headingOf } from "./data";
import { days } from "./fields";
import { progressOf } from "./reviews";
import { current, entryAt, filters, listed, NO_FILTERS, openRecord, pane, setFilters, sort, type Filters, type Sort } from "./state";
import { clip, plural } from "./text";
import type { Entry, Severity } from "./types";

const ROW = 76;
const SPARE = 6;

export function ListPane() {
  return (
    <nav class="pane list-pane" id="list" aria-label="Articles of the run" data-shown={pane.value === "list"}>
      <FilterBar ordered />
      <Articles />
    </nav>
  );
}

const SORTS: Record<Sort, string> = {
  run: "as in the run",
  date: "date of incident",
  published: "date of publication",
  title: "title",
  findings: "worst findings",
  killed: "most killed",
  review: "review begun",
};

/** Search and filters; the order is that of articles alone. */
export function FilterBar({ ordered = false }: { ordered?: boolean }) {
  const chosen = filters.value;
  const active = Object.entries(chosen).filter(([name, value]) => value && name !== "query").length;
  const unfolded = useSignal(ordered && matchMedia("(min-width: 760px)").matches);
  return (
    <search class="filters">
      <label class="sr" for="search">Search titles, texts and values</label>
      <input id="search" type="search" placeholder="Search  ( / )" autocomplete="off" value={chosen.query} onInput={(event) => setFilters({ query: event.currentTarget.value })} />
      <details open={unfolded.value} onToggle={(event) => { unfolded.value = event.currentTarget.open; }}>
        <summary>{ordered ? "Filters and order" : "Filters"}{active > 0 && ` · ${active} on`}</summary>
        <div class="grid">
          <Select name="type" label="Type" options={choices.type} />
          <Select name="country" label="Country" options={choices.country} />
          <Select name="outcome" label="Outcome" options={choices.outcome} />
          <FindingsSelect />
          <label class="field"><span>From</span><input type="date" value={chosen.from} onChange={(event) => setFilters({ from: event.currentTarget.value })} /></label>
          <label class="field"><span>To</span><input type="date" value={chosen.to} onChange={(event) => setFilters({ to: event.currentTarget.value })} /></label>
          <label class="field">
            <span>Review</span>
            <select value={chosen.review} onChange={(event) => setFilters({ review: event.currentTarget.value })}>
              <option value="">any</option><option value="untouched">not begun</option><option value="begun">begun</option><option value="done">done</option>
            </select>
          </label>
          {ordered && (
            <label class="field">
              <span>Order</span>
              <select value={sort.value} onChange={(event) => { sort.value = event.currentTarget.value as Sort; }}>
                {Object.entries(SORTS).map(([name, label]) => <option key={name} value={name}>{label}</option>)}
              </select>
            </label>
          )}
        </div>
      </details>
      <FilterState />
    </search>
  );
}

/** How many articles the filters keep, and the way to be rid of them. */
export function FilterState() {
  const chosen = filters.value;
  const isOn = Object.values(chosen).some(Boolean);
  return (
    <p class="found">
      <span role="status">{isOn ? `${listed.value.length.toLocaleString("en")} of ${plural(entries.length, "article")}` : plural(entries.length, "article")}</span>
      {chosen.place && <span class="chip-on">place: <bdi>{clip(chosen.place, 40)}</bdi></span>}
      {isOn && <button type="button" class="link" onClick={() => { filters.value = NO_FILTERS; }}>clear</button>}
    </p>
  );
}

function Select({ name, label, options }: { name: keyof Filters; label: string; options: Tally[] }) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={filters.value[name]} onChange={(event) => setFilters({ [name]: event.currentTarget.value })}>
        <option value="">any</option>
        {options.map((option) => <option key={option.value} value={option.value}>{clip(option.label, 40)} ({option.count})</option>)}
      </select>
    </label>
  );
}

function FindingsSelect() {
  return (
    <label class="field">
      <span>Findings</span>
      <select value={filters.value.findings} onChange={(event) => setFilters({ findings: event.currentTarget.value })}>
        <option value="">any</option>
        <option value="warning">warnings</option>
        <option value="info">any finding</option>
        <option value="none">no finding</option>
        {choices.finding.length > 0 && (
          <optgroup label="by code">{choices.finding.map((code) => <option key={code.value} value={code.value}>{clip(code.label, 40)} ({code.count})</option>)}</optgroup>
        )}
      </select>
    </label>
  );
}

function Articles() {
  const scroller = useRef<HTMLUListElement>(null);
  const top = useSignal(0);
  const height = useSignal(800);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => { height.value = element.clientHeight; });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useSignalEffect(() => {
    const at = listed.value.indexOf(current.value);
    const element = scroller.current;
    if (!element || at === -1) return;
    if (at * ROW < element.scrollTop) element.scrollTop = at * ROW;
    else if ((at + 1) * ROW > element.scrollTop + element.clientHeight) element.scrollTop = (at + 1) * ROW - element.clientHeight;
  });
  const first = useComputed(() => Math.max(0, Math.floor(top.value / ROW) - SPARE));
  const last = useComputed(() => Math.min(listed.value.length, Math.ceil((top.value + height.value) / ROW) + SPARE));
  const shown = listed.value.slice(first.value, last.value);
  const stop = shown.includes(current.value) ? current.value : shown[0];
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const order = listed.value;
    const next = order[order.indexOf(Number((event.target as HTMLElement).dataset["index"])) + by];
    if (next === undefined) return;
    openRecord(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  return (
    <ul ref={scroller} class="articles" onScroll={(event) => { top.value = event.currentTarget.scrollTop; }} onKeyDown={onKeyDown}>
      <li class="spacer" role="presentation" aria-hidden="true" style={{ height: `${first.value * ROW}px` }} />
      {shown.map((index, at) => (
        <li key={index} aria-setsize={listed.value.length} aria-posinset={first.value + at + 1}>
          <Item index={index} stop={index === stop} />
        </li>
      ))}
      <li class="spacer" role="presentation" aria-hidden="true" style={{ height: `${(listed.value.length - last.value) * ROW}px` }} />
      {!listed.value.length && <li class="empty">No article is kept by the filters.</li>}
    </ul>
  );
}

function Item({ index, stop }: { index: number; stop: boolean }) {
  const entry = entryAt(index);
  const chosen = current.value === index;
  return (
    <button
      type="button" class="item" data-index={index} tabIndex={stop ? 0 : -1} aria-current={chosen}
      onClick={() => { openRecord(index); pane.value = "article"; }}
    >
      <span class="item-title" dir="auto">{clip(headingOf(entry), 120)}</span>
      <span class="item-meta"><bdi>{describeIncidents(entry)}</bdi></span>
      <span class="item-signs"><Signs entry={entry} /></span>
    </button>
  );
}

function describeIncidents(entry: Entry): string {
  const [first, ...rest] = entry.incidents;
  if (!first) return entry.published ?? "no incident";
  const known = [first.type, first.from && days(first.from, first.to), first.code ? countryLabel(first.code) : first.country && clip(first.country, 30)];
  return known.filter(Boolean).join(" · ") + (rest.length ? ` · +${rest.length}` : "");
}

const SIGNS: [Severity, string, string][] = [["warning", "!", "warning"], ["info", "i", "note"]];
const PROGRESS = { untouched: null, begun: ["◐", "review begun"], done: ["✓", "reviewed"] } as const;

function Signs({ entry }: { entry: Entry }) {
  const state = PROGRESS[progressOf(entry.id)];
  return (
    <>
      {SIGNS.map(([severity, sign, word]) => {
        const count = entry.findings.filter(([one]) => one === severity).reduce((sum, [, , many]) => sum + many, 0);
        return count > 0 && <span key={severity} class={`sign-count ${severity}`}><span class="severity" aria-hidden="true">{sign}</span><span aria-hidden="true">{count}</span><span class="sr">{plural(count, word)}</span></span>;
      })}
      {state && <span class="review-state" role="img" aria-label={state[1]} title={state[1]}>{state[0]}</span>}
    </>
  );
}
