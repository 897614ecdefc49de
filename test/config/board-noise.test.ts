/** Boards in lobby files that are wrong in any way: faults with a place, never an exception, and what is let through can be opened. */
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseConfig } from '../../config/load.ts';
import type { LobbyConfig } from '../../config/schema.ts';
import { codecOf } from '../../drivers/board/open.ts';
import { seeded, seedOf } from '../support/seeded.ts';
import { sound } from './lobby.ts';

const ROUNDS = 400;

/** Boards of every family in which nothing is wrong. */
const devices = {
  boards: [
    {
      id: 'main',
      model: 'bx-5k',
      port: 'simulated:',
      areas: [{ row: 1, rows: 2, show: ['calls', 'clock'] }],
    },
    { id: 'side', model: 'bx-6k', port: 'simulated:?line=a', widthDots: 64, heightDots: 16, counter: '1' },
    {
      id: 'staff',
      model: 'alpha-2',
      port: 'tcp://sign:3001',
      columns: 20,
      rows: 2,
      layout: 'staff',
      for: 'staff',
    },
    { id: 'digits', model: 'dm56a04', port: 'serial:/dev/ttyUSB1', counter: '1', address: 2 },
    {
      id: 'own',
      model: 'template',
      template: 'own',
      port: 'simulated:?line=b',
      brightness: [
        { from: '07:00', percent: 100 },
        { from: '18:00', percent: 40 },
      ],
      areas: [{ row: 1, show: [{ text: { en: 'Welcome' } }] }],
    },
  ],
  boardTemplates: { own: { columns: 8, font: 'latin', show: ['AA', { address: 1 }, { text: 8 }, 'FF'] } },
};

/** What people and their editors put in the wrong place. */
const noise = [
  null,
  '',
  'calls',
  'staff',
  'template',
  'alpha',
  'simulated:?line=a',
  '1',
  -1,
  0,
  1,
  4,
  17,
  255,
  1e9,
];
const more: readonly unknown[] = [...noise, true, [], {}, [null], { text: null }, { row: 3, show: ['call'] }];

type Node = Record<string, unknown> | unknown[];

/** Every mapping and list in a value. */
function nodesOf(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(nodesOf)];
}

/** With one thing or two that are missing, or something else. */
function damaged(random: () => number): unknown {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const whole = structuredClone(devices);
  for (let change = random() < 0.7 ? 1 : 2; change > 0; change -= 1) {
    const node = pick(nodesOf(whole)) ?? {};
    const key = pick(Object.keys(node));
    if (key === undefined) continue;
    if (random() < 0.5 && !Array.isArray(node)) Reflect.deleteProperty(node, key);
    else Reflect.set(node, key, structuredClone(pick(random() < 0.3 ? nodesOf(devices) : more)));
  }
  return whole;
}

/** Whether a board can be opened, and has room for its areas. */
function liesInside(board: LobbyConfig['devices']['boards'][number]): boolean {
  const { columns, rows } = codecOf(board).face;
  return board.shows.areas.every(
    (area) => area.row + (area.rows ?? 1) - 1 <= rows && area.column + (area.columns ?? 1) - 1 <= columns,
  );
}

test(`what is wrong with boards is told, and what is not can be opened: ${ROUNDS} files`, () => {
  const random = seeded(seedOf('board-noise'));
  const wrong: string[] = [];
  let loads = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = `${Object.values(sound).join('\n')}\n${stringify({ devices: damaged(random) })}`;
    const loaded = parseConfig('lobby.yaml', text);
    if (loaded.ok) loads += 1;
    const isRight = loaded.ok
      ? loaded.config.devices.boards.every(liesInside)
      : loaded.faults.every(({ line, message }) => line !== null && message !== '');
    if (!isRight) wrong.push(text);
  }
  expect(wrong).toEqual([]);
  // Enough of both kinds.
  expect(loads).toBeGreaterThan(ROUNDS / 100);
  expect(loads).toBeLessThan(ROUNDS / 2);
});
