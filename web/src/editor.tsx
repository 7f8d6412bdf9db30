// Forms that correct a value or add an entry, each with the sentences that say it.

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { payload } from "./data";
import { isGap, type Addable, type AddForm, type Editor, type EntryForm, type Part } from "./fields";
import { LONGEST_NOTE, mend } from "./limits";
import { keep, remember } from "./reviews";
import { closeEditor, open, picked } from "./state";
import { visible } from "./text";
import type { Json, Words } from "./types";

/** What stands in a form's own fields, and in the entries that it holds. */
interface Given {
  text: (name: string) => string;
  entries: [EntryForm, Given][];
}

function givenIn(root: HTMLElement): Given {
  const fields = [...root.querySelectorAll<HTMLInputElement>("[name]")].filter((field) => field.closest("fieldset, form") === root);
  return {
    text: (name) => mend(fields.find((field) => field.name === name)?.value ?? "").trim(),
    entries: [...root.querySelectorAll("fieldset")].map((entry) => [entry.name as EntryForm, givenIn(entry)]),
  };
}

type Read = (given: Given) => Json;

/** The form that corrects one value. */
export function PartEditor({ part, now }: { part: Part; now: Json }) {
  return (
    <Form
      title={`Correct ${part.name}`}
      wantsEvidence={!(part.editor in payload.words) && part.editor !== "long"}
      read={(given) => readValue(part.editor, given, part.old)}
      save={(value, sentences, note) => ({ field: part.field, action: "correct" as const, old: part.old, new: value, sentences, note })}
    >
      <Inputs editor={part.editor} now={now} name={part.name} />
    </Form>
  );
}

/** The form that adds an entry to a list, or a date or country where there is none. */
export function AddEditor({ field, form }: Addable) {
  const action = isGap(form) ? "correct" : "add";
  return (
    <Form
      title={`Add ${form}`}
      wantsEvidence
      read={(given) => readEntry(form, given)}
      save={(value, sentences, note) => ({ field, action, old: null, new: value, sentences, note })}
    >
      <EntryInputs form={form} />
    </Form>
  );
}

interface FormProps {
  title: string;
  wantsEvidence: boolean;
  read: Read;
  save: (value: Json, sentences: number[], note: string | null) => { field: string; action: "correct" | "add"; old: Json; new: Json; sentences: number[]; note: string | null };
  children: ComponentChildren;
}

function Form({ title, wantsEvidence, read, save, children }: FormProps) {
  const trouble = useSignal("");
  const root = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    const [form, before] = [root.current, document.activeElement];
    const first = form?.querySelector<HTMLElement>("input, select, textarea");
    first?.focus();
    if (first instanceof HTMLInputElement && first.type !== "date") first.select();
    form?.scrollIntoView({ block: "nearest" });
    return () => { if (form?.contains(document.activeElement)) (before as HTMLElement | null)?.focus({ preventScroll: true }); };
  }, []);
  const numbered = open.value?.article.sentences.length ?? 0;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const shown = open.value;
    if (root.current === null || shown === null) return;
    const given = givenIn(root.current);
    try {
      const sentences = readSentences(given.text("sentences"), numbered);
      if (wantsEvidence && numbered && !sentences.length) throw new Error("Choose at least one sentence that says it.");
      const note = given.text("note") || null;
      const kept = await keep({ article_id: shown.entry.id, ...save(read(given), sentences, note) });
      if (typeof kept === "string") throw new Error(`Not saved: ${kept}`);
      remember([kept]);
      closeEditor();
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Escape") closeEditor();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) root.current?.requestSubmit();
  };
  return (
    <form ref={root} class="editor" aria-label={title} onSubmit={(event) => void submit(event)} onKeyDown={onKeyDown} noValidate>
      <p class="editor-title">{title}</p>
      {children}
      <Labelled label="Sentences that say it">
        <input
          name="sentences" inputMode="numeric" placeholder="such as 2, 16" autocomplete="off" value={picked.value.join(", ")}
          onChange={(event) => { picked.value = numbersIn(event.currentTarget.value); }}
        />
      </Labelled>
      <Labelled label="Note"><input name="note" autocomplete="off" maxLength={LONGEST_NOTE} /></Labelled>
      {trouble.value && <p class="trouble" role="alert">{visible(trouble.value)}</p>}
      <p class="editor-buttons">
        <button type="submit" class="primary">Save</button>
        <button type="button" onClick={closeEditor}>Cancel</button>
      </p>
    </form>
  );
}

function Labelled({ label, children }: { label: string; children: ComponentChildren }) {
  return <label class="field"><span>{label}</span>{children}</label>;
}

