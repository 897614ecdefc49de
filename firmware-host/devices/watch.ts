import type { DeviceView } from '../messages/devices.ts';

/**
 * Tells of a device's changes as people see them: between ready, degraded and lost, of the reason, of signs that it lacks, and of
 * buttons that are stuck; of noise on its wire when that has grown tenfold. What it was when first heard of counts as a change.
 * @returns to be called whenever the device's status may have changed
 */
export function tellChanges(view: () => DeviceView, listener: (view: DeviceView) => void): () => void {
  let told = '';
  return () => {
    const seen = view();
    const { state, problem, portFault, paperLow, lacking, pad } = seen;
    const now = JSON.stringify([state, problem, portFault, paperLow, lacking, pad?.stuck, noiseOf(seen)]);
    if (now === told) return;
    told = now;
    listener(seen);
  };
}

/** How much noise there was on a pad's wire: 1, 10, 100 … bytes or more; 0 for none. */
export const noiseOf = ({ pad }: Pick<DeviceView, 'pad'>): number =>
  pad === null || pad.noiseBytes === 0 ? 0 : 10 ** Math.floor(Math.log10(pad.noiseBytes));
