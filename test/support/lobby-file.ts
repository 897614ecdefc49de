/** Lobby files for hosts under test. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

export interface LobbyWish {
  /** Port of the printer at kiosk `door`; it prints nothing but at once when left out. */
  readonly printerPort?: string;
  readonly counters?: number;
  /** With a board, a pad at counter 1, and a centre, all simulated and at once. */
  readonly whole?: boolean;
  /** Keys that replace or join those of the file; what it says of `ratings` joins the lenient ones. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/**
 * Rules for tests that are as fast as a machine: nobody has to wait before a second call or before giving up, a kiosk gives as
 * many tickets as it is asked for, and a visit of no length is rated like any other.
 */
const lenient = {
  calls: { everySeconds: 0, max: 99, noShowCalls: 1 },
  kioskLimit: 'off',
  ratings: { shortVisitSeconds: 0 },
};

const ratingsOf = ({ ratings }: Readonly<Record<string, unknown>>): object =>
  typeof ratings === 'object' && ratings !== null ? ratings : {};

/**
 * Writes a lobby with services A and B, kiosk `door` with a printer, kiosk `wall` without one, counters 1 …, and one agent a
 * counter: `agent-1` …; its rules are lenient
 * @returns the file's path
 */
export function lobbyFile(
  dir: string,
  { printerPort = 'simulated:?pace=0', counters = 2, whole = false, more = {} }: LobbyWish = {},
): string {
  const ids = Array.from({ length: counters }, (_, index) => String(index + 1));
  const file = join(dir, 'lobby.yaml');
  const lobby = {
    name: { 'zh-CN': '测试大厅', 'zh-TW': '測試大廳', en: 'Test Lobby' },
    timeZone: 'Asia/Shanghai',
    languages: ['zh-CN', 'en', 'zh-TW'],
    access: 'demo',
    clock: 'assume',
    services: [
      { letter: 'A', name: { 'zh-CN': '缴费', 'zh-TW': '繳費', en: 'Payments' } },
      { letter: 'B', name: { 'zh-CN': '报修', 'zh-TW': '報修', en: 'Repairs' } },
    ],
    counters: ids.map((id) => ({ id, services: ['A', 'B'] })),
    agents: ids.map((id) => ({ id: `agent-${id}`, name: `Agent ${id}` })),
    kiosks: [{ id: 'door', printer: 'paper' }, { id: 'wall' }],
    devices: {
      printers: [{ id: 'paper', model: 'escpos-58', port: printerPort }],
      ...(whole
        ? {
            boards: [{ id: 'main', model: 'bx-5k', port: 'simulated:?pace=0', languages: ['zh-CN'] }],
            pads: [{ id: 'pad', counter: '1', model: 'firmata', port: 'simulated:?pace=0' }],
          }
        : {}),
    },
    ...(whole ? { centre: { url: 'simulated:' } } : {}),
    ...lenient,
    ...more,
    ratings: { ...lenient.ratings, ...ratingsOf(more) },
  };
  writeFileSync(file, stringify(lobby));
  return file;
}
