/** What staff work with, in every state and dress. */
import { lookAt } from './support/look-at.ts';

lookAt('counter', 'supervisor', 'maintenance', 'lab', 'start');
