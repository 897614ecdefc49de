import type { MaintenanceView } from '../../../firmware-host/messages/maintenance.ts';
import type { BackupView } from '../../../firmware-host/messages/storage.ts';
import type { DeviceReport, TestPrint, TestSound } from '../../../firmware-host/messages/devices.ts';
import type { Words } from '../../host/words.ts';

export const tabs = ['devices', 'ticket', 'storage', 'screen'] as const;
export type Tab = (typeof tabs)[number];

/** What can be done to the box, and to a printer. */
export type BoxDeed = 'backup' | 'check' | 'acknowledge' | 'resume';
export type Tend = 'test' | 'retry' | 'roll' | 'sound';

/** What is on its way to the host; of a printer, with its id. */
export type Deed = BoxDeed | 'restore' | `${Tend}:${string}`;

/** What came of the last press. */
export interface Note {
  readonly kind: 'done' | 'fault';
  readonly text: (words: Words) => string;
}

/** A restoration that a person is asked about, or that is under way. */
export interface Asked {
  readonly backup: BackupView;
  /** Of the journal that is to be replaced. */
  readonly epoch: number;
  /** Whether the host has been told: from then on there is nothing but to wait for it. */
  readonly isSent: boolean;
  /** Why the host said no. */
  readonly refusal: string | null;
  /** What was typed to confirm. */
  readonly typed: string;
}

/** What the parts of the page show, and whom they tell. */
export interface MaintenanceModel {
  readonly view: MaintenanceView;
  readonly words: Words;
  readonly nowMs: number;
  readonly busy: ReadonlySet<Deed>;
  readonly note: Note | null;
  readonly asked: Asked | null;
  /** How the last test print of each printer went. */
  readonly tests: ReadonlyMap<string, TestPrint>;
  /** How the last test of each speaker went. */
  readonly sounds: ReadonlyMap<string, TestSound>;
  /** The printer whose new roll is asked about. */
  readonly rolling: DeviceReport | null;
  readonly act: (deed: BoxDeed) => void;
  readonly tend: (what: Tend, printer: DeviceReport) => void;
  readonly askRoll: (printer: DeviceReport | null) => void;
  readonly ask: (backup: BackupView) => void;
  readonly type: (typed: string) => void;
  readonly restore: () => void;
  readonly close: () => void;
}
