// The run at a glance: what it holds, what it cost, what went wrong. The plots follow the filters, and set them.

import { binDays, countedFlats, countryLabel, listedEntries, listedIncidents, median, ranked, tally, type Bin, type Tally } from "./counting";
import { events, payload } from "./data";
import { FilterState } from "./list";
import { WorldMap } from "./map";
import { byEvent, counted, filters, listedEvents, screen, setFilters, type Filters } from "./state";
import { clip, plural, usd, visible } from "./text";
import type { Entry, Flat } from "./types";

export function Overview() {
  const some = listedEntries.value;
  const incidents = countedFlats.value;
  return (
    <main class="overview" id="overview" tabIndex={-1}>
      <FilterState />
      <Unit />
      <Tiles some={some} incidents={listedIncidents.value} />
      <div class="plots">
        <Timeline incidents={incidents} />
        <MapPlot incidents={incidents} />
        <Bars title={`${units()} by type`} items={tally(incidents.map((one) => one.type))} filter="type" />
        <Bars title={`${units()} by country`} items={tally(incidents.flatMap((one) => one.code ?? one.country ?? []), countryLabel)} filter="country" />
        <Bars title="People by outcome" hint={byEvent.value ? "one figure an event, by its rule" : "lower bounds; every article counted apart"} items={ranked(sumOutcomes(incidents))} filter="outcome" />
        <Bars title={`${units()} by place`} items={tally(incidents.flatMap((one) => one.place ?? []))} filter="place" />
        <Bars title="Findings by code" items={ranked(sumFindings(some))} filter="findings" />
        <Failures />
      </div>
    </main>
  );
}

function unit(): string {
  return byEvent.value ? "event" : "incident";
}

function units(): string {
  return byEvent.value ? "Events" : "Incidents";
}

/** What the plots count, where reports were merged. */
function Unit() {
  if (!events.length) return null;
  return (
    <div class="switch unit" role="group" aria-label="What the plots count">
      <button type="button" aria-pressed={byEvent.value} onClick={() => { byEvent.value = true; }}>By event</button>
      <button type="button" aria-pressed={!byEvent.value} onClick={() => { byEvent.value = false; }}>By incident of each article</button>
    </div>
  );
}

function sumOutcomes(incidents: Flat[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { totals } of incidents) {
    for (const [outcome, [low]] of Object.entries(totals)) sums.set(outcome, (sums.get(outcome) ?? 0) + low);
  }
  return sums;
}

function disputedEvents(): number {
  return listedEvents.value.filter((index) => events[index]?.disputed.length).length;
}

function sumFindings(some: Entry[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { findings } of some) for (const [, code, count] of findings) sums.set(code, (sums.get(code) ?? 0) + count);
  return sums;
}

function Tiles({ some, incidents }: { some: Entry[]; incidents: Flat[] }) {
  const { run } = payload;
  const failed = Object.values(run.failed).reduce((sum, count) => sum + count, 0);
  const costs = some.map((entry) => entry.cost);
  const cost = costs.includes(null) ? null : costs.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const seconds = median(some.map((entry) => entry.seconds));
  const severities = (["warning", "info"] as const).map((severity) => {
    const count = some.flatMap((entry) => entry.findings).filter(([one]) => one === severity).reduce((sum, [, , many]) => sum + many, 0);
    return plural(count, severity === "info" ? "note" : severity);
  });
  const tokens = some.reduce((sum, entry) => sum + entry.tokens[0] + entry.tokens[1], 0);
  const tiles: [string, string, string][] = [
    ["articles", some.length.toLocaleString("en"), `${failed ? `${failed.toLocaleString("en")} more failed` : "none failed"}; the run ${run.state}`],
    ["incidents", incidents.length.toLocaleString("en"), `${plural(some.filter((entry) => !entry.incidents.length).length, "article")} without one${tellDoubted(incidents)}`],
    ...(events.length ? [["events", listedEvents.value.length.toLocaleString("en"), `${plural(disputedEvents(), "event")} disputed`] as [string, string, string]] : []),
    ["findings", some.reduce((sum, entry) => sum + entry.findings.reduce((one, [, , count]) => one + count, 0), 0).toLocaleString("en"), severities.join(", ")],
    ["reviewed", counted.value.done.toLocaleString("en"), `${counted.value.begun.toLocaleString("en")} begun`],
    ["cost", cost === null ? "unknown" : usd(cost), `${plural(tokens, "token")}; the folder in all: ${plural(run.requests, "request")}, ${usd(run.cost_usd)}`],
    ["an article", seconds === null ? "—" : `${seconds.toFixed(1)} s`, `median; ${run.model}, ${run.prompt}`],
  ];
  return (
    <dl class="tiles">
      {tiles.map(([name, value, more]) => <div key={name} class="tile"><dt>{name}</dt><dd>{value}<small>{clip(more, 200)}</small></dd></div>)}
    </dl>
  );
}

const MOST_BARS = 15;

