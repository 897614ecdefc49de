/**
 * The command: flags in, a running lobby out, and a clean end on a signal.
 *
 * JavaScript, and so is the journal's worker.js: a first file in TypeScript would load Node's type stripper at every start,
 * which costs 20 MB and a tenth of a second. Everything behind it comes stripped and compiled from the last start.
 */
import { enableCompileCache } from 'node:module';

// Among our own files: in a common temporary directory anybody could lay code for us there, and a restart would empty it.
enableCompileCache(new URL('../node_modules/.cache/foyer', import.meta.url).pathname);

const { run } = await import('./run.ts');
process.exitCode = await run(process.argv.slice(2), process.env);
