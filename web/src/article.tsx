// The article: numbered sentences, evidence underlined by field, lit up with the values that rest on it.

import { useComputed, useSignalEffect } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { headingOf } from "./data";
import { CATEGORIES, type Category } from "./fields";
import { hasMoved } from "./pointer";
import { assignLanes, cutArticle, type Piece, type Segment } from "./segments";
import { focusKey } from "./reviewing";
import { filters, hovered, language, lit, open, pane, picked, picking, shownCategories, sources, togglePicked, type Source } from "./state";
import { markFound } from "./found";
import { clip, plural, queryTerms, visible } from "./text";
import type { Entry } from "./types";

export function ArticlePane() {
  const shown = open.value;
  if (shown === null) return <section class="pane article-pane" id="article" aria-label="Article"><p class="empty">This run holds no record.</p></section>;
  const { entry } = shown;
  return (
    <section class="pane article-pane" id="article" aria-label="Article" tabIndex={0} data-shown={pane.value === "article"}>
      <Heading entry={entry} />
      <Legend />
      {picking.value && <p class="pick-hint" role="status">Choose the sentences that say it: click their numbers, or type them in the form.</p>}
      <Body key={shown.index} />
    </section>
  );
}

function Heading({ entry }: { entry: Entry }) {
  const known = [entry.published ?? "no publication date", entry.source, entry.path].filter((item) => item !== null);
  return (
    <header class="article-head">
      <h2 dir="auto" lang={language.value}>{clip(headingOf(entry), 300)}</h2>
      <p class="meta">{known.map((item) => <bdi key={item}>{clip(item, 200)}</bdi>)}</p>
    </header>
  );
}

function Legend() {
  const counts = useComputed(() => {
    const told = new Map<Category, number>();
    for (const { category, evidence } of sources.value) {
      if (category !== "finding" && isMarkable(category, evidence.status)) told.set(category, (told.get(category) ?? 0) + 1);
    }
    return told;
  });
  const toggle = (category: Category): void => {
    const all = [...counts.value.keys()];
    const now = new Set(shownCategories.value ?? all);
    if (!now.delete(category)) now.add(category);
    shownCategories.value = all.every((one) => now.has(one)) ? null : now;
  };
  return (
    <div class="legend" role="group" aria-label="Fields highlighted in the article">
      {(Object.keys(CATEGORIES) as Category[]).filter((category) => counts.value.has(category)).map((category) => (
        <button key={category} type="button" class={`chip cat-${category}`} aria-pressed={shownCategories.value?.has(category) ?? true} onClick={() => toggle(category)}>
          <span class="swatch" aria-hidden="true" />{CATEGORIES[category]} <span class="count">{counts.value.get(category)}</span>
        </button>
      ))}
    </div>
  );
}

function isMarkable(category: Category | "finding", status: string): boolean {
  return category !== "finding" && category !== "summary" && status !== "not_found";
}

/** Scrolls an element into the middle of its pane, without haste where the reader wants none. */
export function reveal(element: Element | null | undefined): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

