// The record: rows of values with their findings, decisions and evidence.

import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { reveal } from "./article";
import { AddEditor, PartEditor } from "./editor";
import { days, describeCount, isCustom, isGap, type Addable, type Card, type Part, type Placed, type Row, type Section } from "./fields";
import { hasMoved } from "./pointer";
import { additionsTo, countStray, decide, decisionOn, decisionOnRow, isDecided, notice, steps } from "./reviews";
import { acceptRest, decideOn, goTo, saidOf, takeBack, undoLast, unitOf } from "./reviewing";
import { adding, editing, hovered, keysOf, language, lit, open, pane, selected, startAdding, startEditing, step } from "./state";
import { clip, plural, usd, visible } from "./text";
import type { AnyRecord, Confidence, Evidence, Json, Review } from "./types";

const INCIDENTS: Addable = { field: "incidents", form: "incident" };

export function RecordPane() {
  const shown = open.value;
  const root = useRef<HTMLElement>(null);
  useSignalEffect(() => {
    const now = lit.value;
    for (const element of root.current?.querySelectorAll(".lit") ?? []) element.classList.remove("lit");
    let first: Element | null = null;
    for (const element of root.current?.querySelectorAll<HTMLElement>("[data-key]") ?? []) {
      if (!now.keys.has(element.dataset["key"] ?? "")) continue;
      element.classList.add("lit");
      first ??= element;
    }
    if (now.from === "article") reveal(first);
  });
  if (shown === null) return <section class="pane record-pane" id="record" aria-label="Record" />;
  const { view, entry, record } = shown;
  const over = (target: EventTarget | null): void => {
    const key = (target as HTMLElement).closest<HTMLElement>("[data-key]")?.dataset["key"];
    if (key !== undefined) hovered.value = { keys: new Set(keysOf(key)), from: "record" };
    else if (hovered.value?.from === "record") hovered.value = null;
  };
  return (
    <section
      ref={root} class="pane record-pane" id="record" aria-label="Record" tabIndex={-1} key={shown.index} data-shown={pane.value === "record"}
      onMouseOver={(event) => { if (hasMoved(event)) over(event.target); }}
      onMouseLeave={() => { if (hovered.value?.from === "record") hovered.value = null; }}
    >
      <h2 class="sr">Record</h2>
      <Bar articleId={entry.id} />
      <Findings anchor="article" />
      {view.top.map((section) => <SectionBlock key={section.field} section={section} isTop />)}
      <Findings anchor="incidents" />
      {view.cards.map((card) => <IncidentCard key={card.field} card={card} />)}
      {!isCustom(record) && view.cards.length === 0 && <p class="empty">No incident reported.</p>}
      {!isCustom(record) && <Additions to={INCIDENTS} />}
      {!isCustom(record) && <AddButton to={INCIDENTS} named />}
      {adding.value?.form === "incident" && <AddEditor {...INCIDENTS} />}
      <Provenance record={record} />
    </section>
  );
}

function Bar({ articleId }: { articleId: string }) {
  const view = open.value?.view;
  const rows = view ? view.top.concat(view.cards.flatMap((card) => card.sections)).flatMap((section) => section.rows) : [];
  const done = rows.filter((row) => isDecided(articleId, row)).length;
  const stray = countStray(articleId);
  return (
    <div class="record-bar">
      <button type="button" class="icon" aria-label="Previous article" title="Previous article (k)" onClick={() => step(-1)}>‹</button>
      <button type="button" class="icon" aria-label="Next article" title="Next article (j)" onClick={() => step(1)}>›</button>
      <span class="reviewed" role="status">{done} of {rows.length} reviewed{stray > 0 && `; ${plural(stray, "review")} of other values than these`}</span>
      <button type="button" disabled={done === rows.length} title="Accept all values that are not reviewed yet (Shift+A)" onClick={() => void acceptRest()}>Accept the rest</button>
      <button type="button" class="icon" aria-label="Undo" title="Take the last step back (u)" disabled={!steps.value.length} onClick={() => void undoLast()}>↶</button>
    </div>
  );
}

