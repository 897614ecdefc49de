/** The command: flags in, a running lobby out, and a clean end on a signal. */
import { enableCompileCache } from 'node:module';

// Before anything else is loaded: stripped and compiled modules from the last start halve the time to the first answer.
enableCompileCache();

const { run } = await import('./run.ts');
process.exitCode = await run(process.argv.slice(2), process.env);
