/** What every part of the lab is drawn from, and what it may ask for. */
import type { DeviceView } from '../../../firmware-host/messages/devices.ts';
import type { LabCounter, LabView } from '../../../firmware-host/messages/lab.ts';
import type { PadFinger } from '../../../firmware-host/messages/requests.ts';
import type { Words } from '../../host/words.ts';

export interface LabModel {
  readonly view: LabView;
  readonly words: Words;
  /** The lobby's time zone; undefined, which is the browser's own, until it is known. */
  readonly timeZone: string | undefined;
  readonly nowMs: number;
  /** The number that was taken here last. */
  readonly taken: string | null;
  /** What is on its way: a service's letter or a counter's id. */
  readonly busy: ReadonlySet<string>;
  /** Asks the host, whose answer is the new view. Asks of one `line` go one after the other. */
  readonly ask: (path: string, body?: object, line?: string) => Promise<void>;
  /** Puts a finger on a pad, or lifts it; `isLast` when nobody stays to do more. */
  readonly finger: (path: string, finger: PadFinger, isLast?: boolean) => void;
  /** Asks for something about delivery to the centre. */
  readonly settle: (path: string, method?: 'POST' | 'DELETE') => Promise<void>;
  readonly take: (letter: string) => void;
  /** Presses the key that is next at a counter. */
  readonly press: (counter: LabCounter) => void;
}

/** `hasChanged` for what comes out of a snapshot: every snapshot is new, little in it is. */
export const differs = (value: unknown, old: unknown): boolean =>
  value !== old && JSON.stringify(value) !== JSON.stringify(old);

export const stateClass = { ready: 'ok', degraded: 'warn', lost: 'bad' } as const satisfies Record<
  DeviceView['state'],
  string
>;

/** The address of a device's switches or keys. */
export const labPath = (
  kind: 'printers' | 'boards' | 'pads' | 'speakers',
  device: DeviceView,
  what: string,
): string => `lab/${kind}/${encodeURIComponent(device.id)}/${what}`;

const told = ['disconnected', 'not-answering', 'refused', 'wrong-device', 'stuck', 'no-voice'] as const;

/** What is wrong with a board or a pad, in its own words where there are some. */
export function troubleOf({ state, problem }: DeviceView, words: Words): string {
  const known = told.find((one) => one === problem);
  return words.text(known === undefined ? `lab.state.${state}` : `lab.problem.${known}`);
}
