/**
 * The simulated board with clients of Firmata that others wrote, over a pair of pseudo-terminals: firmata.js on its own, and
 * the parts that johnny-five has for buttons and lights. The driver uses neither of them like this.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mega } from '../../../drivers/pad/firmata/boards.ts';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import type { PadWiring } from '../../../drivers/pad/wiring.ts';
import { PtyPair } from '../rigs.ts';
import { Firmata, five, type Client } from './third-party.ts';

const wiring: PadWiring = { buttons: [2, 3, 8], lights: { armed: 11, thanks: 12 }, buzzer: 13 };

let directory: string;
let pair: PtyPair;
let port: SerialPort;
let pad: FirmataSimulator;

async function plug(simulator: FirmataSimulator): Promise<void> {
  pad = simulator;
  directory = await mkdtemp(join(tmpdir(), 'firmata-'));
  pair = new PtyPair(directory, simulator);
  await pair.start();
  port = new SerialPort({ path: pair.hostPath, baudRate: 57_600 });
  await once(port, 'open');
}

afterEach(async () => {
  const closed = once(port, 'close');
  port.close();
  await closed;
  await pair.stop();
  await rm(directory, { recursive: true });
});

/** The board starts as it does when a port is opened. */
async function meet(): Promise<Client> {
  const client = new Firmata(port);
  const ready = once(client, 'ready');
  pad.reset();
  await ready;
  return client;
}

/** Resolves as soon as the pad is so. */
function padIs(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = pad.onChange(() => check());
    const check = () => {
      if (!isSo()) return;
      stop();
      resolve();
    };
    check();
  });
}

const stateOf = async (client: Client, pin: number) => {
  await new Promise<void>((resolve) => client.queryPinState(pin, resolve));
  const { mode, state } = client.pins[pin] ?? {};
  return [mode, state];
};

/** Whatever was sent before has been obeyed. */
const settled = (client: Client) => new Promise<void>((resolve) => client.reportVersion(resolve));

const nextText = async (client: Client) => ((await once(client, 'string')) as [string])[0];

