// Events: what happened, once. One event with its reports side by side, the toll over time, and what is disputed.

import { batch, useComputed, useSignal } from "@preact/signals";
import { countryLabel } from "./counting";
import { entries, events, indexOf, payload, recordAt } from "./data";
import { decideEvents, decisions, downloadDecisions, pending, unsavedDecisions, withdrawals } from "./decisions";
import { days, describeCount, isCustom } from "./fields";
import { FilterBar } from "./list";
import { LONGEST_NOTE } from "./limits";
import { served } from "./reviews";
import { chosenEvent, listedEvents, openEvent, openRecord, pane, screen } from "./state";
import { clip, plural, visible } from "./text";
import { TollPlot, tellFigure } from "./toll";
import type { Decision, EventReport, FlatEvent, Incident, MergedEvent, Toll } from "./types";

const MOST_LISTED = 300;

export function EventsScreen() {
  const shown = openEvent.value;
  return (
    <main class="events">
      <nav class="event-list" aria-label="Events of the run">
        <FilterBar />
        <p class="hint">{plural(listedEvents.value.length, "event")} of {plural(entries.length, "article")}, those with the most reports first</p>
        <Pending />
        <ul>{listedEvents.value.slice(0, MOST_LISTED).map((index) => <EventItem key={index} index={index} />)}</ul>
        {listedEvents.value.length > MOST_LISTED && <p class="hint">and {listedEvents.value.length - MOST_LISTED} more: search or filter to see them</p>}
      </nav>
      {shown ? <EventPane key={shown.index} event={shown.event} index={shown.index} /> : <section class="event" id="event" tabIndex={-1} aria-label="Event"><p class="empty">No event is kept by the filters.</p></section>}
    </main>
  );
}

export function toggleEvents(): void {
  if (events.length) screen.value = screen.value === "events" ? "articles" : "events";
}

function EventItem({ index }: { index: number }) {
  const event = events[index];
  if (!event) return null;
  return (
    <li>
      <button type="button" class="item" aria-current={openEvent.value?.index === index} onClick={() => { chosenEvent.value = index; }}>
        <span class="item-title" dir="auto">{labelOf(event)}</span>
        <span class="item-meta">{plural(event.articles.length, "report")}{event.totals["killed"] && ` · ${event.totals["killed"][0].toLocaleString("en")} killed`}</span>
        {event.disputed.length > 0 && <span class="item-signs disputed">≠ disputed</span>}
      </button>
    </li>
  );
}

function labelOf(event: FlatEvent): string {
  const where = event.place ?? (event.code ? countryLabel(event.code) : event.country);
  return [event.type, where && clip(where, 40), event.from && days(event.from, event.to)].filter(Boolean).join(" · ");
}

/** What was decided and not yet merged. */
function Pending() {
  const count = pending.value.size;
  if (!count) return null;
  return (
    <div class="pending" role="status">
      <p>{plural(count, "decision on events", "decisions on events")} not merged yet. Then: <code>summarizer events RUN</code></p>
      {!served && unsavedDecisions.value > 0 && <button type="button" class="primary" onClick={downloadDecisions}>Download event-decisions.jsonl</button>}
    </div>
  );
}

/** The fields that the reports of an event disagree about. */
function disputedFields(event: MergedEvent): ReadonlySet<string> {
  return new Set(event.conflicts.map((conflict) => conflict.field));
}

function EventPane({ event, index }: { event: MergedEvent; index: number }) {
  const names = new Map(event.reports.map((report) => [report.incident_id, sourceOf(report)]));
  const copies = new Set(event.reports.filter((report) => report.copy_of !== null).map((report) => report.incident_id));
  const flat = events[index];
  return (
    <section class="event" id="event" tabIndex={-1} aria-label="Event">
      <h2>{flat ? labelOf(flat) : event.type}</h2>
      <p class="hint">event <bdi>{clip(event.event_id, 80)}</bdi> · {plural(event.reports.length, "report")}{event.merged_from.length > 0 && ` · merged from ${clip(event.merged_from.join(", "), 200)}`}</p>
      <Facts event={event} />
      <Conflicts event={event} names={names} />
      {tollsOf(event).map(([outcome, toll]) => <TollPlot key={outcome} outcome={outcome} toll={toll} told={flat?.tolls[outcome]} names={names} copies={copies} disputed={disputedFields(event).has(`casualties.${outcome}`)} />)}
      <Reports event={event} names={names} index={index} />
    </section>
  );
}

