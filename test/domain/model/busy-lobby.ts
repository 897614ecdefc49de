/** A lobby in which every rule can be reached within a few steps: small limits, short times. */
import type { Lobby } from '../../../firmware-host/domain/lobby.ts';
import type { Timetable } from '../../../firmware-host/domain/timetable.ts';
import { lobby, service } from '../../support/lobby.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

export const busyLobby: Lobby = {
  ...lobby,
  services: [
    service('A', { waitingMax: 4, returnSlots: { everyMs: 5 * MINUTE_MS, places: 1 } }),
    service('B', { weight: 3, slips: { from: 3, to: 4 }, dayMax: 9 }),
    service('C', { kind: 'case', dueMs: 10 * MINUTE_MS, callBackMs: 20 * MINUTE_MS }),
    service('D', { numbers: { from: 5, to: 8, digits: 2 } }),
  ],
  kiosks: [
    { id: 'door', printer: 'ticket-printer', spare: 'spare-printer' },
    { id: 'wall', printer: null },
  ],
  // A roll that is used up within a day of the model.
  printers: [{ id: 'ticket-printer', rollTickets: 3 }],
  counters: [
    { id: '1', services: ['A', 'B'], overflow: [{ service: 'C', afterMs: MINUTE_MS }] },
    { id: '2', services: ['B', 'C'], overflow: [] },
    { id: '3', services: ['A', 'D'], overflow: [{ service: 'B', afterMs: 2 * MINUTE_MS }] },
  ],
  agents: [
    { id: 'lin', services: null },
    { id: 'chen', services: ['A', 'B'] },
    { id: 'wang', services: ['C', 'D'] },
  ],
  order: { turns: { appointment: 1, priority: 2, ordinary: 1 }, overtakenMaxMs: 3 * MINUTE_MS },
  calls: {
    everyMs: 5 * SECOND_MS,
    max: 3,
    noShowCalls: 1,
    noShowAfterMs: 40 * SECOND_MS,
    startAfterMs: null,
  },
  returns: { withinMs: 5 * MINUTE_MS, placesBack: 1 },
  appointments: { earlyMs: MINUTE_MS, lateMs: MINUTE_MS },
  priority: { reasons: ['elderly', 'complaint'], kioskReasons: ['elderly'], quota: 1 },
  kioskLimit: { withinMs: 30 * SECOND_MS, confirmAfter: 2, pauseAfter: 4 },
  wrapUp: { maxMs: 20 * SECOND_MS },
  assist: [{ withinMs: 20 * SECOND_MS }, { withinMs: MINUTE_MS }],
  ratings: { ...lobby.ratings, windowMs: MINUTE_MS, shortVisitMs: 2 * SECOND_MS },
  night: 'close',
};

/** The same house after the office has thought again: a counter, an agent and a service less, shorter numbers, and kept nights. */
export const changedLobby: Lobby = {
  ...busyLobby,
  services: busyLobby.services
    .filter(({ letter }) => letter !== 'D')
    .map((rules) => ({ ...rules, numbers: { ...rules.numbers, digits: 2 } })),
  agents: busyLobby.agents.filter(({ id }) => id !== 'wang'),
  counters: [
    { id: '1', services: ['A', 'B', 'C'], overflow: [] },
    { id: '2', services: ['B'], overflow: [{ service: 'A', afterMs: MINUTE_MS }] },
  ],
  calls: { everyMs: 0, max: 4, noShowCalls: 1, noShowAfterMs: null, startAfterMs: 30 * SECOND_MS },
  kioskLimit: null,
  wrapUp: null,
  night: 'keep',
};

/** A is open round the clock, D never; the others have hours around the moment at which the day opens. */
export const hoursFrom = (at: number): Timetable => ({
  A: null,
  B: [
    { ticketsFromAt: at - 1, fromAt: at, ticketsUntilAt: at + 10 * MINUTE_MS, untilAt: at + 15 * MINUTE_MS },
    {
      ticketsFromAt: at + 12 * MINUTE_MS,
      fromAt: at + 12 * MINUTE_MS,
      ticketsUntilAt: at + 40 * MINUTE_MS,
      untilAt: at + 45 * MINUTE_MS,
    },
  ],
  C: null,
  D: [
    { ticketsFromAt: at - 1, fromAt: at, ticketsUntilAt: at + 30 * MINUTE_MS, untilAt: at + 30 * MINUTE_MS },
  ],
});
