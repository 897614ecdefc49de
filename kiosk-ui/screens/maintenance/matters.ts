/** What a technician has to see to, the worst first: of devices, of the centre, and of the house's memory. */
import type { CentreView } from '../../../firmware-host/messages/centre.ts';
import type { MaintenanceView } from '../../../firmware-host/messages/maintenance.ts';
import type { RestoredView, StorageWarning } from '../../../firmware-host/messages/storage.ts';
import type { DeviceView } from '../../../firmware-host/messages/views.ts';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { Words } from '../../host/words.ts';
import { clockSource } from './clock-source.ts';
import type { Deed } from './model.ts';

type Code = StorageWarning | 'journal-fault' | 'no-day' | `centre-${'waiting' | 'stopped' | 'refused'}`;

export interface Matter {
  readonly level: 'bad' | 'warn';
  readonly sign: 'disk' | 'clock' | 'cloud' | DeviceView['kind'];
  readonly title: string;
  /** What it means for visitors, and what Foyer does about it by itself. */
  readonly effect: string;
  readonly doing: string;
  readonly steps: readonly string[];
  /** For the technician, as the machine said it. */
  readonly reason: string | null;
  readonly restored: RestoredView | null;
  /** What a button of its own does about it. */
  readonly deed: Extract<Deed, 'acknowledge' | 'resume' | 'backup'> | null;
}

/** While one of these stands, a visitor gets no number. */
const stopping: readonly Code[] = ['journal-fault', 'no-day'];
const grave: readonly Code[] = [...stopping, 'mount-volatile', 'period-lost', 'ballast-used'];

export function mattersOf({ storage, devices, centre }: MaintenanceView, words: Words): readonly Matter[] {
  const { fault, day, warnings, restored, backup } = storage;
  const codes = new Set<Code>([
    ...(fault === null ? [] : (['journal-fault'] as const)),
    ...(day === null ? (['no-day'] as const) : []),
    ...(restored === null ? [] : (['restored'] as const)),
    ...warnings.filter((code) => code !== 'restored'),
    ...(centre === null ? [] : centreCodes(centre)),
  ]);
  const reasons: Partial<Record<Code, string | null>> = {
    'journal-fault': fault,
    'backup-failed': backup.fault,
    'backup-second-missing': warnings.includes('backup-failed') ? null : backup.fault,
    'clock-untrusted': clockSource(storage.clock.source, words),
    'centre-waiting': centre?.fault ?? null,
    'centre-stopped': centre?.fault ?? null,
  };
  const matters = [...codes].map((code) => matterOf(code, words, reasons[code] ?? null, restored));
  const unwell = devices
    .filter(({ state }) => state !== 'ready')
    .map((device) => deviceMatter(device, words));
  return [...matters, ...unwell].toSorted((one, other) => rank(one) - rank(other));
}

/** Whether numbers can be given. */
export const isStopped = ({ storage }: MaintenanceView): boolean =>
  storage.fault !== null || storage.day === null;

const rank = ({ level }: Matter): number => (level === 'bad' ? 0 : 1);

function matterOf(code: Code, words: Words, reason: string | null, restored: RestoredView | null): Matter {
  return {
    level: grave.includes(code) || (code === 'restored' && restored?.lost !== 0) ? 'bad' : 'warn',
    sign: code.startsWith('centre')
      ? 'cloud'
      : code === 'clock-untrusted' || code === 'no-day'
        ? 'clock'
        : 'disk',
    title: words.text(`warning.${code}`),
    effect: words.text(`warning.${code}.visitors`),
    doing: words.text(`warning.${code}.foyer`),
    steps: stepsOf(`warning.${code}.staff`, words),
    reason,
    restored: code === 'restored' ? restored : null,
    deed: deedOf(code),
  };
}

function deedOf(code: Code): Matter['deed'] {
  if (code === 'restored') return 'acknowledge';
  if (code === 'centre-waiting' || code === 'centre-stopped') return 'resume';
  return code === 'backup-failed' || code === 'backup-second-missing' ? 'backup' : null;
}

function centreCodes({ state, parked }: CentreView): Code[] {
  const refused: Code[] = parked.length > 0 ? ['centre-refused'] : [];
  return state === 'delivering' ? refused : [`centre-${state}`, ...refused];
}

function deviceMatter(device: DeviceView, words: Words): Matter {
  const { kind, id, state, problem, portFault } = device;
  const subject = kind === 'printer' && problem === null && state !== 'lost' ? 'paper-low' : kind;
  return {
    level: state === 'lost' ? 'bad' : 'warn',
    sign: kind,
    title: words.text('maintenance.device', { name: id, problem: problemOf(device, words) }),
    effect: words.text(`warning.${subject}.visitors`),
    doing: words.text(`warning.${subject}.foyer`),
    steps: stepsOf(stepsKey(device), words),
    reason: portFault,
    restored: null,
    deed: null,
  };
}

/** Of a printer, staff are told the same as at the counter. */
function stepsKey({ kind, problem, state }: DeviceView): TextKey {
  if (kind !== 'printer') return `warning.${kind}.staff`;
  if (problem === null) return state === 'lost' ? 'print.disconnected.staff' : 'warning.paper-low.staff';
  return problem === 'refused' || problem === 'wrong-device'
    ? 'print.printer-error.staff'
    : `print.${problem}.staff`;
}

export function problemOf({ state, problem, paperLow }: DeviceView, words: Words): string {
  if (problem !== null) return words.text(`maintenance.problem.${problem}`);
  return words.text(paperLow ? 'maintenance.paper-low' : `lab.state.${state}`);
}

const stepsOf = (key: TextKey, words: Words): readonly string[] => words.text(key).split('\n');