function IncidentCard({ card }: { card: Card }) {
  const articleId = open.value?.entry.id ?? "";
  const decision = decisionOn(articleId, card.field);
  const what = card.sections[0];
  const [type, stage] = what?.rows.map((row) => row.parts[0]) ?? [];
  return (
    <section class="card" data-state={decision?.action} aria-label={card.title}>
      <header class="card-head" data-field={card.field}>
        <h3>
          <button type="button" class="key" data-key={card.field} aria-current={selected.value === card.field} onFocus={() => { selected.value = card.field; }}>
            {card.title}
          </button>
        </h3>
        {type && <PartChip part={type} />}
        {stage && <PartChip part={stage} />}
        <Sureness of={card.confidence} />
        <Mark decision={decision} />
        <Actions field={card.field} />
        {card.totals && <p class="totals">{isTotalOpen(articleId, card) && "before the review: "}{card.totals}</p>}
      </header>
      {[type, stage].map((part) => part && editing.value === part.field && <PartEditor key={part.field} part={part} now={valueNow(articleId, part)} />)}
      {what?.rows.map((row) => <Findings key={row.field} anchor={row.field} />)}
      <Findings anchor={card.field} />
      {card.sections.slice(1).map((section) => <SectionBlock key={section.field} section={section} />)}
    </section>
  );
}

/** Whether the totals are those of the record alone: what was changed or added since is reckoned in with `--reviews`. */
function isTotalOpen(articleId: string, { field, sections }: Card): boolean {
  const victims = sections.find((section) => section.field === `${field}.victims`);
  const changes = (decision: Review | null): boolean => decision !== null && decision.action !== "accept";
  return victims !== undefined && (
    victims.adds.some((add) => additionsTo(articleId, add).length > 0) ||
    victims.rows.some((row) => changes(decisionOnRow(articleId, row)) || row.parts.some((part) => changes(decisionOn(articleId, part.field))) || gapsOf(articleId, row)[0].length > 0)
  );
}

function SectionBlock({ section, isTop = false }: { section: Section; isTop?: boolean }) {
  const articleId = open.value?.entry.id ?? "";
  const filled = section.adds.filter((add) => additionsTo(articleId, add).length > 0);
  const offered = section.adds.filter((add) => !isGap(add.form) || !filled.includes(add));
  const ownRow = section.rows.some((row) => row.field === section.field);
  const form = section.adds.find(({ field }) => field === adding.value?.field);
  if (!section.rows.length && !section.adds.length) return null;
  return (
    <div class="section" role="group" aria-label={section.title} data-named={section.field === "answer"} data-empty={!section.rows.length && !filled.length}>
      <div class="section-name">
        {isTop ? <h3>{section.title}</h3> : <h4>{section.title}</h4>}
        {offered.map((add) => <AddButton key={add.form} to={add} named={offered.length > 1} />)}
      </div>
      <div class="section-body">
        {section.rows.map((row) => <RowBlock key={row.field} row={row} of={section.title} />)}
        {filled.map((add) => <Additions key={add.form} to={add} />)}
        {!ownRow && <Findings anchor={section.field} />}
        {form && <AddEditor key={form.form} {...form} />}
      </div>
    </div>
  );
}

function AddButton({ to, named = false, sentences = [] }: { to: Addable; named?: boolean; sentences?: number[] }) {
  const title = `Add ${to.form}`;
  return (
    <button type="button" class="add" onClick={() => startAdding(to, sentences)} aria-label={title} title={title}>
      {named ? `+ ${to.form}` : "+"}
    </button>
  );
}