/** The tolls, the dead first. */
function tollsOf(event: MergedEvent): [string, Toll][] {
  const order = payload.words.outcome;
  return Object.entries(event.casualties).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
}

/** Places, broad to narrow, the region they lie in, and the country. */
function whereOf({ places, admin1, country }: Incident["place"]): string {
  return [...new Set([...places.map((one) => one.name), admin1 ?? "", country ?? ""])].filter(Boolean).join(", ");
}

function sourceOf(report: EventReport): string {
  return clip(report.source ?? report.title ?? report.external_id ?? report.path ?? report.article_id, 60);
}

function Facts({ event }: { event: MergedEvent }) {
  const disputed = disputedFields(event);
  const place = event.place?.value;
  const rows: [string, string, boolean][] = [
    ["when", event.date ? whenOf(event.date.value) : "", disputed.has("date")],
    ["where", place ? whereOf(place) : "", disputed.has("place") || disputed.has("country")],
    ["perpetrators", event.perpetrators.map((one) => (one.status ? `${one.name} (${one.status})` : one.name)).join("; "), disputed.has("perpetrators")],
    ["targets", event.targets.map((one) => one.name).join("; "), false],
    ["weapons", event.weapons.map((one) => one.name).join("; "), false],
    ["victims", event.victims.map((one) => `${one.name} (${one.outcome})`).join("; "), false],
  ];
  return (
    <dl class="facts">
      {rows.filter(([, value]) => value).map(([name, value, isDisputed]) => (
        <div key={name}><dt>{name}</dt><dd><bdi>{clip(value, 600)}</bdi>{isDisputed && <Disputed />}</dd></div>
      ))}
    </dl>
  );
}

function Disputed() {
  return <span class="disputed"> ≠ disputed</span>;
}

function whenOf(when: NonNullable<Incident["date"]>): string {
  return when.earliest ? days(when.earliest, when.latest) : when.text;
}

