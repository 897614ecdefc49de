/** Eight pads that are pressed by many hands, through real wires, a real child process and a real journal: none lost, none doubled. */
import { expect, it, onTestFinished } from 'vitest';
import { padModels } from '../../../drivers/pad/models.ts';
import { systemClock } from '../../../firmware-host/clock.ts';
import { Pads, type PadConfig } from '../../../firmware-host/devices/pads.ts';
import type { Command } from '../../../firmware-host/domain/commands.ts';
import { Handler } from '../../../firmware-host/handle.ts';
import { randomIds } from '../../../firmware-host/ids.ts';
import type { Recorded } from '../../../firmware-host/journal/journal.ts';
import { AnswerPresses } from '../../../firmware-host/pads/answer-presses.ts';
import { RatingWindows } from '../../../firmware-host/pads/rating-windows.ts';
import { TakePresses } from '../../../firmware-host/pads/take-presses.ts';
import { alwaysOpen, lobby } from '../../support/lobby.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { storm } from '../../support/pad-storm.ts';
import { openJournal } from '../../support/store.ts';
import { tempDir } from '../../support/temp.ts';

const PADS = 8;
const SCALE = 10;
const PRESSES = 3000;
/** A minute of fifty a second in a tenth of it: each of the eighty buttons five times a second. */
const PER_SECOND = 400;

const ids = Array.from({ length: PADS }, (_, place) => String(place + 1));
const pins = Array.from({ length: SCALE }, (_, place) => padModels.firmata.pins.from + place);

const padOf = (counter: string): PadConfig => ({
  id: `pad-${counter}`,
  counter,
  model: 'firmata',
  port: 'simulated:?pace=0',
  wiring: { buttons: pins, lights: { armed: 12, thanks: 13 }, buzzer: 14 },
  buttons: pins.map((_pin, place) => ({ does: 'rate', score: SCALE - place, counter })),
});

/** The journal of this test is never away. */
const never = () => Promise.reject(new Error('the journal takes nothing'));

/** A visitor has just been served at each counter. */
async function servedEverywhere(): Promise<Handler> {
  const journal = await openJournal(tempDir());
  onTestFinished(() => journal.close());
  const handler = await Handler.start(journal, systemClock('assume'), randomIds());
  const ask = async (command: Command) => {
    const outcome = await handler.handle({ command, actor: { kind: 'host', id: 'test' } });
    if (outcome.kind === 'refused') throw new Error(`${command.type}: ${outcome.code}`);
  };
  const house = {
    ...lobby,
    counters: ids.map((id) => ({ id, services: ['A'], overflow: [] })),
    agents: ids.map((id) => ({ id: `agent-${id}`, services: null })),
    ratings: { ...lobby.ratings, scale: SCALE },
  };
  await ask({ type: 'apply-config', lobby: house, timetable: null });
  await ask({ type: 'open-day', date: '2026-11-21', timetable: alwaysOpen });
  for (const counter of ids) {
    await ask({ type: 'sign-in', counter, agent: `agent-${counter}` });
    const names = { service: 'A', kiosk: 'door', language: null, ticket: counter, token: counter } as const;
    await ask({ type: 'take-ticket', by: 'staff', ...names });
    await ask({ type: 'call-next', counter });
    await ask({ type: 'finish', counter });
  }
  return handler;
}

it('3,000 presses on 8 pads: each told once, in its order', { timeout: 60_000 }, async () => {
  const handler = await servedEverywhere();
  const clock = systemClock('assume');
  const pads = Pads.open(ids.map(padOf));
  onTestFinished(() => pads.close());
  await expect.poll(() => pads.views().map(({ state }) => state), PATIENTLY).toEqual(ids.map(() => 'ready'));
  const windows = new RatingWindows(handler, clock);
  onTestFinished(() => windows.close());
  const answers = new AnswerPresses({ handler, clock, pads, windows });
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const presses = new TakePresses({ handler, clock, pads, answers, say, retryPause: never });
  const events: Recorded[] = [];
  handler.onCommit((committed) => void events.push(...committed));

  const simulators = pads.simulated().map(({ simulator }) => simulator);
  const pressed = await storm(simulators, { presses: PRESSES, perSecond: PER_SECOND });
  const told = (id: string) =>
    events.flatMap(({ type, actor, data }) =>
      (type === 'rating.given' || type === 'rating.flagged') && actor.id === `pad:pad-${id}`
        ? [SCALE - data.score]
        : [],
    );
  const count = () => ids.reduce((sum, id) => sum + told(id).length, 0);
  await expect.poll(count, PATIENTLY).toBe(PRESSES);
  await presses.stop();
  expect(ids.map(told)).toEqual(pressed);
  // Of one visit one press counts, whoever plays with the buttons.
  expect(events.filter(({ type }) => type === 'rating.given')).toHaveLength(PADS);
  expect(said).toEqual([]);
  answers.stop();
});
