/** The configured pads: what people see of each, and what a finger on it means. */
import { expect, it } from 'vitest';
import type { ButtonPad, ButtonPress, PadStatus } from '../../../drivers/pad/pad.ts';
import { listeners } from '../../../drivers/listeners.ts';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { Pads, type PadConfig, type PadPress } from '../../../firmware-host/devices/pads.ts';
import { keyPad, ratingPad } from './open-pads.ts';

/** A pad that is as the test has it. */
class HeldPad implements ButtonPad {
  status: PadStatus = { connected: true, problem: null, portFault: null, stuck: [], noiseBytes: 0 };
  readonly #statuses = listeners<[PadStatus]>();
  readonly #presses = listeners<[ButtonPress]>();
  readonly onStatus = (listener: (status: PadStatus) => void) => this.#statuses.add(listener);
  readonly onPress = (listener: (press: ButtonPress) => void) => this.#presses.add(listener);
  readonly setArmed = () => undefined;
  readonly thank = () => undefined;
  readonly refuse = () => undefined;
  readonly close = () => Promise.resolve();

  becomes(change: Partial<PadStatus>): void {
    this.status = { ...this.status, ...change };
    this.#statuses.emit(this.status);
  }

  press(button: number, monoMs: number): void {
    this.#presses.emit({ button, monoMs });
  }
}

function held(device: PadConfig) {
  const driver = new HeldPad();
  return { driver, pads: new Pads([{ device, driver, simulator: null }]) };
}

const well = { connected: true, problem: null, stuck: [] };
const table: readonly (readonly [Partial<PadStatus>, string, string | null])[] = [
  [well, 'ready', null],
  [{ ...well, problem: 'stuck', stuck: [2, 4] }, 'degraded', 'stuck'],
  [{ ...well, problem: 'wrong-device' }, 'degraded', 'wrong-device'],
  [{ ...well, problem: 'not-answering' }, 'lost', 'not-answering'],
  [{ ...well, connected: false, problem: 'disconnected' }, 'lost', 'disconnected'],
];

it.each(table)('%j is %s, because of %s', (status, state, problem) => {
  const { driver, pads } = held(ratingPad('pad', '1'));
  driver.becomes(status);
  expect(pads.views()).toMatchObject([{ id: 'pad', kind: 'pad', state, problem }]);
});

it('names its counter, its buttons counted from 1, and the noise on its wire', () => {
  const { driver, pads } = held(ratingPad('pad', '1'));
  driver.becomes({ problem: 'stuck', stuck: [2, 4], noiseBytes: 37 });
  const pad = { counter: '1', buttons: 5, rates: true, stuck: [3, 5], noiseBytes: 37 };
  expect(pads.views()[0]?.pad).toEqual(pad);
});

const ratesOn = (device: PadConfig) => held(device).pads.views()[0]?.pad?.rates;

it('says whether visitors rate on it', () => {
  expect(ratesOn(ratingPad('pad', '1'))).toBe(true);
  expect(ratesOn(keyPad('keys', '1', 'call-next'))).toBe(false);
});

it('tells when another button is stuck as well', () => {
  const { driver, pads } = held(ratingPad('pad', '1'));
  const told: (readonly number[])[] = [];
  pads.onState(({ pad }) => told.push(pad?.stuck ?? []));
  for (const stuck of [[2], [2], [2, 4], []])
    driver.becomes({ problem: stuck.length > 0 ? 'stuck' : null, stuck });
  expect(told).toEqual([[3], [3, 5], []]);
});

it('tells of a press what it means, and nothing of a button that it does not know', () => {
  const { driver, pads } = held(keyPad('keys', '2', 'call-next', 'recall'));
  const told: PadPress[] = [];
  pads.onPress((press) => told.push(press));
  driver.press(1, 12.5);
  driver.press(2, 13);
  expect(told).toMatchObject([
    { pad: { id: 'keys' }, meaning: { does: 'recall', counter: '2' }, monoMs: 12.5 },
  ]);
});

it('taps one pad where several rate a counter: a second press would be flagged', () => {
  const device = ratingPad('pad', '1');
  const simulators = [null, new FirmataSimulator(device.wiring), new FirmataSimulator(device.wiring)];
  const pads = new Pads(simulators.map((simulator) => ({ device, driver: new HeldPad(), simulator })));
  pads.tap('1', 5, 10_000);
  expect(simulators.map((simulator) => simulator?.buttons[0])).toEqual([undefined, true, false]);
});

it('taps the button that gives a counter this score, where there is a simulated pad for it', () => {
  const here: PadConfig = {
    ...ratingPad('pad', '1'),
    buttons: [
      { does: 'call-staff', counter: '1' },
      { does: 'rate', score: 1, counter: '2' },
      { does: 'rate', score: 1, counter: '1' },
    ],
  };
  const simulator = new FirmataSimulator({ ...here.wiring, buttons: [2, 3, 4] });
  const pads = new Pads([
    { device: here, driver: new HeldPad(), simulator },
    { device: keyPad('keys', '1', 'call-next'), driver: new HeldPad(), simulator: null },
  ]);
  pads.tap('1', 1, 10_000);
  expect(simulator.buttons).toEqual([false, false, true]);
  pads.tap('1', 2, 10_000);
  pads.tap('3', 1, 10_000);
  expect(simulator.buttons).toEqual([false, false, true]);
});
