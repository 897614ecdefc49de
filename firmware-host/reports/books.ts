/** All that a fold writes into, and the few ways in which it does. */
import type { DatabaseSync } from 'node:sqlite';
import type { EventData, EventType, Placed } from '../domain/events.ts';
import { Boots } from './boots.ts';
import { EarlierVisits } from './earlier-visits.ts';
import { momentOf, noMoment } from './moments.ts';
import { InputTables } from './input-tables.ts';
import { Revisions } from './revisions.ts';
import { RowTable } from './row-table.ts';
import type { SpellRow, StayRow, TicketRow } from './rows.ts';
import { deskIn, type Scene } from './scene.ts';
import { cases, days, idles, ratings, refusals, spells, stays, tickets } from './schema.ts';

export function booksIn(database: DatabaseSync) {
  const revisions = new Revisions(database);
  const dayTable = new RowTable(database, days, revisions);
  const boots = new Boots(database, (first) => {
    dayTable.flush();
    revisions.touchSince(first);
  });
  return {
    boots,
    tickets: new RowTable(database, tickets, revisions),
    stays: new RowTable(database, stays, revisions),
    refusals: new RowTable(database, refusals, revisions),
    spells: new RowTable(database, spells, revisions),
    idles: new RowTable(database, idles, revisions),
    ratings: new RowTable(database, ratings, revisions),
    cases: new RowTable(database, cases, revisions),
    days: dayTable,
    inputs: new InputTables(database, revisions),
    revisions,
    earlierVisits: new EarlierVisits(database),
  };
}
export type Books = ReturnType<typeof booksIn>;

/** Where and when a fact stands, beside the books that it is written into. */
export interface Page extends Placed {
  readonly books: Books;
  readonly scene: Scene;
  /** Id of the boot of its moment. */
  readonly boot: number;
}

/** What a type of fact changes. Those that no report counts are left out. */
export type Enter<Group> = {
  readonly [T in keyof Group & EventType]?: (page: Page, data: EventData[T]) => void;
};

/**
 * A ticket's row for a fact that it does not have yet. Null where it has it, because the fold goes over old ground after a restoration,
 * or where there is no such row any more.
 */
export function ticketFor({ books, scene, seq }: Page, id: string): TicketRow | null {
  const row = books.tickets.find(id);
  if (row === undefined || row.last >= seq) return null;
  row.last = seq;
  books.tickets.put(row);
  // What is reckoned of its stays and their writing up has its class, also on the days after its own.
  if (row.stays > 0 && row.date !== scene.date) {
    books.days.flush();
    books.revisions.touchAfter(row.position);
  }
  return row;
}

/** The stay that goes on; null where the ticket is at no counter. */
export function stayOf({ books }: Page, { position, stays: n }: TicketRow): StayRow | null {
  const stay = n === 0 ? undefined : books.stays.find(position, n);
  if (stay === undefined || stay.ending !== null) return null;
  books.stays.put(stay);
  return stay;
}

export function beginStay(
  { books, scene }: Page,
  ticket: TicketRow,
  given: Partial<StayRow> & Pick<StayRow, 'counter' | 'agent'>,
): void {
  ticket.stays += 1;
  books.stays.put({
    ticket: ticket.position,
    n: ticket.stays,
    date: scene.date,
    is_later: ticket.date === scene.date ? 0 : 1,
    service: ticket.service,
    waited_ms: null,
    calls: 0,
    calling_ms: null,
    walk_ms: null,
    served_ms: null,
    held_ms: 0,
    holds: 0,
    is_implied: 0,
    is_estimated: 0,
    ending: null,
    reason: null,
    called_ms: null,
    last_call_ms: null,
    started_ms: null,
    held_since_ms: null,
    ...noMoment('called'),
    ...noMoment('ended'),
    ...given,
  });
}

/** Ends the stay that goes on, if one does. */
export function endStay(page: Page, ticket: TicketRow, ending: string, given: Partial<StayRow> = {}): void {
  const stay = stayOf(page, ticket);
  if (stay === null) return;
  const { lobbyMs } = page.scene;
  if (stay.held_since_ms !== null) stay.held_ms += since(stay.held_since_ms, lobbyMs);
  if (stay.started_ms !== null) stay.served_ms = Math.max(0, since(stay.started_ms, lobbyMs) - stay.held_ms);
  const working = { called_ms: null, last_call_ms: null, started_ms: null, held_since_ms: null };
  Object.assign(stay, given, working, { ending, ...momentOf('ended', page.time, page.boot) });
}

/** Milliseconds of lobby time. The fold of an older host began it anew each day. */
export const since = (fromMs: number, toMs: number): number => Math.max(0, toMs - fromMs);

/** What the agent at a counter does from now on; nothing where nobody sits there. */
export function beginSpell(
  page: Page,
  counter: string,
  kind: 'ready' | 'paused' | 'wrap-up',
  of: Partial<Pick<SpellRow, 'reason' | 'ticket'>> = {},
): void {
  endSpell(page, counter);
  const { books, scene, seq, time, boot } = page;
  const desk = deskIn(scene, counter);
  if (desk.agent === null) return;
  desk.spell = seq;
  desk.isReady = kind === 'ready';
  if (books.spells.find(seq, counter) !== undefined) return;
  books.spells.put({
    position: seq,
    counter,
    last: seq,
    date: scene.date,
    agent: desk.agent,
    kind,
    reason: null,
    ticket: null,
    lasted_ms: null,
    since_ms: scene.lobbyMs,
    ...of,
    ...momentOf('began', time, boot),
  });
}

export function endSpell(page: Page, counter: string): void {
  const { books, scene, seq } = page;
  const desk = deskIn(scene, counter);
  const row = desk.spell === null ? undefined : books.spells.find(desk.spell, counter);
  desk.spell = null;
  desk.isReady = false;
  endIdle(page, counter);
  if (row === undefined || row.last >= seq) return;
  books.spells.put(
    Object.assign(row, {
      last: seq,
      lasted_ms: since(row.since_ms ?? scene.lobbyMs, scene.lobbyMs),
      since_ms: null,
    }),
  );
}

/** After each fact: who has become free to call, and who no longer is. */
export function followIdle(page: Page): void {
  for (const [counter, desk] of Object.entries(page.scene.desks)) {
    const { agent, isReady, seat, idle } = desk;
    if (agent === null || !isReady || seat !== null) endIdle(page, counter);
    else if (idle === null) beginIdle(page, counter, agent);
  }
}

function beginIdle({ books, scene, seq, time, boot }: Page, counter: string, agent: string): void {
  deskIn(scene, counter).idle = seq;
  if (books.idles.find(seq, counter) !== undefined) return;
  books.idles.put({
    position: seq,
    counter,
    last: seq,
    date: scene.date,
    agent,
    lasted_ms: null,
    since_ms: scene.lobbyMs,
    ...momentOf('began', time, boot),
  });
}

function endIdle({ books, scene, seq }: Page, counter: string): void {
  const desk = deskIn(scene, counter);
  const row = desk.idle === null ? undefined : books.idles.find(desk.idle, counter);
  desk.idle = null;
  if (row === undefined || row.last >= seq) return;
  const lasted_ms = since(row.since_ms ?? scene.lobbyMs, scene.lobbyMs);
  books.idles.put(Object.assign(row, { last: seq, lasted_ms, since_ms: null }));
}
