import { parseArgs } from 'node:util';
import { parseAddress, type AddressDefaults, type SerialAddress } from '../transport/address.ts';
import { boardKind } from './board.ts';
import {
  chooseModel,
  UsageError,
  type Described,
  type DeviceOptions,
  type TerminalDevice,
  type TerminalKind,
} from './kind.ts';
import { padKind, wiringText } from './pad.ts';
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

export const help = `Simulates a device on a serial port, and waits for the port to come back when it goes away.

  npm run simulate -- printer --port /dev/pts/4 [--model escpos-58] [--baud 19200]
  npm run simulate -- board --port /dev/pts/5 [--width 192 --height 96]
  npm run simulate -- board --port /dev/pts/5 --model dm36b06 --address 1 --address 2
  npm run simulate -- board --port /dev/pts/5 --template lobby.yaml
  npm run simulate -- pad --port /dev/pts/6

  --port   the serial port, or one end of a pair of pseudo-terminals:
           socat -d -d pty,raw,echo=0,link=/tmp/host pty,raw,echo=0,link=/tmp/device
           then --port /tmp/device here, and serial:/tmp/host in the configuration
  --model  the first one if left out:
${modelLines}
  --baud   bits per second; the model's own, as above, if left out

For boards only:
  --address N            what it answers to; several times for several boards on the one line
  --width N, --height N  of bx-5k and bx-6k, in dots; 128 and 64 if left out
  --columns N, --rows N  of alpha and alpha-2, in characters; 16 and 1 if left out
  --template FILE        a board of one's own: a lobby file with devices.boardTemplates, or a YAML file
                         that is one such description; --model template:NAME chooses one of several

Keys, each fault again to mend it, q quit:
    printer  ${printerKind.make('escpos-58').keyHelp}
    board    ${boardKind.make('bx-5k').keyHelp}
    pad      ${padKind.make('firmata').keyHelp}
With several boards on the line, n makes the keys be for the next one.
The pad has ${wiringText}.
`;

export interface Command {
  readonly terminal: TerminalDevice;
  readonly address: SerialAddress;
  /** Where it is, as the command says it. */
  readonly port: string;
}

/**
 * Null when help was asked for.
 * @throws UsageError
 * @throws DeviceFault `bad-address` for a port or a speed that cannot be one
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
  const { line, make } = describe(name, kind, values);
  const baudRate = values.baud === undefined ? '' : `?baudRate=${values.baud}`;
  const address = parseAddress(`serial:${values.port}${baudRate}`, line);
  if (address.kind !== 'serial') throw new TypeError('a serial address is one');
  return { terminal: make(address.baudRate), port: values.port, address };
}

const boardOptions = ['address', 'width', 'height', 'columns', 'rows', 'template'] as const;

function describe(name: string, kind: TerminalKind, options: DeviceOptions): Described {
  if (kind.describe) return kind.describe(options);
  const foreign = boardOptions.find((option) => options[option] !== undefined);
  if (foreign !== undefined) {
    throw new UsageError(`--${foreign} is for boards; a ${name} has --port, --model and --baud only`);
  }
  const model = chooseModel(kind.models, options.model);
  return { line: kind.line(model), make: () => kind.make(model) };
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
        address: { type: 'string', multiple: true },
        width: { type: 'string' },
        height: { type: 'string' },
        columns: { type: 'string' },
        rows: { type: 'string' },
        template: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
