// An article cut where sentences and evidence begin and end, so that overlapping evidence is shown piece by piece.

import type { Source } from "./state";
import { offsetMapper } from "./text";
import type { StoredArticle } from "./types";

export const LANES = 4;

export interface Segment {
  text: string;
  /** Indices of the sources that cover the piece. */
  sources: number[];
  /** Those of them that begin here. */
  begins: number[];
}

export interface Piece {
  /** The sentence's number; null for what stands between sentences. */
  sentence: number | null;
  first: boolean;
  segments: Segment[];
}

export type Paragraph = Piece[];

interface Span {
  start: number;
  end: number;
}

/** The article's paragraphs, cut where a sentence or a source begins or ends. */
export function cutArticle(article: StoredArticle, sources: readonly Source[]): Paragraph[] {
  const at = offsetMapper(article.text);
  const sentences = article.sentences.map(([start, end]) => ({ start: at(start), end: at(end) }));
  const spans = sources.map((source) => ({ start: at(source.evidence.start), end: at(source.evidence.end) }));
  const cuts = new Set<number>();
  for (const { start, end } of [...sentences, ...spans]) cuts.add(start).add(end);
  const sorted = [...cuts].sort((one, other) => one - other);
  let cut = 0;
  let sentence = 0;
  const shown = new Set<number>();
  const byStart = spans.map((_, index) => index).sort((one, other) => (spans[one] as Span).start - (spans[other] as Span).start);
  let nextSpan = 0;
  let active: number[] = [];
  return paragraphs(article.text).map(({ start, end }) => {
    const pieces: Paragraph = [];
    let from = start;
    while (from < end) {
      while (cut < sorted.length && (sorted[cut] as number) <= from) cut += 1;
      const to = Math.min(sorted[cut] ?? end, end);
      while (sentence < sentences.length && (sentences[sentence] as Span).end <= from) sentence += 1;
      const around = sentences[sentence];
      const number = around !== undefined && around.start <= from ? sentence + 1 : null;
      const begun = nextSpan;
      while (nextSpan < byStart.length && (spans[byStart[nextSpan] as number] as Span).start <= from) nextSpan += 1;
      active = [...active, ...byStart.slice(begun, nextSpan)].filter((index) => (spans[index] as Span).end > from);
      const segment: Segment = {
        text: article.text.slice(from, to),
        sources: active,
        begins: active.filter((index) => (spans[index] as Span).start === from),
      };
      const last = pieces.at(-1);
      if (last !== undefined && last.sentence === number) last.segments.push(segment);
      else {
        const first = number !== null && !shown.has(number);
        if (number !== null) shown.add(number);
        pieces.push({ sentence: number, first, segments: [segment] });
      }
      from = to;
    }
    return pieces;
  });
}

function paragraphs(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (const gap of text.matchAll(/\n[^\S\n]*\n\s*/g)) {
    if (gap.index > start) found.push({ start, end: gap.index });
    start = gap.index + gap[0].length;
  }
  if (start < text.length) found.push({ start, end: text.length });
  return found;
}

/** For each source the line, from 0, that it is underlined in, so that sources which overlap have lines of their own. */
export function assignLanes(sources: readonly Source[], marked: (source: Source) => boolean): Map<number, number> {
  const lanes = new Map<number, number>();
  const ends: number[] = [];
  const order = sources
    .map((source, index) => ({ index, start: source.evidence.start, end: source.evidence.end, source }))
    .filter(({ source }) => marked(source))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  for (const { index, start, end } of order) {
    const free = ends.findIndex((taken) => taken <= start);
    const lane = Math.min(free === -1 ? ends.length : free, LANES - 1);
    ends[lane] = Math.max(ends[lane] ?? 0, end);
    lanes.set(index, lane);
  }
  return lanes;
}
