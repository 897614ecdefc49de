/** Every state of every page that is looked at: a new one is one entry in the list of its page. */
import { counterStates } from './states/counter.ts';
import { figureStates } from './states/figures.ts';
import { kioskStates } from './states/kiosk.ts';
import { phoneStates } from './states/phone.ts';
import { displayStates, rateStates } from './states/public.ts';
import { supervisorStates } from './states/supervisor.ts';
import { labStates, maintenanceStates, startStates } from './states/staff.ts';
import type { State } from './support/state.ts';

export const states: readonly State[] = [
  ...kioskStates,
  ...displayStates,
  ...rateStates,
  ...phoneStates,
  ...counterStates,
  ...supervisorStates,
  ...figureStates,
  ...maintenanceStates,
  ...labStates,
  ...startStates,
];
