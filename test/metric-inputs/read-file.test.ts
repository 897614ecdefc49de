/** A file full of mistakes, in a house of hundreds of people: the lobby waits while it is read. */
import { expect, it } from 'vitest';
import type { Site } from '../../firmware-host/site.ts';
import { readInputFile } from '../../firmware-host/metric-inputs/read-file.ts';
import { lobby } from '../support/lobby.ts';

const PEOPLE = 500;

it('guesses what was meant for the first mistakes, and again wherever these are repeated', () => {
  const agents = Array.from({ length: PEOPLE }, (_none, n) => ({ id: `a${n}`, name: `Number ${n}` }));
  const house = {
    site: { agents, services: [] } as unknown as Site,
    lobby,
    dayRule: { timeZone: 'Asia/Shanghai', dayStartsAt: '00:00' },
  };
  const names = agents.slice(0, 90).map(({ name }) => name.replace('Number', 'Nubmer'));
  const file = ['Agent,Date,Score', ...[...names, ...names].map((name) => `${name},2026-11-02,90`)].join(
    '\n',
  );
  const { faults } = readInputFile(house, 'quality', file);
  expect(faults.every(({ code }) => code === 'agent-unknown')).toBe(true);
  const guessed = faults.map(({ remedy }) => remedy.en.includes('did you mean'));
  const first = guessed.slice(0, names.length);
  expect(first.filter(Boolean)).toHaveLength(20);
  expect(first.slice(0, 20).every(Boolean)).toBe(true);
  expect(guessed.slice(names.length)).toEqual(first);
});