function RowBlock({ row, of }: { row: Row; of: string }) {
  const articleId = open.value?.entry.id ?? "";
  const only = row.parts.length === 1;
  const decision = decisionOnRow(articleId, row);
  const inside = selected.value === row.field || row.parts.some((part) => part.field === selected.value);
  const edited = row.parts.find((part) => part.field === editing.value);
  const [filled, gaps] = gapsOf(articleId, row);
  const form = gaps.find(({ field }) => field === adding.value?.field);
  return (
    <div class="row" role="group" aria-label={`${of} ${row.label}`} data-field={row.field} data-state={decision?.action} data-selected={inside} data-many={!only}>
      <div class="row-main">
        {only
          ? <span class="label">{visible(row.label)}</span>
          : <button type="button" class="label key" data-key={row.field} aria-label={`${of} ${row.label}`} aria-current={selected.value === row.field} onFocus={() => { selected.value = row.field; }}>{row.label}</button>}
        <span class="parts">{row.parts.map((part) => <PartChip key={part.field} part={part} sole={only} />)}<Cites numbers={row.parts.flatMap((part) => sentencesNow(articleId, part))} evidence={row.parts.flatMap((part) => part.evidence)} /><Sureness of={row.confidence} /></span>
        <Mark decision={decision} />
        <Actions field={only ? row.parts[0]?.field ?? row.field : inside ? selected.value ?? row.field : row.field} />
      </div>
      {row.parts.map((part) => <Doubt key={part.field} part={part} many={!only} />)}
      {inside && <Quote evidence={evidenceOf(row, selected.value)} />}
      {edited && <PartEditor key={edited.field} part={edited} now={valueNow(articleId, edited)} />}
      {filled.map((gap) => <Additions key={gap.form} to={gap} />)}
      {inside && gaps.length > 0 && <p class="gaps">{gaps.map((gap) => <AddButton key={gap.form} to={gap} named sentences={sentencesOf(row.parts.filter((part) => part.owns).flatMap((part) => part.evidence))} />)}</p>}
      {form && <AddEditor key={form.form} {...form} />}
      <Findings anchor={row.field} />
    </div>
  );
}

/** Of what an entry lacks, that which a reviewer gave, and the rest. */
function gapsOf(articleId: string, { gaps = [] }: Row): [Addable[], Addable[]] {
  const given = (gap: Addable): boolean => additionsTo(articleId, gap).length > 0;
  return [gaps.filter(given), gaps.filter((gap) => !given(gap))];
}

function sentencesOf(evidence: Evidence[]): number[] {
  return [...new Set(evidence.map((item) => item.sentence))].sort((one, other) => one - other);
}

function evidenceOf(row: Row, field: string | null): Evidence[] {
  const part = row.parts.find((one) => one.field === field);
  return part ? part.evidence : row.parts.filter((one) => one.owns).flatMap((one) => one.evidence);
}

function valueNow(articleId: string, part: Part): Json {
  const decision = decisionOn(articleId, part.field);
  return decision?.action === "correct" && decision.field === part.field ? decision.new : part.old;
}

/** One value; what it was corrected to stands beside it. */
function PartChip({ part, sole = false }: { part: Part; sole?: boolean }) {
  const articleId = open.value?.entry.id ?? "";
  const decision = decisionOn(articleId, part.field);
  const own = decision?.field === part.field ? decision : null;
  return (
    <button
      type="button" class={`part cat-${part.category}`} data-key={part.field} data-state={own?.action} aria-current={selected.value === part.field}
      onFocus={() => { selected.value = part.field; }}
      onClick={() => { selected.value = part.field; }}
    >
      {!sole && <span class="sr">{part.name}: </span>}
      {own?.action === "correct"
        ? <><del dir="auto">{clip(part.editor === "date" ? describe(part.old) : part.text, 400)}</del> <ins dir="auto">{describe(own.new)}</ins></>
        : <span class="value" dir="auto">{visible(part.text) || "(empty)"}</span>}
      {part.detail && own?.action !== "correct" && <span class="detail">{visible(part.detail)}</span>}
      {!sole && own && own.action !== "correct" && <Sign action={own.action} />}
    </button>
  );
}

export function describe(value: Json): string {
  if (value === null || typeof value !== "object") return visible(String(value));
  if (Array.isArray(value)) return visible(value.map(describe).join(", "));
  if ("earliest" in value) return visible(`${value["text"] || ""} ${days(value["earliest"] as string | null, value["latest"] as string | null)}`.trim());
  if ("low" in value) return visible(describeCount(value as unknown as Parameters<typeof describeCount>[0]));
  return Object.values(value).filter((item) => item !== null && item !== "" && !(Array.isArray(item) && !item.length)).map(describe).join(" · ");
}

const SIGNS = { accept: ["✓", "accepted"], reject: ["✗", "rejected"], correct: ["✎", "corrected"], add: ["+", "added"], withdraw: ["↶", "taken back"] } as const;

function Sign({ action }: { action: Review["action"] }) {
  const [sign, word] = SIGNS[action];
  return <span class={`sign ${action}`} role="img" aria-label={word} title={word}>{sign}</span>;
}

function Mark({ decision }: { decision: Review | null }) {
  if (decision === null) return null;
  const told = `${SIGNS[decision.action][1]} by ${decision.who} on ${decision.when.slice(0, 10)}${decision.note ? `: ${decision.note}` : ""}`;
  return <span class={`mark ${decision.action}`} title={clip(told, 300)}><Sign action={decision.action} /></span>;
}

