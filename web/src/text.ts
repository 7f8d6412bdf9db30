// Text as it may be shown: every article, model answer and file name is hostile, so nothing in it may hide or reorder.

const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}\u{e0100}-\u{e01ef}\ud800-\udfff]/gu;

/** The text with control, bidirectional and other invisible characters written out. Joiners and the sign for emoji stay. */
export function visible(text: string): string {
  return text.replace(HIDDEN, spell);
}

function spell(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, "0")}\u27e9`;
}

/** The text cut to so many characters, written out. */
export function clip(text: string, length: number): string {
  return visible(text.length > length ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, "").trimEnd()}…` : text);
}

/** Turns code-point offsets into those of JavaScript strings. */
export function offsetMapper(text: string): (point: number) => number {
  if (!/[\ud800-\udfff]/.test(text)) return (point) => point;
  const units: number[] = [];
  let at = 0;
  for (const char of text) {
    units.push(at);
    at += char.length;
  }
  units.push(at);
  return (point) => units[point] ?? at;
}

/** Text for searching: no case, no accents. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  return /[^\u0000-\u007f]/.test(lower) ? lower.normalize("NFKD").replace(/\p{M}/gu, "") : lower;
}

/** The words and "quoted phrases" of a query, folded. */
export function queryTerms(query: string): string[] {
  return [...query.matchAll(/"([^"]+)"|[^\s"]+/g)].map((match) => fold(match[1] ?? match[0]).trim()).filter(Boolean);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

export function usd(cost: number | null): string {
  if (cost === null) return "cost unknown";
  if (cost === 0) return "$0";
  return cost < 0.01 ? `$${cost.toPrecision(2)}` : `$${cost.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
