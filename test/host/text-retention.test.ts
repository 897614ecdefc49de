/** What is written about persons: how long it stays, and that its copies go with it. */
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ulid } from 'ulid';
import { PersonalTexts } from '../../firmware-host/personal-texts.ts';
import { eraseOldTexts, fateOf, mirrorTexts, namedTexts } from '../../firmware-host/text-retention.ts';
import { LobbyUnderTest, service } from '../support/lobby.ts';
import { tempDir } from '../support/temp.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 21);
const now = { at: NOW, monoMs: 5, boot: 'boot', trusted: true };
/** Not 0, which ulid() takes for no time at all. */
const never = 5_000;
const daysAgo = (days: number) => NOW - days * DAY_MS;
const nobody: ReadonlySet<string> = new Set();
const rule = { now, textDays: 90 };

it.each([
  // written, touched, fate
  [daysAgo(89), daysAgo(89), 'keep'],
  [daysAgo(91), daysAgo(91), 'erase'],
  [daysAgo(0), daysAgo(0), 'keep'],
  // The later of the two, so that a clock that was set back once makes nothing old.
  [daysAgo(91), daysAgo(5), 'keep'],
  [daysAgo(5), daysAgo(91), 'keep'],
  // Of a clock that was in 1970: its age is not known, and begins now.
  [never, never, 'touch'],
  [never, daysAgo(5), 'keep'],
  [never, daysAgo(91), 'erase'],
  [Date.UTC(2023, 11, 31), Date.UTC(2023, 11, 31), 'touch'],
  // Of a clock that was ahead.
  [daysAgo(-3650), daysAgo(-3650), 'touch'],
  [daysAgo(-3650), daysAgo(91), 'erase'],
])('written %d, touched %d: %s', (writtenAt, touchedAt, fate) => {
  const text = { ref: ulid(writtenAt), touchedAt };
  expect(fateOf(text, nobody, rule)).toBe(fate);
  expect(fateOf(text, nobody, { ...rule, now: { ...now, trusted: false } })).toBe('keep');
});

function fateOfNamed(days: number) {
  const ref = ulid(daysAgo(days));
  return fateOf({ ref, touchedAt: daysAgo(days) }, new Set([ref]), rule);
}

it('keeps what is named, and counts its age from when it is not any more', () => {
  expect([0, 2, 1000].map(fateOfNamed)).toEqual(['keep', 'touch', 'touch']);
});

it('keeps what was written about an alarm until it is over', () => {
  const test = LobbyUnderTest.open();
  const [fromAt, untilAt] = [0, DAY_MS];
  const range = { min: null, max: 1 };
  const reading = { metric: 'queue_time', service: null, fromAt, untilAt, target: range, recovered: range };
  test.must({ type: 'judge-metrics', readings: [{ ...reading, value: 2 }] });
  const [alarm = ''] = test.state.alarms.keys();
  test.must({ type: 'acknowledge-alarm', alarm, by: 'lin', note: 'note-1' });
  expect(namedTexts(test.state)).toContain('note-1');
  test.must({ type: 'judge-metrics', readings: [{ ...reading, untilAt: 2 * DAY_MS, value: 1 }] });
  expect(namedTexts(test.state)).not.toContain('note-1');
});

it('knows the texts that the lobby still works with', () => {
  const services = [service('A', { kind: 'case', dueMs: DAY_MS })];
  const test = LobbyUnderTest.open({ services });
  test.take('A');
  test.take('A', { by: 'staff' });
  test.must({ type: 'note', ticket: 't1', agent: null, note: 'note-1' });
  test.must({ type: 'note', ticket: 't1', agent: null, note: 'note-2' });
  test.must({ type: 'record-case', case: 't1', receiver: 'lin', matter: 'superseded' });
  test.must({ type: 'record-case', case: 't1', receiver: 'lin', matter: 'matter-1' });
  test.must({ type: 'record-case', case: 't2', receiver: 'lin', matter: 'matter-2' });
  test.must({ type: 'resolve-case', case: 't2', agent: 'lin', result: 'result-2' });
  test.must({ type: 'hand-over', counter: '1', agent: 'chen', note: 'handover' });
  expect([...namedTexts(test.state)].toSorted()).toEqual(
    ['handover', 'matter-1', 'matter-2', 'note-1', 'note-2', 'result-2'].toSorted(),
  );
  test.must({ type: 'sign-case', case: 't2', manager: 'lin' });
  expect(namedTexts(test.state)).not.toContain('matter-2');
});

