/** What looks at a page from within: our own eyes, and axe-core. */
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { build } from 'vite';

const entry = fileURLToPath(new URL('../in-page/main.ts', import.meta.url));

/** Both take the timers as they are before a test holds the page's clock. */
export async function probeScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'foyerProbe' } },
  });
  const [bundle] = Array.isArray(built) ? built : [];
  const [chunk] = bundle?.output ?? [];
  if (chunk?.type !== 'chunk') throw new Error('The probe was not built.');
  const timers = 'setTimeout, clearTimeout, requestAnimationFrame';
  const native = 'setTimeout.bind(window), clearTimeout.bind(window), requestAnimationFrame.bind(window)';
  return `${chunk.code}\nwindow.foyerProbe = foyerProbe;\n((${timers}) => {\n${axe.source}\n})(${native});`;
}