function Choice({ name, words, now, optional = false }: { name: string; words: string[]; now: Json; optional?: boolean }) {
  return (
    <select name={name}>
      {optional && <option value="">—</option>}
      {words.map((word) => <option key={word} value={word} selected={word === now}>{word}</option>)}
    </select>
  );
}

function Inputs({ editor, now, name }: { editor: Editor; now: Json; name: string }) {
  if (editor in payload.words) {
    return <Labelled label={name}><Choice name="value" words={payload.words[editor as keyof Words]} now={now} /></Labelled>;
  }
  if (editor === "date") return <DateInputs now={asObject(now)} />;
  if (editor === "count") return <CountInputs now={asObject(now)} />;
  const text = typeof now === "string" && editor !== "json" ? now : JSON.stringify(now);
  if (editor === "long") return <Labelled label={name}><textarea name="value" rows={5} dir="auto" defaultValue={text} /></Labelled>;
  return <Labelled label={visible(name)}><input name="value" dir="auto" autocomplete="off" defaultValue={text} /></Labelled>;
}

/** What says the same as a bound that is corrected does not stay: of 12, 12 and “12” the other bound follows, and the words go. */
function lead({ currentTarget: first }: { currentTarget: HTMLInputElement }): void {
  const was = first.dataset["was"] ?? first.defaultValue;
  first.dataset["was"] = first.value;
  for (const name of ["high", "latest", "text"]) {
    const other = first.closest("fieldset, form")?.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (!other || !first.defaultValue || other.defaultValue !== first.defaultValue) continue;
    if (other.value === was) other.value = name === "text" ? "" : first.value;
  }
}

function DateInputs({ now }: { now: { [key: string]: Json } }) {
  return (
    <>
      <Labelled label="Earliest day"><input type="date" name="earliest" onInput={lead} defaultValue={asText(now["earliest"])} /></Labelled>
      <Labelled label="Latest day"><input type="date" name="latest" defaultValue={asText(now["latest"])} /></Labelled>
      <Labelled label="The article's words"><input name="text" dir="auto" autocomplete="off" placeholder="looked for if empty" defaultValue={asText(now["text"])} /></Labelled>
    </>
  );
}

function CountInputs({ now }: { now: { [key: string]: Json } }) {
  return (
    <>
      <Labelled label="At least"><input name="low" inputMode="numeric" autocomplete="off" onInput={lead} defaultValue={asText(now["low"])} /></Labelled>
      <Labelled label="At most"><input name="high" inputMode="numeric" autocomplete="off" defaultValue={asText(now["high"])} /></Labelled>
      <Labelled label="The article's words"><input name="text" dir="auto" autocomplete="off" placeholder="looked for if empty" defaultValue={asText(now["text"])} /></Labelled>
    </>
  );
}

function EntryInputs({ form }: { form: AddForm }) {
  const { type, stage, outcome, status, effect, kind } = payload.words;
  const name = <Labelled label="Name"><input name="name" dir="auto" autocomplete="off" /></Labelled>;
  switch (form) {
    case "date":
      return <DateInputs now={{}} />;
    case "count":
      return <CountInputs now={{}} />;
    case "effect":
      return <Labelled label="Effect"><Choice name="effect" words={effect} now={null} /></Labelled>;
    case "victim":
      return (
        <>
          <Labelled label="Who"><input name="name" dir="auto" autocomplete="off" /></Labelled>
          <Labelled label="This is"><select name="who"><option value="group">a group, described</option><option value="name">one person, by name</option></select></Labelled>
          <Labelled label="Outcome"><Choice name="outcome" words={outcome} now={null} /></Labelled>
          <CountInputs now={{}} />
          <Labelled label="Said by"><input name="said_by" dir="auto" autocomplete="off" /></Labelled>
        </>
      );
    case "perpetrator":
      return (
        <>
          {name}
          <Labelled label="Kind"><Choice name="kind" words={kind} now="organization" /></Labelled>
          <Labelled label="Status"><Choice name="status" words={status} now={null} optional /></Labelled>
        </>
      );
    case "target":
      return <>{name}<Labelled label="Effect"><Choice name="effect" words={effect} now={null} optional /></Labelled></>;
    case "incident":
      return (
        <>
          <Labelled label="Type"><Choice name="type" words={type} now={null} /></Labelled>
          <Labelled label="Stage"><Choice name="stage" words={stage} now={null} /></Labelled>
          <Labelled label="Country"><input name="country" dir="auto" autocomplete="off" /></Labelled>
          <Labelled label="Places, broad to narrow"><input name="places" dir="auto" autocomplete="off" placeholder="with commas between" /></Labelled>
          <DateInputs now={{}} />
          <Entries />
        </>
      );
    default:
      return name;
  }
}

