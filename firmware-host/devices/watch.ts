import type { DeviceView } from '../messages/views.ts';

/**
 * Tells of a device's changes as people see them: between ready, degraded and lost, of the reason, and of signs that it
 * lacks. What it was when first heard of counts as a change.
 * @returns to be called whenever the device's status may have changed
 */
export function tellChanges(view: () => DeviceView, listener: (view: DeviceView) => void): () => void {
  let told = '';
  return () => {
    const seen = view();
    const now = JSON.stringify([seen.state, seen.problem, seen.portFault, seen.paperLow, seen.lacking]);
    if (now === told) return;
    told = now;
    listener(seen);
  };
}