/** The sentences that say a value: those a reviewer picked for a correction, else those of its evidence. */
function sentencesNow(articleId: string, part: Part): number[] {
  const decision = decisionOn(articleId, part.field);
  const corrected = decision?.action === "correct" && decision.field === part.field && decision.sentences.length > 0;
  return corrected ? decision.sentences : part.evidence.map((item) => item.sentence);
}

/** The sentences by number, and the pages of the file that they stand on as far as evidence tells. */
function Cites({ numbers, evidence = [] }: { numbers: number[]; evidence?: Evidence[] }) {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  const pages = pagesOf(evidence.filter((item) => numbers.includes(item.sentence)));
  return (
    <span class="cites">
      {sorted.slice(0, 6).map((number) => (
        <button key={number} type="button" class="cite" tabIndex={-1} aria-label={`Go to sentence ${number}`} onClick={() => goTo(number)}>{number}</button>
      ))}
      {pages && <span class="detail">{pages}</span>}
    </span>
  );
}

/** How likely something is right, in percent, where that is known; less than even is set apart. */
function Sureness({ of }: { of: Confidence | undefined }) {
  if (of === null || of === undefined) return null;
  const percent = Math.round(100 * of);
  return <span class="sureness" data-low={of < 0.5} title={`Right with a probability of ${percent} %`}><span class="sr">confidence </span>{percent} %</span>;
}

function pagesOf(evidence: Evidence[]): string {
  const pages = [...new Set(evidence.flatMap((item) => item.page ?? []))].sort((one, other) => one - other);
  return pages.length ? `page${pages.length > 1 ? "s" : ""} ${pages.slice(0, 6).join(", ")}` : "";
}

/** What weakens a value's evidence, in words. */
function Doubt({ part, many }: { part: Part; many: boolean }) {
  if (!part.owns) return null;
  const statuses = part.evidence.map((item) => item.status);
  const said = !statuses.length
    ? "no evidence"
    : statuses.every((status) => status === "not_found")
      ? "the cited sentence does not hold it"
      : statuses.every((status) => status === "fuzzy" || status === "not_found") ? "a near spelling" : null;
  return said && <p class="doubt">{many ? `${part.name}: ` : ""}{said}</p>;
}

function Actions({ field }: { field: string }) {
  const unit = unitOf(field);
  return (
    <span class="actions">
      <button type="button" tabIndex={selected.value === field ? 0 : -1} class="icon" aria-label="Accept" title="Accept (a)" onClick={() => void decideOn(field, "accept")}>✓</button>
      {unit?.reject && (
        <button type="button" tabIndex={selected.value === field ? 0 : -1} class="icon" aria-label="Reject" title="Reject (r)" onClick={() => void decideOn(field, "reject")}>✗</button>
      )}
      {unit?.edit && (
        <button type="button" tabIndex={selected.value === field ? 0 : -1} class="icon" aria-label="Correct" title="Correct (e)" onClick={() => edit(field)}>✎</button>
      )}
      {saidOf(field) && (
        <button type="button" tabIndex={selected.value === field ? 0 : -1} class="icon" aria-label="Take back" title="Take this decision back" onClick={() => void takeBack(field)}>↶</button>
      )}
    </span>
  );
}

export function edit(field: string): void {
  const unit = unitOf(field);
  if (unit && !unit.edit && !unit.reject) notice.value = { text: "This value can only be accepted.", bad: false };
  if (unit?.edit) startEditing(unit.edit.field, sentencesOf(unit.edit.evidence));
}

/** The sentences of some evidence, with it marked: for narrow screens, and for those who listen. */
function Quote({ evidence }: { evidence: Evidence[] }) {
  const sentences = [...new Set(evidence.map((item) => item.sentence))].slice(0, 3);
  return <div class="quotes">{sentences.map((number) => <SentenceQuote key={number} number={number} evidence={evidence} />)}</div>;
}

