/** What a lobby file says about its memory. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configOf, faultsOf, lobby } from './lobby.ts';

/** The sound lobby with a section on storage; its line is the 8th. */
const withStorage = (storage: string) => lobby({}, `storage: ${storage}`);

const usual = {
  backup: { everyMinutes: 15, secondDir: null },
  retention: { eventDays: 400, reportDays: 1100, textDays: 90 },
  ballastMb: 16,
};

describe('what holds', () => {
  test('where the file says nothing', () => {
    expect(configOf(lobby({})).storage).toEqual(usual);
  });

  test.each([
    ['{}', usual],
    ['{ backup: {}, retention: {} }', usual],
    ['{ backup: { everyMinutes: 1 } }', { ...usual, backup: { everyMinutes: 1, secondDir: null } }],
    [
      '{ backup: { secondDir: /media/usb/foyer } }',
      { ...usual, backup: { everyMinutes: 15, secondDir: '/media/usb/foyer' } },
    ],
    [
      '{ backup: { secondDir: ../copies } }',
      { ...usual, backup: { everyMinutes: 15, secondDir: resolve('../copies') } },
    ],
    [
      '{ retention: { eventDays: 7, reportDays: 31, textDays: 1 }, ballastMb: 0 }',
      { ...usual, retention: { eventDays: 7, reportDays: 31, textDays: 1 }, ballastMb: 0 },
    ],
    ['{ retention: { textDays: 3650 } }', { ...usual, retention: { ...usual.retention, textDays: 3650 } }],
  ])('%s', (storage, expected) => {
    expect(configOf(withStorage(storage)).storage).toEqual(expected);
  });
});

test.each([
  ['{ backup: { everyMinutes: 0 } }', '8:36 storage.backup.everyMinutes', /1 to 1440/],
  ['{ backup: { everyMinutes: 1441 } }', '8:36 storage.backup.everyMinutes', /1 to 1440/],
  ['{ backup: { everyMinutes: 2.5 } }', '8:36 storage.backup.everyMinutes', /1 to 1440/],
  ['{ backup: { secondDir: "" } }', '8:33 storage.backup.secondDir', /^It is empty/],
  ['{ backup: { secondDir: 7 } }', '8:33 storage.backup.secondDir', /number 7/],
  ['{ retention: { eventDays: 6 } }', '8:36 storage.retention.eventDays', /7 to 3650/],
  ['{ retention: { reportDays: 30 } }', '8:37 storage.retention.reportDays', /31 to 3650/],
  ['{ retention: { textDays: 0 } }', '8:35 storage.retention.textDays', /1 to 3650/],
  ['{ ballastMb: -1 }', '8:23 storage.ballastMb', /0 to 1024/],
  ['{ backups: {} }', '8:12 storage.backups', /Unknown key "backups".*backup/],
  ['{ backup: { every: 5 } }', '8:22 storage.backup.every', /Unknown key "every"/],
  ['{ retention: { days: 5 } }', '8:25 storage.retention.days', /Unknown key "days"/],
  ['often', '8:10 storage', /must be a mapping/],
])('%s: the fault is at %s', (storage, place, message) => {
  const faults = faultsOf(withStorage(storage));
  expect(faults.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([place]);
  expect(faults[0]?.message).toMatch(message);
});