function Bars({ title, hint, items, filter }: { title: string; hint?: string; items: Tally[]; filter: keyof Filters }) {
  const most = Math.max(1, ...items.map((item) => item.count));
  const rest = items.slice(MOST_BARS);
  const chosen = filters.value[filter];
  return (
    <section class="plot" aria-label={title}>
      <h2>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      {!items.length && <p class="empty">Nothing to count.</p>}
      <ul class="bars" style={{ "--most": `${most.toLocaleString("en").length}ch` }}>
        {items.slice(0, MOST_BARS).map((item) => (
          <li key={item.value}>
            <button type="button" class="bar" aria-pressed={chosen === item.value} onClick={() => setFilters({ [filter]: chosen === item.value ? "" : item.value })}>
              <span class="bar-label" dir="auto">{clip(item.label, 60)}</span>
              <span class="bar-track" aria-hidden="true"><span class="bar-fill" style={{ width: `${(100 * item.count) / most}%` }} /></span>
              <span class="bar-count">{item.count.toLocaleString("en")}</span>
            </button>
          </li>
        ))}
      </ul>
      {rest.length > 0 && <p class="hint">and {rest.length.toLocaleString("en")} more with {rest.reduce((sum, item) => sum + item.count, 0).toLocaleString("en")} together</p>}
    </section>
  );
}

/** How many begin in a column's time: those that a click keeps may be more. */
function beginning({ label, count }: Bin): string {
  return `${label}: ${plural(count, unit())} ${count === 1 ? "begins" : "begin"} here`;
}

function Timeline({ incidents }: { incidents: Flat[] }) {
  const bins = binDays(incidents.flatMap((incident) => incident.from ?? []));
  const undated = incidents.filter((incident) => incident.from === null).length;
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const pick = (bin: Bin): void => {
    const same = filters.value.from === bin.from && filters.value.to === bin.to;
    setFilters(same ? { from: "", to: "" } : { from: bin.from, to: bin.to });
  };
  const step = Math.ceil(bins.length / 8);
  return (
    <section class="plot wide" aria-label={`${units()} over time`}>
      <h2>{units()} over time</h2>
      {bins.length > 0 && <p class="hint">each where it begins; a click keeps what goes on then, too</p>}
      {undated > 0 && <p class="hint">{plural(undated, unit())} without a resolved date</p>}
      {!bins.length && <p class="empty">No {unit()} has a resolved date.</p>}
      {bins.length > 0 && (
        <ol class="columns">
          {bins.map((bin, index) => (
            <li key={bin.from} class={index % step === 0 ? "labelled" : ""}>
              <button
                type="button" class="column" disabled={!bin.count} title={beginning(bin)} aria-label={beginning(bin)}
                aria-pressed={filters.value.from === bin.from && filters.value.to === bin.to} onClick={() => pick(bin)}
              >
                <span class="column-fill" style={{ height: `${(100 * bin.count) / most}%` }} />
              </button>
              {index % step === 0 && <span class="column-label" aria-hidden="true">{bin.label}</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** How many are doubted as a whole, behind what else is told; empty where none is. */
function tellDoubted(incidents: Flat[]): string {
  const count = incidents.filter((one) => one.doubted).length;
  return count ? `; ${count.toLocaleString("en")} doubted as a whole` : "";
}

function MapPlot({ incidents }: { incidents: Flat[] }) {
  const located = incidents.filter((incident) => incident.at !== null);
  const why = payload.run.unlocated_because;
  return (
    <section class="plot wide" aria-label={`${units()} on the map`}>
      <h2>{units()} on the map</h2>
      <p class="hint">
        {why ?? `${located.length.toLocaleString("en")} of ${plural(incidents.length, unit())} located${located.length < incidents.length ? "; left out is what no single town of GeoNames fits" : ""}${tellDoubted(incidents)}.`}
      </p>
      {why === null && <WorldMap located={located} unit={unit()} />}
    </section>
  );
}

function Failures() {
  const { failures, failed } = payload.run;
  if (!failures.length) return null;
  const all = Object.values(failed).reduce((sum, count) => sum + count, 0);
  return (
    <section class="plot wide" aria-label="Failures">
      <h2>Failures</h2>
      <p class="hint">{Object.entries(failed).map(([code, count]) => `${count} ${code}`).join(", ")}{all > failures.length && `; the first ${failures.length} are listed`}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label="List of failures">
        <table>
          <thead><tr><th scope="col">file</th><th scope="col" class="word">code</th><th scope="col">what was wrong, and what to do</th></tr></thead>
          <tbody>{failures.map((failure, index) => <tr key={index}><td><bdi>{clip(failure.path ?? "—", 200)}</bdi>{failure.line !== null && `, line ${failure.line}`}</td><td class="word">{visible(failure.code)}</td><td dir="auto">{clip(failure.message, 500)}</td></tr>)}</tbody>
        </table>
      </div>
    </section>
  );
}

export function toggleOverview(): void {
  screen.value = screen.value === "overview" ? "articles" : "overview";
}
