// The keyboard. Single letters can be turned off, as those who speak to their computer need.

import { toggleEvents } from "./events";
import { toggleOverview } from "./overview";
import { forgetPointer } from "./pointer";
import { edit } from "./record";
import { acceptRest, decideHere, goTo, moveFinding, movePart, moveRecord, moveRow, undoLast } from "./reviewing";
import { closeEditor, helpOpen, labels, pane, picking, screen, selected, setLabels, shortcuts, sources } from "./state";

export const KEYS: [string, string][] = [
  ["j / k", "next / previous article"],
  ["↓ / ↑", "next / previous value"],
  ["→ / ←", "within a value of several parts"],
  ["f / Shift+F", "next / previous finding, on into other articles"],
  ["a", "accept"],
  ["r", "reject"],
  ["e", "correct"],
  ["Shift+A", "accept the rest of the article"],
  ["u", "take the last step back"],
  ["g", "go to the sentence"],
  ["/", "search"],
  ["o", "overview"],
  ["v", "events, where reports were merged"],
  ["t", "labels in the text on or off"],
  ["Esc", "leave what is open"],
  ["?", "this list"],
];

const LETTERS: Record<string, () => void> = {
  j: () => moveRecord(1),
  k: () => moveRecord(-1),
  f: () => moveFinding(1),
  F: () => moveFinding(-1),
  a: () => void decideHere("accept"),
  r: () => void decideHere("reject"),
  e: () => { if (selected.value) edit(selected.value); },
  A: () => void acceptRest(),
  u: () => void undoLast(),
  g: goToEvidence,
  t: () => setLabels(!labels.value),
  o: toggleOverview,
  v: toggleEvents,
  "/": focusSearch,
  "?": () => { helpOpen.value = true; },
};
const EVERYWHERE = new Set(["o", "v", "/", "?"]);

function goToEvidence(): void {
  const field = selected.value;
  const source = sources.value.find((one) => field !== null && one.keys.some((key) => key === field || key.startsWith(`${field}.`)));
  if (source) goTo(source.evidence.sentence);
}

function focusSearch(): void {
  if (screen.value === "overview") screen.value = "articles";
  pane.value = "list";
  requestAnimationFrame(() => document.querySelector<HTMLElement>("#search")?.focus());
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);
}

export function listen(): void {
  document.addEventListener("keydown", forgetPointer, { capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || helpOpen.value) return;
    if (event.key === "Escape") {
      escape(event.target);
      return;
    }
    if (isTyping(event.target)) return;
    const act = arrow(event) ?? letter(event.key);
    if (act) {
      event.preventDefault();
      act();
    }
  });
}

function letter(key: string): (() => void) | undefined {
  const act = shortcuts.value && Object.hasOwn(LETTERS, key) ? LETTERS[key] : undefined;
  return screen.value === "articles" || EVERYWHERE.has(key) ? act : undefined;
}

/** The arrows move in the record while the focus is there or nowhere. */
function arrow(event: KeyboardEvent): (() => void) | undefined {
  const inside = event.target instanceof Element && event.target.closest("#record");
  if (screen.value !== "articles" || (!inside && event.target !== document.body)) return undefined;
  if (event.key === "ArrowDown") return () => moveRow(1);
  if (event.key === "ArrowUp") return () => moveRow(-1);
  if (event.key === "ArrowRight" && inside) return () => movePart(1);
  if (event.key === "ArrowLeft" && inside) return () => movePart(-1);
  return undefined;
}

function escape(target: EventTarget | null): void {
  if (picking.value) closeEditor();
  else if (isTyping(target)) (target as HTMLElement).blur();
  else selected.value = null;
}
