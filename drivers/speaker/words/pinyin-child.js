/** Begins the process that reads Chinese characters; see firmware-host/main.js on why this is JavaScript. */
import { enableCompileCache } from 'node:module';

enableCompileCache(new URL('../../../node_modules/.cache/foyer', import.meta.url).pathname);

await import('./pinyin-process.ts');
