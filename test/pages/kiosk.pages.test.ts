/** The kiosk, in every state and dress. */
import { lookAt } from './support/look-at.ts';

lookAt('kiosk');
