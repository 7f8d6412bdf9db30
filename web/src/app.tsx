// The whole page: what stands at the top, and the three panes or the overview below.

import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ArticlePane } from "./article";
import { entries, events, payload } from "./data";
import { EventsScreen } from "./events";
import { KEYS } from "./keys";
import { LONGEST_NAME } from "./limits";
import { ListPane } from "./list";
import { Overview } from "./overview";
import { RecordPane } from "./record";
import { download, isKept, loadFile, notice, reviewer, reviews, served, setReviewer, unsaved } from "./reviews";
import { counted, helpOpen, labels, pane, screen, setLabels, setShortcuts, setTheme, shortcuts, theme } from "./state";
import { clip, plural, visible } from "./text";

export function App() {
  useSignalEffect(() => { document.documentElement.dataset["theme"] = theme.value; });
  useSignalEffect(() => { document.documentElement.dataset["labels"] = labels.value ? "on" : "off"; });
  const shown = screen.value;
  const articles = shown === "articles";
  return (
    <>
      <TopBar />
      {articles && <main class="panes"><ListPane /><ArticlePane /><RecordPane /></main>}
      {shown === "events" && <EventsScreen />}
      {shown === "overview" && <Overview />}
      {articles && <PaneTabs />}
      <Notice />
      <Help />
    </>
  );
}

const SKIP_TO = { articles: "record", events: "event", overview: "overview" } as const;

function TopBar() {
  const { run } = payload;
  const target = SKIP_TO[screen.value];
  return (
    <header class="top">
      <a class="skip" href={`#${target}`} onClick={(event) => { event.preventDefault(); skipTo(target); }}>Skip to the {target}</a>
      <h1 class="run-name" title={visible(run.name)}><bdi>{clip(run.name, 60)}</bdi></h1>
      <div class="switch" role="group" aria-label="What is shown">
        <button type="button" aria-pressed={screen.value === "articles"} onClick={() => { screen.value = "articles"; }}>Articles</button>
        {events.length > 0 && <button type="button" aria-pressed={screen.value === "events"} onClick={() => { screen.value = "events"; }}>Events</button>}
        <button type="button" aria-pressed={screen.value === "overview"} onClick={() => { screen.value = "overview"; }}>Overview</button>
      </div>
      <p class="done">{counted.value.done.toLocaleString("en")} of {entries.length.toLocaleString("en")} reviewed</p>
      {!served && unsaved.value > 0 && <button type="button" class="primary" onClick={download}>Download {plural(reviews.value.length, "review")}</button>}
      {!served && unsaved.value > 0 && !isKept.value && <p role="alert">This browser keeps no reviews: download them before you leave.</p>}
      <Menu />
      <button type="button" class="icon" aria-label="Keyboard and help" title="Keyboard and help (?)" onClick={() => { helpOpen.value = true; }}>?</button>
    </header>
  );
}

function skipTo(target: string): void {
  if (target === "record") pane.value = "record";
  requestAnimationFrame(() => document.getElementById(target)?.focus());
}

function Menu() {
  const root = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      if (root.current?.open && !root.current.contains(event.target as Node)) root.current.open = false;
    };
    document.addEventListener("click", close);
    return () => document.removeEventListener("click", close);
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !root.current?.open) return;
    root.current.open = false;
    root.current.querySelector("summary")?.focus();
    event.stopPropagation();
  };
  return (
    <details ref={root} class="menu" onKeyDown={onKeyDown}>
      <summary>Menu</summary>
      <div class="menu-body">
        {served
          ? <p class="hint">Every review is saved beside the run at once.</p>
          : (
            <>
              <label class="field"><span>Your name, for the reviews</span><input autocomplete="name" maxLength={LONGEST_NAME} value={reviewer.value} onChange={(event) => setReviewer(event.currentTarget.value)} /></label>
              <p class="hint">Reviews stay in this browser until you download them; put the file beside the run as reviews.jsonl.</p>
              <button type="button" onClick={download} disabled={!reviews.value.length}>Download reviews.jsonl ({reviews.value.length})</button>
              <label class="field">
                <span>Load reviews.jsonl</span>
                <input type="file" accept=".jsonl,application/jsonl,text/plain" onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) void loadFile(file); }} />
              </label>
            </>
          )}
        <label class="field">
          <span>Colours</span>
          <select value={theme.value} onChange={(event) => setTheme(event.currentTarget.value)}>
            <option value="auto">as the system</option><option value="light">light</option><option value="dark">dark</option>
          </select>
        </label>
        <label class="check"><input type="checkbox" checked={labels.value} onChange={(event) => setLabels(event.currentTarget.checked)} /> Labels in the text</label>
        <label class="check"><input type="checkbox" checked={shortcuts.value} onChange={(event) => setShortcuts(event.currentTarget.checked)} /> Single-letter keys</label>
      </div>
    </details>
  );
}

const PANES = { list: "Articles", article: "Text", record: "Record" } as const;

/** On narrow screens one pane is shown at a time. */
function PaneTabs() {
  return (
    <nav class="tabs" aria-label="Parts of the page">
      {(Object.keys(PANES) as (keyof typeof PANES)[]).map((name) => (
        <button key={name} type="button" aria-pressed={pane.value === name} onClick={() => { pane.value = name; }}>{PANES[name]}</button>
      ))}
    </nav>
  );
}

function Notice() {
  const told = notice.value;
  return (
    <div class="notice-place" role="status" aria-live="polite">
      {told && (
        <p class="notice" data-bad={told.bad}>
          {clip(told.text, 1000)} <button type="button" class="icon" aria-label="Close this message" onClick={() => { notice.value = null; }}>✕</button>
        </p>
      )}
    </div>
  );
}

function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useSignalEffect(() => {
    if (helpOpen.value) dialog.current?.showModal();
    else dialog.current?.close();
  });
  return (
    <dialog ref={dialog} aria-labelledby="help-title" onClose={() => { helpOpen.value = false; }}>
      <h2 id="help-title">Keyboard</h2>
      <dl class="keys">{KEYS.map(([keys, what]) => <div key={keys}><dt><kbd>{keys}</kbd></dt><dd>{what}</dd></div>)}</dl>
      <p class="hint">Hover or focus a value to see its sentence, or a sentence to see its values. While you correct a value, click the numbers of the sentences that say it. Underlines in the text have a pattern for each field, named above the text.</p>
      <p><button type="button" class="primary" onClick={() => dialog.current?.close()}>Close</button></p>
    </dialog>
  );
}
