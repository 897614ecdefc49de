/** Begins the thread that draws previews; see firmware-host/main.js on why this is JavaScript. */
import { enableCompileCache } from 'node:module';

enableCompileCache(new URL('../../../node_modules/.cache/foyer', import.meta.url).pathname);

await import('./preview-worker.ts');
