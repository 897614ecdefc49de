/** Clients of Firmata that others wrote, unmodified: what is used of them here. Neither brings types. */
import { createRequire } from 'node:module';
import type { EventEmitter } from 'node:events';
import type { SerialPort } from 'serialport';

const require = createRequire(import.meta.url);

/** As in firmata-io 2.3.0. */
export interface Client extends EventEmitter {
  readonly version: { major: number; minor: number };
  readonly firmware: { name: string; version: { major: number; minor: number } };
  readonly pins: readonly { supportedModes: number[]; mode: number; state: number; analogChannel: number }[];
  /** The pin of each channel. */
  readonly analogPins: readonly number[];
  readonly RESOLUTION: { ADC: number; PWM: number };
  readonly MODES: Readonly<
    Record<'INPUT' | 'OUTPUT' | 'ANALOG' | 'PWM' | 'SERVO' | 'I2C' | 'PULLUP', number>
  >;
  pinMode(pin: number, mode: number): void;
  digitalRead(pin: number, read: (level: number) => void): void;
  digitalWrite(pin: number, level: 0 | 1): void;
  analogRead(channel: number, read: (value: number) => void): void;
  reportAnalogPin(channel: number, on: 0 | 1): void;
  pwmWrite(pin: number, value: number): void;
  servoConfig(pin: number, min: number, max: number): void;
  servoWrite(pin: number, degrees: number): void;
  setSamplingInterval(ms: number): void;
  queryPinState(pin: number, answered: () => void): void;
  reportVersion(answered: () => void): void;
  sendString(text: string): void;
  i2cConfig(delayUs: number): void;
  i2cReadOnce(address: number, register: number, bytes: number, read: (bytes: number[]) => void): void;
  reset(): void;
}

export const { Firmata } = require('firmata-io') as { Firmata: new (port: SerialPort) => Client };

export interface Led {
  on(): void;
  off(): void;
  brightness(value: number): void;
  blink(ms: number): void;
  stop(): void;
}

/** As in johnny-five 2.1.0. */
export const five = require('johnny-five') as {
  readonly Board: new (options: { io: Client; repl: false; sigint: false; debug: false }) => EventEmitter;
  readonly Led: new (pin: number) => Led;
  /** Emits `down` and `up`. */
  readonly Button: new (options: { pin: number; isPullup: true; holdtime: number }) => EventEmitter;
};
