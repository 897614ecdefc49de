/** What a technician has to see to, the worst first: of devices, of the centre, and of the house's memory. */
import type { CentreView } from '../../../firmware-host/messages/centre.ts';
import type { MaintenanceView } from '../../../firmware-host/messages/maintenance.ts';
import type { RestoredView, StorageWarning } from '../../../firmware-host/messages/storage.ts';
import type { DeviceReport, DeviceView } from '../../../firmware-host/messages/devices.ts';
import type { TextKey, TextValues } from '../../../config/texts/texts.ts';
import type { Words } from '../../host/words.ts';
import { clockSource } from './clock-source.ts';
import type { BoxDeed, Tend } from './model.ts';

type Code = StorageWarning | 'journal-fault' | 'no-day' | `centre-${'waiting' | 'stopped' | 'refused'}`;

export interface Matter {
  readonly level: 'bad' | 'warn';
  readonly sign: 'disk' | 'clock' | 'cloud' | 'roll' | DeviceView['kind'];
  readonly title: string;
  /** What it means for visitors, and what Foyer does about it by itself. */
  readonly effect: string;
  readonly doing: string;
  readonly steps: readonly string[];
  /** For the technician, as the machine said it. */
  readonly reason: string | null;
  readonly restored: RestoredView | null;
  /** What a button of its own does about it. */
  readonly deed: Exclude<BoxDeed, 'check'> | null;
  /** Since when it has been so; null where nobody knows. */
  readonly since: string | null;
  /** The device that it is about, and what can be done to it, the usual first. */
  readonly device: DeviceReport | null;
  readonly tends: readonly Exclude<Tend, 'test' | 'sound'>[];
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
  const isMute = callsAreUnseen(devices);
  const unwell = devices.flatMap((device) => deviceMatters(device, devices, words, isMute));
  return [...matters, ...unwell].toSorted((one, other) => rank(one) - rank(other));
}

/** Whether numbers can be given. */
export const isStopped = ({ storage }: MaintenanceView): boolean =>
  storage.fault !== null || storage.day === null;

/** Whether there are boards for calls, and none of them can be reached. */
export function callsAreUnseen(devices: readonly DeviceView[]): boolean {
  const callers = devices.filter(({ board }) => board?.calls === true);
  return callers.length > 0 && callers.every(({ state }) => state === 'lost');
}

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
    since: null,
    device: null,
    tends: [],
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

function deviceMatters(
  device: DeviceReport,
  all: readonly DeviceReport[],
  words: Words,
  isMute: boolean,
): Matter[] {
  const { kind, state, problem, paperLow } = device;
  if (kind === 'speaker') return state === 'ready' ? [] : [speakerMatter(device, words)];
  if (kind !== 'printer')
    return state === 'ready'
      ? []
      : [kind === 'board' ? boardMatter(device, words, isMute) : padMatter(device, all, words)];
  const isLow = paperLow && problem !== 'paper-out';
  const isUnwell = problem !== null || (state !== 'ready' && !paperLow);
  const unwell = isUnwell ? [printerMatter(device, words)] : [];
  return isLow ? [...unwell, lowMatter(device, words)] : unwell;
}

const aboutDevice = (device: DeviceReport) =>
  ({
    level: device.state === 'lost' ? 'bad' : 'warn',
    sign: device.kind,
    reason: device.portFault,
    restored: null,
    deed: null,
    since: device.since,
    device,
    tends: [],
  }) as const;

/** @param isMute whether no board shows who is called */
function boardMatter(device: DeviceReport, words: Words, isMute: boolean): Matter {
  const { problem, state, board } = device;
  const textOf = (part: 'visitors' | 'foyer' | 'staff') =>
    problem === 'refused' || problem === 'slow'
      ? (`warning.board.${problem}.${part}` as const)
      : (`warning.board.${part}` as const);
  // What refuses or lags shows calls all the same.
  const isUnseen = isMute && state === 'lost' && board?.calls === true;
  const steps = problem === 'disconnected' ? 'warning.board.disconnected.staff' : textOf('staff');
  return {
    ...aboutDevice(device),
    title: titleOf(device, words),
    effect: words.text(isUnseen ? 'warning.board.all.visitors' : textOf('visitors'), {
      name: boardNameOf(device, words),
    }),
    doing: words.text(textOf('foyer')),
    steps: stepsOf(steps, words),
  };
}

/** As a technician finds it: by the counter that it hangs over, else by its name in the lobby file. */
function boardNameOf({ id, board }: DeviceView, words: Words): string {
  const counter = board?.counter ?? null;
  if (counter === null) return id;
  return words.text('lab.board.counter', { counter: words.text('counter.name', { id: counter }) });
}

