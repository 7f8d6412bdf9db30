// What a search found, marked in the article without touching its elements, where the browser can do that.

/** Marks every place of the terms in an element's text. */
export function markFound(root: HTMLElement | null, terms: string[]): void {
  if (root === null || !("highlights" in CSS)) return;
  CSS.highlights.delete("found");
  if (!terms.length) return;
  const nodes: { node: Text; start: number }[] = [];
  let text = "";
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("button") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node: node as Text, start: text.length });
    text += node.nodeValue ?? "";
  }
  const plain = foldInPlace(text);
  const ranges = terms.flatMap((term) => placesOf(plain, term)).map(({ start, end }) => rangeOf(nodes, start, end));
  CSS.highlights.set("found", new Highlight(...ranges));
}

const MOST_PLACES = 500;

function placesOf(text: string, term: string): { start: number; end: number }[] {
  const places = [];
  for (let at = text.indexOf(term); at !== -1 && places.length < MOST_PLACES; at = text.indexOf(term, at + term.length)) {
    places.push({ start: at, end: at + term.length });
  }
  return places;
}

/** The text without case and accents, each character in its place. */
function foldInPlace(text: string): string {
  return text.replace(/[^\u0000-\u0040\u005b-\u007f]/g, (char) => {
    const plain = char.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.length === 1 ? plain : char;
  });
}

function rangeOf(nodes: { node: Text; start: number }[], start: number, end: number): Range {
  const range = document.createRange();
  const [first, last] = [nodeAt(nodes, start), nodeAt(nodes, end - 1)];
  range.setStart(first.node, start - first.start);
  range.setEnd(last.node, end - last.start);
  return range;
}

/** The text node that holds a character. */
function nodeAt(nodes: { node: Text; start: number }[], at: number): { node: Text; start: number } {
  let [low, high] = [0, nodes.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((nodes[middle] as { start: number }).start <= at) low = middle;
    else high = middle - 1;
  }
  return nodes[low] as { node: Text; start: number };
}
