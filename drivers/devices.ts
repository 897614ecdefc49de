/** The command `npm run devices`: what is connected, and the lines of a lobby file for it. */
import { userInfo } from 'node:os';
import { devices } from './find/command.ts';
import { thisMachine } from './find/machine.ts';
import { UsageError } from './simulate/kind.ts';

const wrongFlags = 2;
const failed = 1;

try {
  await devices(process.argv.slice(2), {
    machine: thisMachine,
    user: userInfo().username,
    say: (text) => void process.stdout.write(text),
    remark: (text) => void process.stderr.write(text),
  });
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const isMistake = error instanceof UsageError;
  process.stderr.write(`devices: ${error.message}${isMistake ? ' (--help tells more)' : ''}\n`);
  process.exitCode = isMistake ? wrongFlags : failed;
}
