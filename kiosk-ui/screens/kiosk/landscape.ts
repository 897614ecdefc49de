import { unsafeCSS } from 'lit';
import frameSheet from './landscape.css?inline';
import waysSheet from './landscape-ways.css?inline';
import screensSheet from './landscape-screens.css?inline';
import ticketSheet from './landscape-ticket.css?inline';

export const landscape: readonly CSSStyleSheet[] = [frameSheet, waysSheet, screensSheet, ticketSheet].flatMap(
  (sheet) => unsafeCSS(sheet).styleSheet ?? [],
);