function Body() {
  const article = open.value?.article ?? { text: "", sentences: [], values: "" };
  const all = sources.value;
  const categories = shownCategories.value;
  const root = useRef<HTMLDivElement>(null);
  const marked = (source: Source): boolean =>
    isMarkable(source.category, source.evidence.status) && (categories === null || categories.has(source.category as Category));
  const warning = useMemo(() => new Set([...(open.value?.view.findings.values() ?? [])].flat().filter(({ finding }) => finding.severity === "warning").map(({ key }) => key)), [all]);
  const { paragraphs, lanes, bySentence } = useMemo(() => {
    const sentences = new Map<number, Source[]>();
    for (const source of all) sentences.set(source.evidence.sentence, [...(sentences.get(source.evidence.sentence) ?? []), source]);
    return { paragraphs: cutArticle(article, all), lanes: assignLanes(all, marked), bySentence: sentences };
  }, [article, all, categories]);
  useSignalEffect(() => light(root.current, lit.value, sources.peek()));
  useSignalEffect(() => {
    const numbers = new Set(picked.value.map(String));
    for (const button of root.current?.querySelectorAll<HTMLElement>("button.num") ?? []) {
      if (picking.value) button.setAttribute("aria-pressed", String(numbers.has(button.dataset["sentence"] ?? "")));
      else button.removeAttribute("aria-pressed");
    }
  });
  useSignalEffect(() => {
    const terms = queryTerms(filters.value.query);
    markFound(root.current, open.value ? terms : []);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const from = (event.target as HTMLElement).dataset["sentence"];
    if (by === undefined || from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = root.current?.querySelector<HTMLElement>(`button.num[data-sentence="${Number(from) + by}"]`);
    if (next) {
      (event.target as HTMLElement).tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const hover = (target: EventTarget | null): void => {
    const element = (target as HTMLElement).closest?.<HTMLElement>("[data-sources], button.num");
    if (!element) {
      if (hovered.value?.from === "article") hovered.value = null;
      return;
    }
    const touched = element.dataset["sources"]?.split(" ").map((index) => all[Number(index)]) ?? bySentence.get(Number(element.dataset["sentence"])) ?? [];
    hovered.value = { keys: new Set(touched.flatMap((source) => source?.keys ?? [])), from: "article" };
  };
  const pick = (target: EventTarget | null): void => {
    const element = target as HTMLElement;
    const number = element.closest<HTMLElement>("[data-sentence]")?.dataset["sentence"];
    if (picking.value && number !== undefined) {
      togglePicked(Number(number));
      return;
    }
    const piece = element.closest<HTMLElement>(".seg.marked");
    const touched = piece?.dataset["sources"]?.split(" ").map((index) => all[Number(index)] as Source) ?? (element.closest("button.num") ? bySentence.get(Number(number)) : undefined);
    const key = narrowest(touched ?? []);
    if (key === undefined) return;
    pane.value = "record";
    requestAnimationFrame(() => focusKey(key));
  };
  return (
    <div
      ref={root}
      class="text"
      lang={language.value}
      data-picking={picking.value}
      onKeyDown={onKeyDown}
      onMouseOver={(event) => { if (hasMoved(event)) hover(event.target); }}
      onMouseLeave={() => { if (hovered.value?.from === "article") hovered.value = null; }}
      onFocusIn={(event) => hover(event.target)}
      onFocusOut={() => { if (hovered.value?.from === "article") hovered.value = null; }}
      onClick={(event) => pick(event.target)}
    >
      {paragraphs.map((pieces, index) => (
        <p key={index} dir="auto">{pieces.map((piece, at) => <Part key={at} piece={piece} all={all} lanes={lanes} cited={bySentence} warning={warning} />)}</p>
      ))}
    </div>
  );
}

/** The field that the shortest of some pieces of evidence is for. */
function narrowest(some: Source[]): string | undefined {
  const length = ({ evidence, category }: Source): number => evidence.end - evidence.start + (category === "finding" ? 1e9 : category === "summary" ? 1e6 : 0);
  return [...some].sort((one, other) => length(one) - length(other))[0]?.keys[0];
}

interface PartProps {
  piece: Piece;
  all: Source[];
  lanes: Map<number, number>;
  cited: Map<number, Source[]>;
  /** The keys of the warnings among the findings. */
  warning: ReadonlySet<string>;
}

function Part({ piece, all, lanes, cited, warning }: PartProps) {
  const inner = piece.segments.map((segment, index) => <Run key={index} segment={segment} all={all} lanes={lanes} />);
  if (piece.sentence === null) return <span class="between">{inner}</span>;
  const touching = cited.get(piece.sentence) ?? [];
  const values = new Set(touching.filter(({ category }) => category !== "finding").flatMap(({ keys }) => keys)).size;
  const warnings = new Set(touching.flatMap(({ keys }) => keys).filter((key) => warning.has(key))).size;
  const label = `Sentence ${piece.sentence}${values ? `, ${plural(values, "value")}` : ""}${warnings ? `, ${plural(warnings, "warning")}` : ""}`;
  return (
    <span class="sentence" data-sentence={piece.sentence}>
      {piece.first && (
        <button
          type="button" class="num" lang="en" data-sentence={piece.sentence} data-cited={values > 0} data-warns={warnings > 0}
          tabIndex={piece.sentence === 1 ? 0 : -1} aria-label={label}
        >
          {piece.sentence}
        </button>
      )}
      {inner}
    </span>
  );
}

function Run({ segment, all, lanes }: { segment: Segment; all: Source[]; lanes: Map<number, number> }) {
  const text = visible(segment.text);
  if (!segment.sources.length) return <>{text}</>;
  const lines = segment.sources.filter((index) => lanes.has(index));
  const style: Record<string, string> = {};
  let depth = 0;
  for (const index of lines) {
    const lane = lanes.get(index) ?? 0;
    style[`--line-${lane}`] = `var(--line-${all[index]?.category})`;
    depth = Math.max(depth, lane + 1);
  }
  if (depth) style["--depth"] = String(depth);
  const tags = [...new Set(segment.begins.filter((index) => lanes.has(index)).map((index) => tagOf(all[index] as Source)))];
  return (
    <span class={lines.length ? "seg marked" : "seg"} data-sources={segment.sources.join(" ")} data-tag={tags.length ? tags.join(", ") : undefined} style={style}>
      {text}
    </span>
  );
}

/** What a piece of evidence is labelled with: its category, or the name of a user's own field. */
function tagOf(source: Source): string {
  const own = source.category === "value" ? source.keys[0]?.split(".").pop() : undefined;
  return own === undefined ? CATEGORIES[source.category as Category] : clip(own, 24);
}

/** Lights up the evidence of some fields and its sentences; brings the first into view when the record asked for it. */
function light(root: HTMLElement | null, now: { keys: ReadonlySet<string>; from: string }, all: readonly Source[]): void {
  if (root === null) return;
  for (const element of root.querySelectorAll(".lit")) element.classList.remove("lit");
  if (!now.keys.size) return;
  const chosen = new Set<string>();
  const sentences = new Set<number>();
  all.forEach((source, index) => {
    if (source.keys.some((key) => now.keys.has(key))) {
      chosen.add(String(index));
      sentences.add(source.evidence.sentence);
    }
  });
  for (const number of sentences) {
    for (const element of root.querySelectorAll(`.sentence[data-sentence="${number}"]`)) element.classList.add("lit");
  }
  for (const element of root.querySelectorAll<HTMLElement>("[data-sources]")) {
    if (element.dataset["sources"]?.split(" ").some((index) => chosen.has(index))) element.classList.add("lit");
  }
  if (now.from === "record") reveal(root.querySelector(".sentence.lit"));
}
