/** What the tests call in a page, by the name of `foyerProbe`; bundled and put in before the page's own scripts. */
export { edgeContrast, forcedColours, textContrast } from './contrast.ts';
export { fit } from './fit.ts';
export { blur, focus, stops } from './focus.ts';
export { flashing, moving, running } from './motion.ts';
export { dressed, settled, styled } from './dress.ts';
export { targets } from './targets.ts';
export { lettersOf } from './texts.ts';
