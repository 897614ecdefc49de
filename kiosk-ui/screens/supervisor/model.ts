/** What the parts of the supervisor's page show, and what they ask before anything is sent. */
import type { TemplateResult } from 'lit';
import type { LobbyView } from '../../../firmware-host/messages/lobby.ts';
import type { Press } from '../../host/api.ts';
import type { Words } from '../../host/words.ts';
import type { IconName } from '../../theme/icons.ts';

/** Those in the head of the page. */
export const tabs = ['now', 'metrics', 'reports', 'tickets', 'cases', 'appointments', 'hall'] as const;
/** Those that stand behind one of them. */
const behind = ['satisfaction', 'inputs'] as const;
export type Tab = (typeof tabs)[number] | (typeof behind)[number];

/** `#cases/01ABC` is the tab of cases with that one open. */
export function placeOf(hash: string): { readonly tab: Tab; readonly rest: string } {
  const [name = '', rest = ''] = hash.slice(1).split('/');
  return { tab: [...tabs, ...behind].find((tab) => tab === name) ?? 'now', rest: decodeURIComponent(rest) };
}

/** The tab of the head under which a page is found. */
export const headOf = (tab: Tab): (typeof tabs)[number] =>
  tab === 'satisfaction' || tab === 'inputs' ? 'metrics' : tab;

/** What a part of the page knows, and what a question is made of. */
export interface Told {
  readonly view: LobbyView;
  readonly words: Words;
  readonly nowMs: number;
}

export interface SupervisorModel extends Told {
  /** Asks the person before anything is sent. */
  readonly ask: (asker: Asker) => void;
}

/** What came of the last press. */
export interface Note {
  readonly kind: 'done' | 'fault';
  readonly text: (words: Words) => string;
}

/** What has been filled in, by the names of the fields; a box that is ticked says `yes`. */
export type Values = Readonly<Record<string, string>>;

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly value?: string;
  /** Of four columns; all of them where nothing is said. */
  readonly columns?: 1 | 2;
  /** Whether it is asked at all, from what else has been filled in. */
  readonly when?: (values: Values) => boolean;
}

export type Field =
  | (FieldBase & { readonly kind: 'line'; readonly max: number; readonly pattern?: string })
  | (FieldBase & { readonly kind: 'text'; readonly max: number })
  | (FieldBase & { readonly kind: 'number'; readonly min: number; readonly max: number })
  | (FieldBase & { readonly kind: 'date' })
  | (FieldBase & { readonly kind: 'time' })
  | (FieldBase & { readonly kind: 'check' })
  | (FieldBase & { readonly kind: 'choice'; readonly options: readonly Option[] });

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A deed before it is done: what will happen, how it is undone, and what has to be said about it. */
export interface Asking {
  readonly title: string;
  /** Whom or what it is done to. */
  readonly subject: string;
  readonly icon: IconName;
  /** `bad`: it touches everybody in the lobby. */
  readonly level: 'go' | 'bad';
  readonly happens: string;
  readonly undone: string;
  readonly fields: readonly Field[];
  /** What it will look like, from what has been filled in. */
  readonly preview?: (values: Values) => TemplateResult;
  readonly press: (values: Values) => Press;
  /** Whether it came off, where the host's answer says so: paper may end. */
  readonly isDone?: (answer: object) => boolean;
  /** What to say when it is done, from the host's answer. */
  readonly done: (words: Words, answer: object) => string;
}

/** Made anew with every view, since what it says may change while it is asked; null when there is nothing to ask any more. */
export type Asker = (told: Told) => Asking | null;
