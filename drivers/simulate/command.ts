import { parseArgs } from 'node:util';
import type { AddressDefaults } from '../transport/address.ts';
import { boardKind } from './board.ts';
import type { TerminalKind } from './kind.ts';
import { padKind } from './pad.ts';
import { printerKind } from './printer.ts';

const kinds: Readonly<Record<string, TerminalKind>> = {
  printer: printerKind,
  board: boardKind,
  pad: padKind,
};

/** As technicians write it: 9600 8N1. */
function lineText({ baudRate, dataBits = 8, parity = 'none' }: AddressDefaults): string {
  return `${baudRate} ${dataBits}${parity.slice(0, 1).toUpperCase()}1`;
}

/** The models of a kind, those together whose lines are set alike. */
function modelsText({ models, line }: TerminalKind): string {
  const byLine = Map.groupBy(models, (model) => lineText(line(model)));
  return [...byLine].map(([text, names]) => `${names.join(', ')} (${text})`).join('\n             ');
}

const modelLines = Object.entries(kinds)
  .map(([name, kind]) => `    ${name.padEnd(8)} ${modelsText(kind)}`)
  .join('\n');

export const help = `Simulates a device on a serial port.

  npm run simulate -- printer --port /dev/pts/4 [--model escpos-58] [--baud 19200]
  npm run simulate -- board --port /dev/pts/5 [--model template:qt-gb2312]
  npm run simulate -- pad --port /dev/pts/6

  --port   the serial port, or one end of a pair of pseudo-terminals:
           socat -d -d pty,raw,echo=0,link=/tmp/host pty,raw,echo=0,link=/tmp/device
           then --port /tmp/device here, and serial:/tmp/host in the configuration
  --model  the first one if left out:
${modelLines}
  --baud   bits per second; the model's own, as above, if left out

Keys, each fault again to mend it, q quit:
    printer  ${printerKind.make('escpos-58').keyHelp}
    board    ${boardKind.make('bx-5k').keyHelp}
    pad      ${padKind.make('firmata').keyHelp}
`;

/** A mistake in the command line, to be said without a stack. */
export class UsageError extends Error {}

export interface Command {
  readonly kind: TerminalKind;
  readonly model: string;
  /** Where it is, as an address. */
  readonly address: string;
  readonly port: string;
}

/**
 * Null when help was asked for.
 * @throws UsageError
 */
export function readCommand(args: string[]): Command | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const [name = '', ...more] = positionals;
  const kind = Object.hasOwn(kinds, name) && more.length === 0 ? kinds[name] : undefined;
  if (kind === undefined) {
    throw new UsageError(
      `cannot simulate "${positionals.join(' ')}"; there are ${Object.keys(kinds).join(', ')}`,
    );
  }
  if (values.port === undefined) throw new UsageError('needs --port, such as --port /dev/pts/4');
  const model = values.model ?? kind.models[0] ?? '';
  if (!kind.models.includes(model)) {
    throw new UsageError(`no model "${model}"; known are ${kind.models.join(', ')}`);
  }
  const baudRate = values.baud === undefined ? '' : `?baudRate=${values.baud}`;
  return { kind, model, port: values.port, address: `serial:${values.port}${baudRate}` };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        model: { type: 'string' },
        baud: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
