import { instant } from '../clock.ts';
import { isSameState } from '../domain/device.ts';
import { rollOf, rollTicketsOf } from '../domain/fold/devices.ts';
import { paperLeft } from '../domain/paper-roll.ts';
import type { State } from '../domain/state.ts';
import type { DeviceReport, DeviceView, PaperView } from '../messages/views.ts';

/** A device as it is, with what the journal knows of it. */
export function deviceReport(state: Readonly<State>, view: DeviceView): DeviceReport {
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

function paperView(state: Readonly<State>, { id, problem }: DeviceView): PaperView {
  const roll = rollOf(state, id);
  const { loadedAt, ...counts } = paperLeft(roll, problem === 'paper-out', rollTicketsOf(state, id));
  return { ...counts, loadedAt: moment(loadedAt) };
}

const moment = (at: number | null): string | null => (at === null ? null : instant(at));