/** @param others all devices, among which another pad may stand in */
function padMatter(device: DeviceReport, others: readonly DeviceReport[], words: Words): Matter {
  const { problem, pad } = device;
  const isStuck = problem === 'stuck';
  const buttons = new Intl.ListFormat(words.language).format(
    (pad?.stuck ?? []).map((button) => words.text('maintenance.pad.button', { button })),
  );
  return {
    ...aboutDevice(device),
    title: titleOf(device, words),
    effect: words.text(padEffect(device, others), { counter: padCounter(device, words) }),
    doing: words.text(isStuck ? 'warning.pad.stuck.foyer' : 'warning.pad.foyer'),
    steps: stepsOf(padSteps(device), words, { buttons }),
  };
}

const padCounter = ({ pad }: DeviceView, words: Words): string =>
  words.text('counter.name', { id: pad?.counter ?? '' });

function padEffect({ id, problem, pad }: DeviceReport, others: readonly DeviceReport[]): TextKey {
  if (pad?.rates !== true) return 'warning.pad.agent.visitors';
  if (problem === 'stuck') return 'warning.pad.stuck.visitors';
  const hasOther = others.some(
    (other) =>
      other.id !== id &&
      other.state === 'ready' &&
      other.pad?.rates === true &&
      other.pad.counter === pad.counter,
  );
  return hasOther ? 'warning.pad.other.visitors' : 'warning.pad.visitors';
}

const padWays = ['serial', 'tcp', 'gpio', 'input'] as const;

function padSteps({ problem, model, port }: DeviceView): TextKey {
  if (problem === 'stuck' || problem === 'wrong-device') return `warning.pad.${problem}.staff`;
  const scheme = port.slice(0, port.indexOf(':'));
  // A simulated one is plugged in as its model would be.
  const usual = model === 'gpio' ? 'gpio' : model === 'keypad' ? 'input' : 'serial';
  const way = padWays.find((one) => one === scheme) ?? usual;
  // Of a header and of a keypad nothing answers that could fall silent while it is there.
  return problem === 'not-answering' && (way === 'serial' || way === 'tcp')
    ? 'warning.pad.not-answering.staff'
    : `warning.pad.disconnected.${way}.staff`;
}

/** Without speech a lobby still has its chime and its screens; without a speaker, its screens alone. */
function speakerMatter(device: DeviceReport, words: Words): Matter {
  const about = device.problem === 'no-voice' ? 'speaker-voiceless' : 'speaker';
  return {
    ...aboutDevice(device),
    title: titleOf(device, words),
    effect: words.text(`warning.${about}.visitors`),
    doing: words.text(`warning.${about}.foyer`),
    steps: stepsOf(`warning.${about}.staff`, words),
  };
}

function printerMatter(device: DeviceReport, words: Words): Matter {
  // Nothing of a printer sticks that would not have a name of its own.
  const { problem: found } = device;
  const problem = found === null || found === 'stuck' || found === 'no-voice' ? 'disconnected' : found;
  return {
    ...aboutDevice(device),
    title: titleOf(device, words),
    effect:
      device.standIn === null
        ? words.text(`warning.printer.${problem}.visitors`)
        : words.text('warning.printer.stand-in.visitors', { where: words.name(device.standIn) }),
    doing: words.text(`warning.printer.${problem}.foyer`),
    steps: stepsOf(`warning.printer.${problem}.staff`, words),
    tends: tendsOf(problem),
  };
}

/** With a slow one there is nothing to try: its paper is under way. */
function tendsOf(problem: DeviceReport['problem']): Matter['tends'] {
  if (problem === 'slow') return [];
  return problem === 'paper-out' ? ['roll', 'retry'] : ['retry'];
}

function lowMatter(device: DeviceReport, words: Words): Matter {
  const { id, paper, problem, since } = device;
  return {
    ...aboutDevice(device),
    level: 'warn',
    sign: 'roll',
    title:
      paper === null
        ? words.text('maintenance.device', { name: id, problem: words.text('maintenance.paper-low') })
        : words.text('maintenance.paper-left', { name: id, count: paper.left }),
    effect: words.text('warning.paper-low.visitors'),
    doing: words.text('warning.paper-low.foyer'),
    steps: stepsOf('warning.paper-low.staff', words),
    reason: null,
    // Where something else ails it, that is what began then.
    since: problem === null ? since : null,
    tends: ['roll'],
  };
}

const titleOf = (device: DeviceReport, words: Words): string =>
  words.text('maintenance.device', { name: nameOf(device, words), problem: problemOf(device, words) });

/** Of a pad, where it lies as well: there may be one at every counter. */
const nameOf = (device: DeviceView, words: Words): string =>
  device.pad === null
    ? device.id
    : words.text('maintenance.pad.at', { name: device.id, counter: padCounter(device, words) });

export function problemOf({ kind, state, problem, paperLow }: DeviceView, words: Words): string {
  if (kind === 'board' && problem === 'slow') return words.text('maintenance.board.slow');
  if (problem !== null) return words.text(`maintenance.problem.${problem}`);
  return words.text(paperLow ? 'maintenance.paper-low' : `lab.state.${state}`);
}

const stepsOf = (key: TextKey, words: Words, values: TextValues = {}): readonly string[] =>
  words.text(key, values).split('\n');
