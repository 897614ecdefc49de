import { plainReason } from './central/reason.ts';
import type { Devices } from './devices/devices.ts';
import { noiseOf } from './devices/watch.ts';
import type { Handler } from './handle.ts';
import type { DeviceView } from './messages/devices.ts';

/** What a device may take to be found and set up before anybody hears that it is missing. */
const SETTING_UP_MS = 5000;

/**
 * Says what a technician should see, a line at a time and each thing once: a journal that takes nothing, a device that is lost,
 * degraded or well again. What goes to and fro between two troubles is told of once, until the device was well.
 */
export function reportFaults(
  say: (line: string) => void,
  handler: Handler,
  devices: Devices,
): { end(): void } {
  const missing = new Map<string, DeviceView>();
  /** Of each device, the troubles that were told since it was last well. */
  const told = new Map<string, Set<string>>();
  let isSettingUp = true;
  let isOver = false;
  const tell = (view: DeviceView) => {
    const { kind, id, state, problem, portFault, paperLow, lacking, pad } = view;
    const noise = noiseOf(view);
    const why = [
      problem,
      portFault,
      paperLow ? 'paper low' : null,
      lacking === '' ? null : `no sign for ${plainReason(lacking)}`,
      pad === null || pad.stuck.length === 0 ? null : `button ${pad.stuck.join(', ')}`,
      noise === 0 ? null : `${noise}+ bytes of noise on its wire`,
    ]
      .filter((part) => part !== null)
      .join(': ');
    const line = `${kind} ${id}: ${state}${why === '' ? '' : ` (${why})`}`;
    const before = told.get(id) ?? new Set();
    if (before.has(line)) return;
    told.set(id, state === 'ready' ? new Set([line]) : before.add(line));
    say(line);
  };
  const settingUp = setTimeout(() => {
    isSettingUp = false;
    for (const view of missing.values()) tell(view);
  }, SETTING_UP_MS);
  handler.onFault((fault) => {
    say(fault === null ? 'the journal takes entries again' : `the journal takes no entries: ${fault}`);
  });
  devices.onState((view) => {
    if (isOver) return;
    missing.delete(view.id);
    // Every device begins as one that has not been found yet.
    if (isSettingUp && view.state === 'lost') missing.set(view.id, view);
    else tell(view);
  });
  return {
    end() {
      isOver = true;
      clearTimeout(settingUp);
    },
  };
}
