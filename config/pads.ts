/** From what the file says of a pad to what its driver has to know, and what a press means. */
import { keyCode } from '../drivers/pad/keypad/keys.ts';
import type { PadModel } from '../drivers/pad/models.ts';
import type { Pad, PadMeaning } from './pad-schema.ts';
import type { LobbyConfig } from './schema.ts';

type PadConfig = LobbyConfig['devices']['pads'][number];
type FileButton = NonNullable<Pad['buttons']>[number];

/** The first pin of an Arduino that is not its serial port. */
const firstPin = 2;

/** The pins of a rating pad of an Arduino that says none: one for each score, the best one first. */
export const usualPins = (scale: number): number[] =>
  Array.from({ length: scale }, (_, index) => firstPin + index);

/** Whether a pad of this model may leave out where its buttons are: a bare Arduino has nothing but them. */
export const hasUsualPins = ({ family }: Pick<PadModel, 'family'>): boolean => family === 'firmata';

/** The score that a button of this meaning gives; null for every other one. */
export function scoreOf(does: string): number | null {
  const score = /^rate:(\d+)$/.exec(does)?.[1];
  return score === undefined ? null : Number(score);
}

/**
 * A checked pad with every default.
 * @throws TypeError where the checks have missed something
 */
export function padOf(pad: Pad, scale: number): PadConfig {
  const { id, model, port, lights, buzzer } = pad;
  const buttons = pad.buttons ?? ratingButtons(pad.pins ?? usualPins(scale), scale);
  const meanings = buttons.map((button) => meaningOf(button, button.counter ?? pad.counter));
  const counter = pad.counter ?? meanings[0]?.counter;
  if (counter === undefined) throw new TypeError(`A checked pad has no counter: the checks missed it.`);
  return {
    id,
    model,
    port,
    counter,
    wiring: {
      buttons: buttons.map(inputOf),
      lights: { armed: lights?.armed ?? null, thanks: lights?.thanks ?? null },
      buzzer: buzzer ?? null,
    },
    buttons: meanings,
  };
}

const ratingButtons = (pins: readonly number[], scale: number): FileButton[] =>
  pins.map((pin, place) => ({ pin, does: `rate:${scale - place}` as FileButton['does'] }));

function meaningOf({ does }: FileButton, counter: string | undefined): PadMeaning {
  if (counter === undefined) throw new TypeError(`A checked button has no counter: the checks missed it.`);
  const score = scoreOf(does);
  if (score !== null) return { does: 'rate', score, counter };
  return { does: does as Exclude<typeof does, `rate:${number}`>, counter };
}

function inputOf({ pin, key }: FileButton): number {
  const input = pin ?? (key === undefined ? null : keyCode(key));
  if (input === null) throw new TypeError(`A checked button has no pin and no key: the checks missed it.`);
  return input;
}
