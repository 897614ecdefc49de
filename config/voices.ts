/** The command `npm run voices`: a set of recordings to begin with, and whether one is complete. */
import { UsageError } from '../drivers/simulate/kind.ts';
import { voices } from './voices-command.ts';

const wrongFlags = 2;
const failed = 1;

try {
  const faults = await voices(process.argv.slice(2), (text) => void process.stdout.write(text));
  if (faults > 0) process.exitCode = failed;
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const isMistake = error instanceof UsageError;
  process.stderr.write(`voices: ${error.message}${isMistake ? ' (--help tells more)' : ''}\n`);
  process.exitCode = isMistake ? wrongFlags : failed;
}