const ENTRIES: EntryForm[] = ["victim", "perpetrator", "weapon", "target"];

/** The entries of an incident that is added. */
function Entries() {
  const made = useSignal<[number, EntryForm][]>([]);
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => root.current?.querySelector<HTMLElement>("fieldset:last-of-type input")?.focus(), [made.value.length]);
  const add = (form: EntryForm): void => { made.value = [...made.value, [(made.value.at(-1)?.[0] ?? 0) + 1, form]]; };
  return (
    <div class="entries" ref={root}>
      {made.value.map(([key, form]) => (
        <fieldset key={key} name={form}>
          <legend>{form}</legend>
          <EntryInputs form={form} />
          <button type="button" class="icon" aria-label={`Leave this ${form} out`} title={`Leave this ${form} out`} onClick={() => { made.value = made.value.filter(([one]) => one !== key); }}>✗</button>
        </fieldset>
      ))}
      <p>{ENTRIES.map((form) => <button key={form} type="button" class="add" aria-label={`Add ${form} to it`} onClick={() => add(form)}>+ {form}</button>)}</p>
    </div>
  );
}

function asObject(value: Json): { [key: string]: Json } {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

function asText(value: Json | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

function readValue(editor: Editor, given: Given, old: Json): Json {
  if (editor === "date") return readDate(given);
  if (editor === "count") return readCount(given);
  const text = given.text("value");
  if (!text) throw new Error("Write a value, or reject this one instead.");
  return editor === "json" ? readJson(text, old) : text;
}

function readJson(text: string, old: Json): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    value = text;
  }
  if (old !== null && typeof value !== typeof old) throw new Error(`Write a ${typeof old}, as the value was.`);
  if (value === null || typeof value === "object") throw new Error("Write a text, a number, true or false.");
  return typeof value === "string" ? mend(value) : value;
}

function readDate({ text }: Given): { earliest: string | null; latest: string | null; text: string } {
  const [earliest, latest] = [text("earliest") || null, text("latest") || null];
  if (earliest === null && latest === null && !text("text")) throw new Error("Give days, or the article's words.");
  if (earliest !== null && latest !== null && earliest > latest) throw new Error("The earliest day is after the latest.");
  return { earliest, latest, text: text("text") };
}

function readCount({ text }: Given): { low: number | null; high: number | null; text: string } {
  const [low, high] = [readNumber(text("low")), readNumber(text("high"))];
  if (low === null && high === null && !text("text")) throw new Error("Give a number, or the article's words for it.");
  if (low !== null && high !== null && low > high) throw new Error("“At least” is more than “at most”.");
  return { low, high, text: text("text") };
}

function readNumber(value: string): number | null {
  const text = value.replaceAll(/[\s,]/g, "");
  if (!text) return null;
  if (!/^\d{1,12}$/.test(text)) throw new Error(`${text} is no whole number.`);
  return Number(text);
}

function readEntry(form: AddForm, given: Given): Json {
  const { text, entries } = given;
  const named = (): string => {
    if (!text("name")) throw new Error("Write a name.");
    return text("name");
  };
  switch (form) {
    case "date":
      return readDate(given);
    case "count":
      return readCount(given);
    case "effect":
      return text("effect");
    case "country":
    case "speaker":
      return named();
    case "victim": {
      const counted = text("low") || text("high") || text("text");
      const said = text("said_by") ? { said_by: text("said_by") } : {};
      return { [text("who")]: named(), outcome: text("outcome"), count: counted ? readCount(given) : null, ...said };
    }
    case "perpetrator": {
      const individual = text("kind") === "individual";
      return { name: named(), kind: text("kind"), status: individual ? null : text("status") || null };
    }
    case "target":
      return { name: named(), effect: text("effect") || null };
    case "incident": {
      const dated = text("earliest") || text("latest") || text("text");
      const places = text("places").split(",").map((place) => place.trim()).filter(Boolean);
      const lists: { [key: string]: Json[] } = {};
      for (const [kind, entry] of entries) (lists[`${kind}s`] ??= []).push(readEntry(kind, entry));
      return { type: text("type"), stage: text("stage"), date: dated ? readDate(given) : null, country: text("country") || null, places, ...lists };
    }
    default:
      return { name: named() };
  }
}

function numbersIn(text: string): number[] {
  return [...new Set([...text.matchAll(/\d+/g)].map(([digits]) => Number(digits)))].sort((one, other) => one - other);
}

function readSentences(text: string, most: number): number[] {
  const numbers = numbersIn(text);
  const missing = numbers.find((number) => number < 1 || number > most);
  if (missing !== undefined) throw new Error(`There is no sentence ${missing}; the article has sentences 1 to ${most}.`);
  return numbers;
}
