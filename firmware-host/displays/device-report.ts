import { instant } from '../clock.ts';
import { isSameState } from '../domain/device.ts';
import { rollOf, rollTicketsOf } from '../domain/fold/devices.ts';
import { paperLeft } from '../domain/paper-roll.ts';
import type { State } from '../domain/state.ts';
import type { Names } from '../messages/common.ts';
import type { DeviceReport, DeviceView, PaperView } from '../messages/devices.ts';
import type { Site } from '../site.ts';

type Kiosks = Pick<Site, 'kiosks'>;

/**
 * Devices as they are, with what the journal knows of them.
 * @param views of all devices: what ails one of them may be helped by another
 */
export const deviceReports = (
  state: Readonly<State>,
  site: Kiosks,
  views: readonly DeviceView[],
): DeviceReport[] => views.map((view) => ({ ...reportOf(state, view), standIn: standIn(site, view, views) }));

function reportOf(state: Readonly<State>, view: DeviceView): Omit<DeviceReport, 'standIn'> {
  const told = state.devices.get(view.id);
  const isPrinter = view.kind === 'printer';
  // What has not lasted long enough to be told has no beginning that anybody knows.
  const since = told !== undefined && isSameState(told, view) ? instant(told.since) : null;
  return {
    ...view,
    since,
    paper: isPrinter ? paperView(state, view) : null,
    lastPrintedAt: isPrinter ? moment(rollOf(state, view.id).lastPrintedAt) : null,
  };
}

function paperView(state: Readonly<State>, { id, problem, paperLow }: DeviceView): PaperView {
  const known = rollOf(state, id);
  // The sensor may have spoken only now: the journal hears of it when it has lasted.
  const roll = paperLow && known.lowAt === null ? { ...known, lowAt: known.printed } : known;
  const { loadedAt, ...counts } = paperLeft(roll, problem === 'paper-out', rollTicketsOf(state, id));
  return { ...counts, loadedAt: moment(loadedAt) };
}

/** Where the papers of a printer come out while it is out of order; null where no spare printer stands in for it. */
function standIn({ kiosks }: Kiosks, view: DeviceView, views: readonly DeviceView[]): Names | null {
  if (!isOutOfOrder(view)) return null;
  const takesOver = (id: string) => views.some((other) => other.id === id && isTakingPapers(other));
  const kiosk = kiosks.find(
    ({ printer, spare }) => printer === view.id && spare !== null && takesOver(spare.printer),
  );
  return kiosk?.spare?.where ?? null;
}

/** As papers are sent elsewhere: not from one that is only slow, nor from one whose port opens for the first time. */
const isOutOfOrder = ({ kind, problem, portFault }: DeviceView): boolean =>
  kind === 'printer' &&
  problem !== null &&
  problem !== 'slow' &&
  !(problem === 'disconnected' && portFault === null);

const isTakingPapers = ({ kind, state, problem }: DeviceView): boolean =>
  kind === 'printer' && state !== 'lost' && (problem === null || problem === 'slow');

const moment = (at: number | null): string | null => (at === null ? null : instant(at));
