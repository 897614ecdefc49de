import type { CounterEvents, LobbyEvents, RatingEvents } from '../domain/events.ts';
import type { MetricEvents } from '../domain/metric-events.ts';
import type { RatingSource } from '../domain/rating.ts';
import type { Moment } from '../domain/moment.ts';
import {
  beginSpell,
  beginStay,
  endSpell,
  endStay,
  stayOf,
  ticketFor,
  type Enter,
  type Page,
} from './books.ts';
import { momentOf, noMoment } from './moments.ts';
import type { DayRow, RatingRow } from './rows.ts';
import { deskIn, openScene } from './scene.ts';

/** What agents do when they serve nobody. */
export const enterCounters: Enter<CounterEvents> = {
  'counter.signed-in'(page, { counter, agent }) {
    deskIn(page.scene, counter).agent = agent;
    beginSpell(page, counter, 'ready');
  },

  'counter.signed-out'(page, { counter }) {
    endSpell(page, counter);
    deskIn(page.scene, counter).agent = null;
  },

  'counter.paused'(page, { counter, reason }) {
    beginSpell(page, counter, 'paused', { reason });
  },

  'counter.ready'(page, { counter }) {
    beginSpell(page, counter, 'ready');
  },

  'counter.handed-over'(page, { counter, agent }) {
    const desk = deskIn(page.scene, counter);
    desk.agent = agent;
    beginSpell(page, counter, 'ready');
    for (const ticket of desk.visitors) takeOver(page, ticket, counter, agent);
  },
};

/** Times are split between the agents. Who is only called is the new one's alone. */
function takeOver(page: Page, id: string, counter: string, agent: string): void {
  const row = ticketFor(page, id);
  const stay = row && stayOf(page, row);
  if (row === null || stay === null) return;
  if (stay.started_ms === null) {
    stay.agent = agent;
    return;
  }
  const { lobbyMs } = page.scene;
  const isHeld = stay.held_since_ms !== null;
  endStay(page, row, 'handed-over');
  beginStay(page, row, { counter, agent, started_ms: lobbyMs, held_since_ms: isHeld ? lobbyMs : null });
}

export const enterRatings: Enter<RatingEvents> = {
  'rating.given'(page, { ticket, service, agent, ...press }) {
    enterPress(page, press, { ticket: positionOf(page, ticket), service, agent });
    const row = ticketFor(page, ticket);
    if (row !== null) row.rating = page.seq;
  },

  'rating.flagged'(page, { ticket, agent, flag, ...press }) {
    enterPress(page, press, { ticket: ticket === null ? null : positionOf(page, ticket), agent, flag });
  },

  'rating.discounted'(page, { ticket, flag }) {
    changeRating(page, ticket, { flag });
  },

  'rating.reason-given'(page, { ticket, reason }) {
    changeRating(page, ticket, { reason });
  },
};

const positionOf = ({ books }: Page, ticket: string): number | null =>
  books.tickets.find(ticket)?.position ?? null;

interface Press {
  readonly counter: string;
  readonly score: number;
  readonly scale: number;
  readonly by: RatingSource;
  readonly pressed: Moment;
}

function enterPress(
  { books, scene, seq }: Page,
  { counter, score, scale, by, pressed }: Press,
  given: Partial<RatingRow> & Pick<RatingRow, 'ticket' | 'agent'>,
): void {
  if (books.ratings.find(seq) !== undefined) return;
  books.ratings.put({
    position: seq,
    last: seq,
    date: scene.date,
    counter,
    service: null,
    score,
    scale,
    source: by,
    flag: null,
    reason: null,
    ...momentOf('pressed', pressed, books.boots.idOf(pressed.boot, seq)),
    ...given,
  });
}

function changeRating({ books, seq }: Page, ticket: string, change: Partial<RatingRow>): void {
  const position = books.tickets.find(ticket)?.rating ?? null;
  const row = position === null ? undefined : books.ratings.find(position);
  if (row === undefined || row.last >= seq) return;
  books.ratings.put(Object.assign(row, change, { last: seq }));
}

export const enterLobby: Enter<LobbyEvents> = {
  'config.applied'({ scene }, { lobby }) {
    scene.hasWrapUp = lobby.wrapUp !== null;
  },

  'day.opened'(page, data) {
    const { books, scene, seq, time, boot } = page;
    for (const counter of Object.keys(scene.desks)) endSpell(page, counter);
    openScene(scene, data, page);
    for (const { id, status, pause } of data.carried.counters)
      beginSpell(page, id, status, { reason: pause });
    if (books.days.find(seq) !== undefined) return;
    const opened = { ...momentOf('opened', time, boot), ...noMoment('closed') };
    books.days.put({ position: seq, last: seq, date: data.date, closed: null, ...opened });
  },

  'day.closed'(page) {
    page.scene.day = { isClosed: true };
    const { seq, time, boot } = page;
    changeDay(page, { closed: seq, ...momentOf('closed', time, boot) });
  },

  'day.reopened'(page) {
    page.scene.day = { isClosed: false };
    changeDay(page, { closed: null, ...noMoment('closed') });
  },

  'lobby.frozen'({ scene }, { reason }) {
    scene.frozen = reason;
  },

  'lobby.resumed'({ scene }) {
    scene.frozen = null;
  },
};

export const enterMetrics: Enter<MetricEvents> = {
  'metric-input.entered'({ books, seq }, { batch, by: _by, ...input }) {
    books.inputs.enter(seq, batch, input, (id) => books.tickets.find(id)?.position ?? null);
  },

  'metric-input.withdrawn'({ books, seq }, { batch }) {
    books.inputs.withdraw(seq, batch);
  },
};

function changeDay({ books, scene, seq }: Page, change: Partial<DayRow>): void {
  const row = scene.opening === null ? undefined : books.days.find(scene.opening);
  if (row === undefined || row.last >= seq) return;
  books.days.put(Object.assign(row, change, { last: seq }));
}
