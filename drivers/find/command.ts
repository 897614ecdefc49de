/** The command `npm run devices`, but for the process that it runs in. */
import { parseArgs } from 'node:util';
import { UsageError } from '../simulate/kind.ts';
import { askable, askAll, find } from './find.ts';
import type { Machine } from './machine.ts';
import { asJson, asText } from './report.ts';

export const help = `Lists what is connected to this machine, and the lines of a lobby file for it.

  npm run devices
  npm run devices -- --ask
  npm run devices -- --json

  --ask   asks each Arduino and each plain serial adapter that nobody has open which firmware it runs.
          An Arduino starts anew when its port is opened. Whatever else is behind an adapter gets
          4 bytes (F9 F0 79 F7) once or twice, and a printer may print them.
  --json  for other programs

Nothing is opened without --ask. Devices on the network are not looked for.
Exit codes: 0 it looked, also when nothing is connected; 1 it could not; 2 wrong flags.
`;

export interface Surroundings {
  readonly machine: Machine;
  /** Whose rights are meant, as this machine calls him. */
  readonly user: string;
  readonly say: (text: string) => void;
  /** What is no answer to the command, such as what it is about to do. */
  readonly remark: (text: string) => void;
  /** How long each port is given for an answer, in ms. */
  readonly askMs?: number;
}

/** @throws UsageError */
export async function devices(args: string[], surroundings: Surroundings): Promise<void> {
  const { machine, user, say, remark, askMs } = surroundings;
  const options = parse(args);
  if (options.help) return say(help);
  const findings = await find(machine);
  const asked = options.ask ? askable(findings) : [];
  if (options.ask) remark(aboutAsking(asked.map(({ node }) => node ?? '')));
  const answers = await askAll(machine, asked, askMs);
  say(options.json ? asJson(findings, answers) : asText(findings, answers, user));
}

const aboutAsking = (nodes: readonly string[]): string =>
  nodes.length === 0
    ? 'There is no Arduino and no adapter that could be asked.\n'
    : `Asking ${nodes.join(', ')}: an Arduino starts anew, anything else gets 4 bytes …\n`;

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        ask: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
