// One outcome of an event over time: who gave which figure when, as a plot and, for all to read, as a table.

import { clip, plural } from "./text";
import type { Figure, Toll } from "./types";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 200, 54, 30, 22, 34];
const DAY = 86_400_000;

interface Props {
  outcome: string;
  toll: Toll;
  /** The figure by the rule, and the range of the sources. */
  told: string | undefined;
  names: Map<string, string>;
  copies: Set<string>;
  disputed: boolean;
}

export function TollPlot({ outcome, toll, told, names, copies, disputed }: Props) {
  const dated = toll.history.filter((figure) => figure.published !== null);
  return (
    <section class="plot" aria-label={`Toll: ${outcome}`}>
      <h3>{outcome}: {told}{disputed && <span class="disputed"> ≠ disputed</span>}</h3>
      <p class="hint">by the rule “{toll.rule}”; {plural(toll.sources, "independent source")}</p>
      {dated.length > 1 && <Plot outcome={outcome} toll={toll} dated={dated} names={names} />}
      <div class="scroll" tabIndex={0} role="region" aria-label={`Figures: ${outcome}`}>
        <table>
          <thead><tr><th scope="col">published</th><th scope="col">figure</th><th scope="col">report</th><th scope="col">said by</th></tr></thead>
          <tbody>
            {toll.history.map((figure) => (
              <tr key={figure.incident_id} data-counts={figure.counts}>
                <td class="word">{figure.published ?? "undated"}</td>
                <td>{describe(figure)}{explain(figure, copies.has(figure.incident_id))}</td>
                <td><bdi>{names.get(figure.incident_id) ?? figure.incident_id}</bdi></td>
                <td><bdi>{figure.said_by === null ? "the article" : clip(figure.said_by, 100)}</bdi></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The figure that the rules work with: "up to 20" tells neither that there are some nor that there are none. */
export function tellFigure({ figure, low, high }: Figure): string {
  return `${low === 0 && high ? "up to " : ""}${figure.toLocaleString("en")}`;
}

/** The figure, and the bounds where they say more. */
function describe(given: Figure): string {
  const [told, { figure, low, high }] = [tellFigure(given), given];
  if ((low === figure || low === 0) && high === figure) return told;
  return `${told} (${low.toLocaleString("en")}${high === null ? " or more" : `–${high.toLocaleString("en")}`})`;
}

/** What a figure is, where it is not simply a report's of all. */
function explain({ role, counts }: Figure, isCopy: boolean): string {
  const what = isCopy && !counts ? "copy" : role === "all" ? "" : `a ${role}`;
  const told = [what, counts ? "" : "does not count"].filter(Boolean).join(": ");
  return told && ` (${told})`;
}

interface PlotProps {
  outcome: string;
  toll: Toll;
  dated: Figure[];
  names: Map<string, string>;
}

function Plot({ outcome, toll, dated, names }: PlotProps) {
  const times = dated.map((figure) => Date.parse(figure.published as string));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const most = Math.max(1, ...dated.map((figure) => figure.figure));
  const x = (time: number): number => LEFT + ((time - first) / Math.max(DAY, last - first)) * (WIDTH - LEFT - RIGHT);
  const y = (figure: number): number => HEIGHT - BOTTOM - (figure / most) * (HEIGHT - TOP - BOTTOM);
  const isLast = (time: number | undefined): boolean => time === last && last > first;
  const label = `${outcome} over time: ${dated.map((figure) => `${figure.published}, ${tellFigure(figure)}`).join("; ")}. The table below has the same figures.`;
  return (
    <svg class="toll" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line class="axis" x1={LEFT} x2={WIDTH - RIGHT + 12} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
      {toll.chosen <= most && <line class="chosen" x1={LEFT} x2={WIDTH - RIGHT + 12} y1={y(toll.chosen)} y2={y(toll.chosen)} />}
      <text class="tick" x={LEFT - 8} y={y(most) + 4} text-anchor="end">{most.toLocaleString("en")}</text>
      <text class="tick" x={LEFT - 8} y={y(0) + 4} text-anchor="end">0</text>
      <text class="tick" x={LEFT} y={HEIGHT - 12}>{dated[0]?.published}</text>
      {last > first && <text class="tick" x={WIDTH - RIGHT + 12} y={HEIGHT - 12} text-anchor="end">{dated.at(-1)?.published}</text>}
      {dated.map((figure, at) => (
        <g key={figure.incident_id}>
          <circle class="dot" data-counts={figure.counts} cx={x(times[at] as number)} cy={y(figure.figure)} r="5.5">
            <title>{`${figure.published} ${names.get(figure.incident_id) ?? ""}: ${tellFigure(figure)}`}</title>
          </circle>
          <text class="dot-label" x={x(times[at] as number) + (isLast(times[at]) ? -10 : 10)} y={y(figure.figure) + (isLast(times[at]) ? -6 : 4)} text-anchor={isLast(times[at]) ? "end" : "start"}>{tellFigure(figure)}</text>
        </g>
      ))}
    </svg>
  );
}