describe('firmata.js with the simulated board', () => {
  let client: Client;

  beforeEach(async () => {
    await plug(new FirmataSimulator(wiring));
    client = await meet();
  });

  it('learns what the board is', () => {
    expect(client.version).toEqual({ major: 2, minor: 5 });
    expect(client.firmware).toEqual({ name: 'StandardFirmata.ino', version: { major: 2, minor: 5 } });
    expect(client.pins).toHaveLength(20);
    expect(client.analogPins).toEqual([14, 15, 16, 17, 18, 19]);
    expect(client.RESOLUTION).toMatchObject({ ADC: 1023, PWM: 255 });
    const { INPUT, OUTPUT, ANALOG, PWM, SERVO, I2C, PULLUP } = client.MODES;
    expect(client.pins[1]?.supportedModes).toEqual([]);
    expect(client.pins[11]?.supportedModes).toEqual([INPUT, OUTPUT, PWM, SERVO, PULLUP]);
    expect(client.pins[18]?.supportedModes).toEqual([INPUT, OUTPUT, ANALOG, SERVO, I2C, PULLUP]);
  });

  it('reads buttons on two ports', async () => {
    const levels: [pin: number, level: number][] = [];
    const news: (() => void)[] = [];
    for (const pin of [2, 8]) {
      client.pinMode(pin, client.MODES.PULLUP);
      client.digitalRead(pin, (level) => {
        levels.push([pin, level]);
        news.shift()?.();
      });
    }
    const heard = () => new Promise<void>((resolve) => void news.push(resolve));
    await Promise.all([heard(), heard()]);
    for (const [button, down] of [
      [0, true],
      [2, true],
      [0, false],
    ] as const) {
      const told = heard();
      pad.setButton(button, down);
      await told;
    }
    expect(levels.slice(-5)).toEqual([
      [2, 1],
      [8, 1],
      [2, 0],
      [8, 0],
      [2, 1],
    ]);
  });

  it('switches and dims lights', async () => {
    client.pinMode(12, client.MODES.OUTPUT);
    client.digitalWrite(12, 1);
    await padIs(() => pad.lights.thanks);
    client.digitalWrite(12, 0);
    await padIs(() => !pad.lights.thanks);
    client.pinMode(11, client.MODES.PWM);
    client.pwmWrite(11, 200);
    await padIs(() => pad.lights.armed);
    expect(await stateOf(client, 11)).toEqual([client.MODES.PWM, 200]);
  });

  it('reads an analog channel as often as it asked for', async () => {
    client.setSamplingInterval(10);
    const values: number[] = [];
    await new Promise<void>((resolve) => {
      client.analogRead(2, (value) => {
        values.push(value);
        if (values.length === 20) resolve();
      });
    });
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1024);
    client.reportAnalogPin(2, 0);
    await settled(client);
    const soFar = values.length;
    await settled(client);
    expect(values.length).toBe(soFar);
  });

  it('asks for states', async () => {
    const { OUTPUT, ANALOG, PULLUP, SERVO } = client.MODES;
    client.pinMode(2, PULLUP);
    client.servoConfig(9, 544, 2400);
    client.servoWrite(9, 180);
    expect(await stateOf(client, 2)).toEqual([PULLUP, 1]);
    expect(await stateOf(client, 4)).toEqual([OUTPUT, 0]);
    expect(await stateOf(client, 9)).toEqual([SERVO, 180]);
    expect(await stateOf(client, 15)).toEqual([ANALOG, 0]);
  });

  it('is told what went wrong', async () => {
    const unknown = nextText(client);
    client.pinMode(2, 0x20);
    expect(await unknown).toBe('Unknown pin mode');
    client.i2cConfig(0);
    const missing = nextText(client);
    const read = new Promise<number[]>((resolve) => client.i2cReadOnce(0x68, 5, 6, resolve));
    expect(await missing).toBe('I2C: Too few bytes received');
    expect(await read).toEqual([]);
  });

  it('sends text, and resets', async () => {
    client.sendString('hello, board');
    client.pinMode(2, client.MODES.PULLUP);
    expect(await stateOf(client, 2)).toEqual([client.MODES.PULLUP, 1]);
    client.reset();
    expect(await stateOf(client, 2)).toEqual([client.MODES.OUTPUT, 0]);
  });
});

describe('firmata.js with a simulated Mega', () => {
  it('learns what it is, and uses its last pins', async () => {
    await plug(new FirmataSimulator({ ...wiring, buttons: [69], buzzer: 46 }, { board: mega }));
    const client = await meet();
    expect(client.pins).toHaveLength(70);
    expect(client.analogPins).toEqual(Array.from({ length: 16 }, (_, channel) => 54 + channel));
    client.pinMode(46, client.MODES.PWM);
    client.pwmWrite(46, 200);
    await padIs(() => pad.isSounding);
    pad.setButton(0, true);
    client.pinMode(69, client.MODES.PULLUP);
    const level = await new Promise((resolve) => client.digitalRead(69, resolve));
    expect(level).toBe(0);
  });
});

describe("johnny-five's own parts with the simulated board", () => {
  it('light, blink and dim, and hear a button', async () => {
    await plug(new FirmataSimulator(wiring));
    const io = await meet();
    const board = new five.Board({ io, repl: false, sigint: false, debug: false });
    await once(board, 'ready');
    const thanks = new five.Led(12);
    thanks.on();
    await padIs(() => pad.lights.thanks);
    thanks.blink(20);
    await padIs(() => !pad.lights.thanks);
    await padIs(() => pad.lights.thanks);
    thanks.stop();
    thanks.off();
    await padIs(() => !pad.lights.thanks);
    new five.Led(11).brightness(40);
    await padIs(() => pad.lights.armed);
    expect(pad.lights).toEqual({ armed: true, thanks: false });

    const button = new five.Button({ pin: 3, isPullup: true, holdtime: 60_000 });
    await settled(io);
    const down = once(button, 'down');
    pad.setButton(1, true);
    await down;
    const up = once(button, 'up');
    pad.setButton(1, false);
    await up;
  });
});