function Conflicts({ event, names }: { event: MergedEvent; names: Map<string, string> }) {
  if (!event.conflicts.length) return null;
  return (
    <section class="plot" aria-label="Disputed">
      <h3>Disputed</h3>
      <div class="scroll" tabIndex={0} role="region" aria-label="What the reports disagree about">
        <table>
          <thead><tr><th scope="col">what</th><th scope="col">who says what</th></tr></thead>
          <tbody>
            {event.conflicts.map(({ field, positions }) => (
              <tr key={field}>
                <th scope="row">{visible(field.replace("casualties.", ""))}</th>
                <td><ul>{positions.map((position, at) => <li key={at}><strong dir="auto">{clip(position.value, 200)}</strong>: <bdi>{position.incident_ids.map((id) => names.get(id) ?? id).join("; ")}</bdi></li>)}</ul></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The reports side by side, of which some are chosen to be split off or joined with another event's. */
function Reports({ event, names, index }: { event: MergedEvent; names: Map<string, string>; index: number }) {
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void => {
    const next = new Set(chosen.value);
    if (!next.delete(id)) next.add(id);
    chosen.value = next;
  };
  return (
    <section aria-label="Reports">
      <h3>Reports</h3>
      <div class="reports">
        {event.reports.map((report) => (
          <ReportCard key={report.incident_id} event={event} report={report} names={names} chosen={chosen.value.has(report.incident_id)} toggle={() => toggle(report.incident_id)} />
        ))}
      </div>
      <Decide event={event} index={index} chosen={chosen.value} />
    </section>
  );
}

function incidentOf(report: EventReport): Incident | null {
  const at = indexOf(report.article_id);
  const record = at === undefined ? undefined : recordAt(at);
  return record && !isCustom(record) ? (record.incidents.find((one) => one.incident_id === report.incident_id) ?? null) : null;
}

interface CardProps {
  event: MergedEvent;
  report: EventReport;
  names: Map<string, string>;
  chosen: boolean;
  toggle: () => void;
}

function ReportCard({ event, report, names, chosen, toggle }: CardProps) {
  const incident = incidentOf(report);
  const disputed = disputedFields(event);
  const at = indexOf(report.article_id);
  const name = names.get(report.incident_id) ?? report.incident_id;
  const figures = tollsOf(event).flatMap(([outcome, toll]) => toll.history.filter((one) => one.incident_id === report.incident_id).map((figure) => ({ outcome, figure })));
  const place = incident?.place;
  const rows: [string, string, boolean][] = [
    ["type", report.type, disputed.has("type")],
    ["when", incident?.date ? `${incident.date.text}${incident.date.earliest ? ` (${whenOf(incident.date)})` : ""}` : "", disputed.has("date")],
    ["where", place ? whereOf(place) : "", disputed.has("place") || disputed.has("country")],
    ["perpetrators", (incident?.perpetrators ?? []).map((one) => (one.status ? `${one.name} (${one.status})` : one.name)).join("; "), disputed.has("perpetrators")],
    ...figures.map(({ outcome, figure }): [string, string, boolean] => [outcome, `${tellFigure(figure)}${figure.said_by ? ` (${figure.said_by})` : ""}`, disputed.has(`casualties.${outcome}`)]),
    ["victims", (incident?.victims ?? []).map((one) => [one.name ?? one.group, one.outcome, one.count && describeCount(one.count)].filter(Boolean).join(" ")).join("; "), false],
  ];
  return (
    <article class="card report" aria-label={`Report of ${name}`} data-chosen={chosen}>
      <h4 dir="auto">{name}</h4>
      <p class="hint">{report.published ?? "undated"}{report.copy_of && " · copy of another's text: no source of its own"}</p>
      {report.title && <p dir="auto">{clip(report.title, 200)}</p>}
      <dl class="facts">
        {rows.filter(([, value]) => value).map(([what, value, isDisputed]) => <div key={what}><dt>{what}</dt><dd data-disputed={isDisputed}><bdi>{clip(value, 400)}</bdi>{isDisputed && <Disputed />}</dd></div>)}
      </dl>
      <Quotes report={report} event={event} />
      <Why event={event} report={report} names={names} />
      <div class="report-buttons">
        {at === undefined ? <span class="hint">the article is of another run</span> : <button type="button" onClick={() => openReport(at, incident)}>Open the article<span class="sr"> of {name}</span></button>}
        <label class="check"><input type="checkbox" checked={chosen} onChange={toggle} /> Choose<span class="sr"> the report of {name}</span></label>
      </div>
    </article>
  );
}

function openReport(at: number, incident: Incident | null): void {
  const record = recordAt(at);
  const number = isCustom(record) ? -1 : record.incidents.findIndex((one) => one.incident_id === incident?.incident_id);
  batch(() => {
    openRecord(at, number === -1 ? null : `incidents[${number}]`);
    screen.value = "articles";
    pane.value = "article";
  });
}

/** The words that the figures rest on, each once. */
function Quotes({ report, event }: { report: EventReport; event: MergedEvent }) {
  const own = Object.values(event.casualties).flatMap((toll) => toll.history.filter((one) => one.incident_id === report.incident_id));
  const at = indexOf(report.article_id);
  const record = at === undefined ? undefined : recordAt(at);
  if (record === undefined || !own.length) return null;
  const quotes = new Map(own.flatMap((figure) => figure.evidence).map((one) => [`${one.sentence} ${one.text}`, one]));
  return <ul class="quoted">{[...quotes.values()].slice(0, 8).map((one) => <li key={`${one.start}-${one.end}`}><span class="quote-num">{one.sentence}{one.page && `, page ${one.page}`}</span><q dir="auto">{clip(one.text, 200)}</q></li>)}</ul>;
}

function Why({ event, report, names }: { event: MergedEvent; report: EventReport; names: Map<string, string> }) {
  const placement = event.why.find((one) => one.incident_id === report.incident_id);
  if (!placement?.closest) return null;
  return (
    <details class="why">
      <summary>Why it is here</summary>
      <p class="hint">mean weight {signed(placement.weight)}; closest to {names.get(placement.closest) ?? placement.closest}</p>
      <ul>{placement.reasons.map((reason, at) => <li key={at} class={reason.weight !== null && reason.weight >= 0 ? "agrees" : "differs"}><span class="weight">{reason.weight === null ? "forbids" : signed(reason.weight)}</span> <bdi>{clip(reason.words, 300)}</bdi></li>)}</ul>
    </details>
  );
}

function signed(weight: number): string {
  return `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(1)}`;
}

function Decide({ event, index, chosen }: { event: MergedEvent; index: number; chosen: ReadonlySet<string> }) {
  const note = useSignal("");
  const other = useSignal("");
  const ids = event.reports.map((report) => report.incident_id);
  const rest = ids.filter((id) => !chosen.has(id));
  const candidates = useComputed(() => listedEvents.value.filter((one) => one !== index).slice(0, MOST_LISTED));
  const joined = candidates.value.map((one) => events[one]).find((one) => one?.id === other.value);
  const said = (): string | null => note.value.trim() || null;
  const split = (): void => void decideEvents({ action: "split", reports: ids.filter((id) => chosen.has(id)), others: rest, withdrawn: null, note: said() });
  const join = (): void => {
    if (joined) void decideEvents({ action: "join", reports: ids, others: joined.reports, withdrawn: null, note: said() });
  };
  return (
    <section class="plot decide" aria-label="Split or join">
      <h3>Split or join</h3>
      <p class="hint">Kept beside the run, with who and when, over every later merge. The events here stay until then.</p>
      <label class="field"><span>Why (left out if empty)</span><input maxLength={LONGEST_NOTE} value={note.value} onInput={(event) => { note.value = event.currentTarget.value; }} /></label>
      <div class="decide-row">
        <button type="button" disabled={!chosen.size || !rest.length} onClick={split}>Split {plural(chosen.size, "chosen report")} from the other {rest.length}</button>
      </div>
      {candidates.value.length > 0 && (
        <div class="decide-row">
          <label class="field">
            <span>Another event</span>
            <select value={joined?.id ?? ""} onChange={(event) => { other.value = event.currentTarget.value; }}>
              <option value="">none</option>
              {candidates.value.map((one) => events[one] && <option key={one} value={events[one].id}>{`${labelOf(events[one])} (${plural(events[one].articles.length, "report")})`}</option>)}
            </select>
          </label>
          <button type="button" disabled={!joined} onClick={join}>Join all reports of both</button>
        </div>
      )}
      <Decided ids={ids} />
    </section>
  );
}

/** What people decided about the reports of an event; what was taken back until a merge has followed that. */
function Decided({ ids }: { ids: string[] }) {
  const about = decisions.value.filter((row) => [...row.reports, ...row.others].some((id) => ids.includes(id)) && !isForgotten(row));
  if (!about.length) return null;
  return (
    <ul class="decided">
      {about.map((row) => (
        <li key={row.decision_id}>
          <strong>{row.action}</strong> of {plural(row.reports.length + row.others.length, "report")} by <bdi>{clip(row.who, 60)}</bdi>, {visible(row.when.slice(0, 10))}
          {pending.value.has(row.decision_id) && " · not merged yet"}{row.note && <span dir="auto"> · {clip(row.note, 200)}</span>}
          {" "}<TakeBack row={row} />
        </li>
      ))}
    </ul>
  );
}

/** Whether a decision was taken back and the events do not follow it, or no more. */
function isForgotten(row: Decision): boolean {
  const withdrawal = withdrawals.value.get(row.decision_id);
  return withdrawal !== undefined && !pending.value.has(withdrawal.decision_id);
}

function TakeBack({ row }: { row: Decision }) {
  const withdrawal = withdrawals.value.get(row.decision_id);
  if (withdrawal) return <span>· taken back by <bdi>{clip(withdrawal.who, 60)}</bdi>, not merged yet</span>;
  const takeBack = (): void => void decideEvents({ action: "withdraw", reports: [], others: [], withdrawn: row.decision_id, note: null });
  return <button type="button" onClick={takeBack}>Take back<span class="sr"> the {row.action} by {clip(row.who, 60)}</span></button>;
}
