/** What visitors see beside the kiosk, in every state and dress. */
import { lookAt } from './support/look-at.ts';

lookAt('display', 'rate', 'ticket');
