import type { DeviceCondition } from './device.ts';

/** What befalls devices, as far as somebody has to know of it later. */
export interface DeviceEvents {
  /** Once it has lasted, and not more often than somebody could do anything about it. */
  'device.changed': DeviceCondition;
  /** A new roll is in the printer. `sensor`: it had run out and has paper again, and nobody said anything. */
  'paper.loaded': { readonly printer: string; readonly by: 'staff' | 'sensor' };
}