function SentenceQuote({ number, evidence }: { number: number; evidence: Evidence[] }) {
  const article = open.value?.article;
  const first = evidence.find((item) => item.sentence === number);
  if (!article || !first) return null;
  const points = Array.from(sentenceText(article.text, article.sentences[number - 1] ?? [first.start, first.end]));
  const base = (article.sentences[number - 1] ?? [first.start])[0];
  const own = evidence.filter((item) => item.sentence === number && item.status !== "not_found").sort((one, other) => one.start - other.start);
  const pieces = [];
  let at = 0;
  for (const item of own) {
    const [start, end] = [Math.max(item.start - base, at), item.end - base];
    if (end <= start) continue;
    pieces.push(visible(points.slice(at, start).join("")), <mark key={start}>{visible(points.slice(start, end).join(""))}</mark>);
    at = end;
  }
  pieces.push(visible(points.slice(at).join("")));
  return <blockquote dir="auto" lang={language.value}><span class="quote-num" aria-hidden="true">{number}</span>{first.page && <span class="quote-num">page {first.page}</span>}{pieces}</blockquote>;
}

function sentenceText(text: string, [start, end]: [number, number]): string {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
}

function Findings({ anchor }: { anchor: string }) {
  const placed = open.value?.view.findings.get(anchor) ?? [];
  return <>{placed.map((one) => <FindingNote key={one.key} placed={one} />)}</>;
}

const SEVERITY_SIGNS = { info: "i", warning: "!" } as const;

/** A finding where it belongs; sentences that say different things stand side by side. */
function FindingNote({ placed: { finding, key } }: { placed: Placed }) {
  const numbers = [...new Set(finding.evidence.map((item) => item.sentence))];
  return (
    <div class={`finding ${finding.severity}`}>
      <button type="button" class="finding-text" data-key={key} data-finding aria-current={selected.value === key} onFocus={() => { selected.value = key; }} onClick={() => { selected.value = key; }}>
        <span class="severity" aria-hidden="true">{SEVERITY_SIGNS[finding.severity]}</span>
        <span class="sr">{finding.severity}: </span>
        <span dir="ltr">{clip(finding.message, 1000)}</span>
        <span class="code">{finding.code}</span>
      </button>
      {numbers.length > 1 && (
        <div class="side-by-side" role="group" aria-label="What the sentences say">
          {numbers.slice(0, 6).map((number) => <SentenceQuote key={number} number={number} evidence={finding.evidence} />)}
        </div>
      )}
    </div>
  );
}

function Additions({ to }: { to: Addable }) {
  const articleId = open.value?.entry.id ?? "";
  return (
    <>
      {additionsTo(articleId, to).map((review) => (
        <div key={review.review_id} class="row added" data-state="add">
          <div class="row-main">
            <span class="label">{isGap(to.form) ? `${to.form} added` : "added"}</span>
            <ins dir="auto">{describe(review.new)}</ins>
            <Cites numbers={review.sentences} />
            <Mark decision={{ ...review, action: "add" }} />
            <button
              type="button" class="icon" aria-label="Take back" title="Take this back"
              onClick={() => void decide({ article_id: articleId, field: to.field, action: "reject", old: isGap(to.form) ? null : review.new, new: null, sentences: [], note: null })}
            >✗</button>
          </div>
        </div>
      ))}
    </>
  );
}

function Provenance({ record }: { record: AnyRecord }) {
  const { provenance: made, article } = record;
  const tokens = made.attempts.reduce((sum, attempt) => sum + (attempt.prompt_tokens ?? 0) + (attempt.completion_tokens ?? 0), 0);
  const costs = made.attempts.map((attempt) => attempt.cost_usd);
  const cost = costs.includes(null) ? null : costs.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const facts: [string, string][] = [
    ["title", article.title ?? "—"],
    ["file", [article.path ?? "—", article.line && `line ${article.line}`].filter(Boolean).join(", ")],
    ["id in its file", article.external_id ?? "—"],
    ["address", article.url ?? "—"],
    ["model", made.model.id],
    ["prompts", made.prompts.map((prompt) => `${prompt.id}@${prompt.version}`).join(", ")],
    ["asked", `${plural(made.attempts.length, "request")}, ${plural(tokens, "token")}, ${made.seconds.toFixed(1)} s, ${usd(cost)}`],
    ["article id", article.article_id],
    ["sha256", article.sha256],
  ];
  return (
    <details class="provenance">
      <summary>How this record came about</summary>
      <dl>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd dir="auto">{clip(value, 2000)}</dd></div>)}</dl>
    </details>
  );
}
