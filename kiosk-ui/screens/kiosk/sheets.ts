/** What the kiosk looks like: the frame, then its screens. */
import { stopsStyle } from '../../elements/stops.ts';
import sharedSheet from '../../theme/shared.css?inline';
import controlsSheet from './controls.css?inline';
import elderSheet from './elder.css?inline';
import emergencySheet from './emergency.css?inline';
import entrySheet from './entry.css?inline';
import frameSheet from './kiosk.css?inline';
import messageSheet from './message.css?inline';
import needsSheet from './needs.css?inline';
import servicesSheet from './services.css?inline';
import ticketSheet from './ticket.css?inline';
import waysSheet from './ways.css?inline';

export const sheets: readonly string[] = [
  sharedSheet,
  stopsStyle.cssText,
  controlsSheet,
  frameSheet,
  servicesSheet,
  elderSheet,
  waysSheet,
  ticketSheet,
  messageSheet,
  entrySheet,
  needsSheet,
  emergencySheet,
];