/** A folder of texts; each is written so many days ago, null in 1970. */
async function textsOf(dir: string, ages: Readonly<Record<string, number | null>>) {
  const texts = await PersonalTexts.open(dir);
  const refs: Record<string, string> = {};
  for (const [name, days] of Object.entries(ages)) {
    const at = days === null ? never : daysAgo(days);
    const ref = ulid(at);
    refs[name] = ref;
    await texts.write(ref, name);
    utimesSync(join(dir, 'texts', ref), at / 1000, at / 1000);
  }
  const left = async () => {
    const found = await Promise.all((await texts.list()).map(({ ref }) => texts.read(ref)));
    return found.map(String).toSorted();
  };
  return { texts, refs, left };
}

it('erases by age, and lets the age of what it does not know begin', async () => {
  const dir = tempDir();
  const { texts, refs, left } = await textsOf(dir, { young: 3, old: 100, in1970: null, named: 200 });
  const { state } = LobbyUnderTest.open();
  const { named = '', in1970 = '' } = refs;
  const naming = { ...state, counters: new Map([['1', { ...deskOf(state), handoverNote: named }]]) };
  expect(await eraseOldTexts({ texts, state: naming, ...rule })).toEqual({ erased: 1 });
  expect(await left()).toEqual(['in1970', 'named', 'young']);
  expect(statSync(join(dir, 'texts', in1970)).mtimeMs).toBe(NOW);

  const later = { now: { ...now, at: NOW + 89 * DAY_MS }, textDays: 90 };
  expect(await eraseOldTexts({ texts, state, ...later })).toEqual({ erased: 1 });
  expect(await left()).toEqual(['in1970', 'named']);
  const latest = { now: { ...now, at: NOW + 91 * DAY_MS }, textDays: 90 };
  expect(await eraseOldTexts({ texts, state, ...latest })).toEqual({ erased: 2 });
  expect(await left()).toEqual([]);
});

it('leaves all alone as long as the clock is not trusted', async () => {
  const dir = tempDir();
  const { texts, refs, left } = await textsOf(dir, { old: 100, in1970: null });
  const { state } = LobbyUnderTest.open();
  const untrusted = { now: { ...now, trusted: false }, textDays: 90 };
  expect(await eraseOldTexts({ texts, state, ...untrusted })).toEqual({ erased: 0 });
  expect(await left()).toEqual(['in1970', 'old']);
  expect(statSync(join(dir, 'texts', refs['in1970'] ?? '')).mtimeMs).toBe(never);
});

it('lists texts and nothing else', async () => {
  const dir = tempDir();
  const { texts, refs } = await textsOf(dir, { one: 3 });
  writeFileSync(join(dir, 'texts', 'README'), 'not ours');
  expect(await texts.list()).toEqual([{ ref: refs['one'], touchedAt: daysAgo(3) }]);
  await expect(texts.touch(ulid(), NOW)).resolves.toBeUndefined();
  await expect(texts.touch('../lock', NOW)).resolves.toBeUndefined();
});

it('makes a mirror of the texts, and of nothing else', async () => {
  const dir = tempDir();
  const { texts, refs } = await textsOf(dir, { one: 3, two: 4 });
  const copies = join(dir, 'backups', 'texts');
  expect(await mirrorTexts(texts, copies)).toEqual({ copied: 2, removed: 0 });
  expect(await mirrorTexts(texts, copies)).toEqual({ copied: 0, removed: 0 });
  expect(readdirSync(copies).toSorted()).toEqual(Object.values(refs).toSorted());
  expect(readFileSync(join(copies, refs['one'] ?? ''), 'utf8')).toBe('one');
  expect((statSync(copies).mode & 0o777).toString(8)).toBe('700');
  expect((statSync(join(copies, refs['one'] ?? '')).mode & 0o777).toString(8)).toBe('600');

  await texts.erase(refs['one'] ?? '');
  writeFileSync(join(copies, `${refs['two']}.tmp`), 'hal');
  writeFileSync(join(copies, 'README'), 'not ours');
  expect(await mirrorTexts(texts, copies)).toEqual({ copied: 0, removed: 2 });
  expect(readdirSync(copies).toSorted()).toEqual([refs['two'], 'README']);
});

it('says when a mirror cannot be made', async () => {
  const dir = tempDir();
  const { texts, refs } = await textsOf(dir, { one: 3 });
  // In the way of the copy.
  mkdirSync(join(dir, 'copies', `${refs['one']}.tmp`), { recursive: true });
  await expect(mirrorTexts(texts, join(dir, 'copies'))).rejects.toThrow(/EISDIR|directory/);
});

function deskOf({ counters }: LobbyUnderTest['state']) {
  const desk = counters.get('1');
  if (desk === undefined) throw new Error('the lobby has a counter');
  return desk;
}
