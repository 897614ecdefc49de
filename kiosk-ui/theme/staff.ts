import { unsafeCSS } from 'lit';
import staffSheet from './staff.css?inline';
import { shared } from './shared.ts';

/** What every staff page adopts before its own sheet. */
export const staff = [shared, unsafeCSS(staffSheet)];
