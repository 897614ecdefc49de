/** What is connected to which pin. */

/** Lights that a pad can have. `armed` asks for a press; `thanks` says that one was heard. */
export const padLights = ['armed', 'thanks'] as const;
export type PadLight = (typeof padLights)[number];

/** All in the numbers of the pad's model: pins of an Arduino, GPIO numbers of a Raspberry Pi, codes of a keypad's keys. */
export interface PadWiring {
  /** Of each button, in their order; no two alike. */
  readonly buttons: readonly number[];
  /** Null where there is none. */
  readonly lights: Readonly<Record<PadLight, number | null>>;
  /** A sounder that sounds while its pin is high; null where there is none. */
  readonly buzzer: number | null;
}

/** Buttons and nothing else. */
export const buttonsOnly = (buttons: readonly number[]): PadWiring => ({
  buttons,
  lights: { armed: null, thanks: null },
  buzzer: null,
});

/** The pins that something is switched by, in their order. */
export function outputsOf({ lights, buzzer }: PadWiring): number[] {
  return [...padLights.map((light) => lights[light]), buzzer].filter((pin) => pin !== null);
}
