import { unsafeCSS } from 'lit';
import sharedSheet from './shared.css?inline';

export const shared = unsafeCSS(sharedSheet);
