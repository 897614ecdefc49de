/** From a finger to the journal, also when the journal takes nothing for a while. */
import { expect, it, onTestFinished } from 'vitest';
import type { PadDevice, Pads } from '../../firmware-host/devices/pads.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Journal, Recorded } from '../../firmware-host/journal/journal.ts';
import { RatePresses } from '../../firmware-host/rate-presses.ts';
import { alwaysOpen, lobby } from '../support/lobby.ts';
import { openJournal } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const actor = { kind: 'host', id: 'test' } as const;
const pad: PadDevice = {
  id: 'pad-1',
  counter: '1',
  model: 'firmata',
  port: 'simulated:',
  pins: [2, 3, 4, 5, 6],
};

/** A journal whose medium can be taken away. */
class Medium {
  isFull = false;
  readonly journal: Journal;

  constructor(journal: Journal) {
    this.journal = {
      append: async (events, options) =>
        this.isFull ? { kind: 'unavailable', reason: 'disk full' } : journal.append(events, options),
      read: (from, options) => journal.read(from, options),
      dayOpenings: (count) => journal.dayOpenings(count),
      lastPosition: () => journal.lastPosition(),
      close: () => journal.close(),
    };
  }
}

async function start() {
  const medium = new Medium(await openJournal(tempDir()));
  onTestFinished(() => medium.journal.close());
  let nowMs = 0;
  const clock = {
    trusted: () => true,
    now: () => ({ at: nowMs, monoMs: nowMs, boot: 'boot', trusted: true }),
  };
  const handler = await Handler.start(medium.journal, clock, randomIds());
  const ask = async (command: Command) => {
    const outcome = await handler.handle({ command, actor });
    if (outcome.kind === 'refused') throw new Error(`${command.type}: ${outcome.code}`);
  };
  await ask({ type: 'apply-config', lobby, timetable: null });
  await ask({ type: 'open-day', date: '2026-11-21', timetable: alwaysOpen });
  await ask({ type: 'sign-in', counter: '1', agent: 'lin' });
  const ticket = { service: 'A', kiosk: 'door', language: null, ticket: 't1', token: 's1' };
  await ask({ type: 'take-ticket', by: 'kiosk', ...ticket });
  await ask({ type: 'call-next', counter: '1' });
  await ask({ type: 'finish', counter: '1' });

  const finger: { press: (device: PadDevice, button: number) => void } = { press: () => undefined };
  // All of the pads that this is about is that they tell of presses.
  const pads = { onPress: (listener: typeof finger.press) => void (finger.press = listener) };
  const said: string[] = [];
  const pauses: PromiseWithResolvers<void>[] = [];
  const presses = new RatePresses({
    handler,
    clock,
    pads: pads as unknown as Pads,
    scale: 5,
    say: (line) => void said.push(line),
    retryPause: () => {
      const pause = Promise.withResolvers<void>();
      pauses.push(pause);
      return pause.promise;
    },
  });
  const events: Recorded[] = [];
  handler.onCommit((committed) => void events.push(...committed));
  const told = () =>
    events.map(({ type, data, actor: who }) => [type, 'score' in data ? data.score : null, who.id]);
  return {
    medium,
    finger,
    presses,
    said,
    pauses,
    told,
    later: (ms: number) => (nowMs += ms),
  };
}

it('makes the first button the best score, and tells presses in their order', async () => {
  const { finger, presses, told } = await start();
  finger.press(pad, 0);
  finger.press(pad, 4);
  await presses.stop();
  expect(told()).toEqual([
    ['rating.given', 5, 'pad:pad-1'],
    ['rating.flagged', 1, 'pad:pad-1'],
  ]);
});

it('keeps presses while the medium takes nothing, with the time at which they were made', async () => {
  const { medium, finger, presses, pauses, told, later, said } = await start();
  medium.isFull = true;
  finger.press(pad, 1);
  finger.press(pad, 2);
  await expect.poll(() => pauses.length).toBe(1);
  // Far behind the window: the press was inside it, and that is what counts.
  later(10 * lobby.ratings.windowMs);
  medium.isFull = false;
  pauses[0]?.resolve();
  await presses.stop();
  expect(told()).toEqual([
    ['rating.given', 4, 'pad:pad-1'],
    ['rating.flagged', 3, 'pad:pad-1'],
  ]);
  expect(said).toEqual([]);
});

it('says which presses are lost when the host has to stop first', async () => {
  const { medium, finger, presses, pauses, said, told } = await start();
  medium.isFull = true;
  finger.press(pad, 3);
  await expect.poll(() => pauses.length).toBe(1);
  const stopped = presses.stop();
  pauses[0]?.resolve();
  await stopped;
  expect(said).toEqual(['pad:pad-1: a press of 2 at counter 1 is lost: journal-unavailable']);
  finger.press(pad, 0);
  expect(told()).toEqual([]);
});

it('says so when a counter has left the lobby', async () => {
  const { finger, presses, said } = await start();
  finger.press({ ...pad, counter: '9' }, 0);
  await presses.stop();
  expect(said).toEqual([expect.stringMatching(/counter 9 is lost: counter-unknown/)]);
});
