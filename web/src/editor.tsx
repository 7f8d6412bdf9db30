// Forms that correct a value or add an entry, each with the sentences that say it.

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { payload } from "./data";
import { isGap, type Addable, type AddForm, type Editor, type Part } from "./fields";
import { LONGEST_NOTE, mend } from "./limits";
import { keep } from "./reviews";
import { closeEditor, open, picked } from "./state";
import { visible } from "./text";
import type { Json, Words } from "./types";

type Read = (data: FormData) => Json;

/** The form that corrects one value. */
export function PartEditor({ part, now }: { part: Part; now: Json }) {
  return (
    <Form
      title={`Correct ${part.name}`}
      wantsEvidence={!(part.editor in payload.words) && part.editor !== "long"}
      read={(data) => readValue(part.editor, data, part.old)}
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
      read={(data) => readEntry(form, data)}
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
  useLayoutEffect(() => root.current?.querySelector<HTMLElement>("input, select, textarea")?.focus(), []);
  const numbered = open.value?.article.sentences.length ?? 0;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const shown = open.value;
    if (root.current === null || shown === null) return;
    const data = new FormData(root.current);
    try {
      const sentences = readSentences(String(data.get("sentences") ?? ""), numbered);
      if (wantsEvidence && numbered && !sentences.length) throw new Error("Choose at least one sentence that says it.");
      const note = String(data.get("note") ?? "").trim() || null;
      const refused = await keep({ article_id: shown.entry.id, ...save(read(data), sentences, note) });
      if (refused !== null) throw new Error(`Not saved: ${refused}`);
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

function DateInputs({ now }: { now: { [key: string]: Json } }) {
  return (
    <>
      <Labelled label="Earliest day"><input type="date" name="earliest" defaultValue={asText(now["earliest"])} /></Labelled>
      <Labelled label="Latest day"><input type="date" name="latest" defaultValue={asText(now["latest"])} /></Labelled>
      <Labelled label="The article's words"><input name="text" dir="auto" autocomplete="off" defaultValue={asText(now["text"])} /></Labelled>
    </>
  );
}

function CountInputs({ now }: { now: { [key: string]: Json } }) {
  return (
    <>
      <Labelled label="At least"><input name="low" inputMode="numeric" autocomplete="off" defaultValue={asText(now["low"])} /></Labelled>
      <Labelled label="At most"><input name="high" inputMode="numeric" autocomplete="off" defaultValue={asText(now["high"])} /></Labelled>
      <Labelled label="The article's words"><input name="text" dir="auto" autocomplete="off" defaultValue={asText(now["text"])} /></Labelled>
    </>
  );
}

function EntryInputs({ form }: { form: AddForm }) {
  const { type, stage, outcome, status, effect, kind } = payload.words;
  const name = <Labelled label="Name"><input name="name" dir="auto" autocomplete="off" /></Labelled>;
  switch (form) {
    case "date":
      return <DateInputs now={{}} />;
    case "victim":
      return (
        <>
          <Labelled label="Who"><input name="name" dir="auto" autocomplete="off" /></Labelled>
          <Labelled label="This is"><select name="who"><option value="group">a group, described</option><option value="name">one person, by name</option></select></Labelled>
          <Labelled label="Outcome"><Choice name="outcome" words={outcome} now={null} /></Labelled>
          <CountInputs now={{}} />
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
        </>
      );
    default:
      return name;
  }
}

function asObject(value: Json): { [key: string]: Json } {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

function asText(value: Json | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

function readValue(editor: Editor, data: FormData, old: Json): Json {
  if (editor === "date") return readDate(data);
  if (editor === "count") return readCount(data);
  const text = String(data.get("value") ?? "").trim();
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

function readDate(data: FormData): { earliest: string | null; latest: string | null; text: string } {
  const earliest = String(data.get("earliest") ?? "") || null;
  const latest = String(data.get("latest") ?? "") || null;
  const text = String(data.get("text") ?? "").trim();
  if (earliest === null && latest === null && !text) throw new Error("Give days, or the article's words.");
  if (earliest !== null && latest !== null && earliest > latest) throw new Error("The earliest day is after the latest.");
  return { earliest, latest, text };
}

function readCount(data: FormData): { low: number | null; high: number | null; text: string } {
  const [low, high] = [readNumber(data.get("low")), readNumber(data.get("high"))];
  const text = String(data.get("text") ?? "").trim();
  if (low === null && high === null && !text) throw new Error("Give a number, or the article's words for it.");
  if (low !== null && high !== null && low > high) throw new Error("“At least” is more than “at most”.");
  return { low, high, text };
}

function readNumber(value: FormDataEntryValue | null): number | null {
  const text = String(value ?? "").replaceAll(/[\s,]/g, "");
  if (!text) return null;
  if (!/^\d{1,12}$/.test(text)) throw new Error(`${text} is no whole number.`);
  return Number(text);
}

function readEntry(form: AddForm, data: FormData): Json {
  const text = (name: string): string => String(data.get(name) ?? "").trim();
  const named = (): string => {
    if (!text("name")) throw new Error("Write a name.");
    return text("name");
  };
  switch (form) {
    case "date":
      return readDate(data);
    case "country":
      return named();
    case "victim": {
      const counted = text("low") || text("high") || text("text");
      return { [text("who")]: named(), outcome: text("outcome"), count: counted ? readCount(data) : null };
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
      return { type: text("type"), stage: text("stage"), date: dated ? readDate(data) : null, country: text("country") || null, places };
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
