/** The command `npm run simulate`: a simulated device on a real serial port, for a host on the other end of the cable. */
import { parseArgs } from 'node:util';
import { isPrinterModel, printerModels, type PrinterModelName } from './printer/models.ts';
import { paperAsText } from './printer/paper-text.ts';
import type { PrinterFaults, PrinterSimulator } from './printer/simulator.ts';
import { printerDrivers } from './registry.ts';
import { parseAddress } from './transport/address.ts';
import { serialOpener } from './transport/serial.ts';
import type { Connection } from './transport/transport.ts';

const help = `Simulates a device on a serial port.

  npm run simulate -- printer --port /dev/pts/4 [--model escpos-58] [--baud 19200]

  --port   the serial port, or one end of a pair of pseudo-terminals:
           socat -d -d pty,raw,echo=0,link=/tmp/host pty,raw,echo=0,link=/tmp/printer
           then --port /tmp/printer here, and serial:/tmp/host in the configuration
  --model  ${Object.keys(printerModels).join(' or ')}; escpos-58 if left out
  --baud   bits per second; 9600 if left out

Keys: p paper out, c cover open, h hung, u unplugged (each again to mend it), q quit.
`;

const keys: Readonly<Record<string, keyof PrinterFaults>> = {
  p: 'paperOut',
  c: 'coverOpen',
  h: 'hung',
  u: 'cableCut',
};

/** A mistake in the command line, to be said without a stack. */
class UsageError extends Error {}

interface Command {
  readonly model: PrinterModelName;
  readonly port: string;
  readonly baudRate: string;
}

/** Null when help was asked for. */
function readCommand(args: string[]): Command | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const [device, ...more] = positionals;
  if (device !== 'printer' || more.length > 0) {
    throw new UsageError(`cannot simulate "${positionals.join(' ')}"; "printer" is what there is`);
  }
  if (values.port === undefined) throw new UsageError('needs --port, such as --port /dev/pts/4');
  if (!isPrinterModel(values.model)) {
    throw new UsageError(`no model "${values.model}"; known are ${Object.keys(printerModels).join(', ')}`);
  }
  return { model: values.model, port: values.port, baudRate: values.baud };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        model: { type: 'string', default: 'escpos-58' },
        baud: { type: 'string', default: '9600' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Runs until the user or the port ends it. */
async function simulate({ model, port, baudRate }: Command): Promise<void> {
  const address = parseAddress(`serial:${port}?baudRate=${baudRate}`);
  if (address.kind !== 'serial') throw new TypeError('a serial address is one');
  const simulator = printerDrivers[model].simulate();
  const ended = Promise.withResolvers<void>();
  const fail = (reason: string) => ended.reject(new UsageError(`${port}: ${reason}`));
  const events = { data: (bytes: Uint8Array) => simulator.receive(bytes), closed: fail };
  const connection = await serialOpener(address)(events, new AbortController().signal).catch(
    (error: Error) => {
      throw new UsageError(error.message);
    },
  );
  answer(simulator, connection, fail);
  showPapers(simulator);
  process.once('SIGINT', ended.resolve).once('SIGTERM', ended.resolve);
  const stopKeys = readKeys(simulator, ended.resolve);
  say(
    `${printerModels[model].title} on ${port}. Keys: p paper out, c cover open, h hung, u unplugged, q quit.`,
  );
  try {
    await ended.promise;
  } finally {
    stopKeys();
    await connection.close();
  }
}

function answer(simulator: PrinterSimulator, connection: Connection, fail: (reason: string) => void): void {
  let last: Promise<void> = Promise.resolve();
  simulator.onSend((bytes) => {
    last = last.then(() => connection.write(bytes)).catch((error: Error) => fail(error.message));
  });
}

function showPapers(simulator: PrinterSimulator): void {
  let shown = 0;
  let unknown = 0;
  simulator.onChange(() => {
    for (const paper of simulator.papers.toReversed()) {
      if (paper.id <= shown || !paper.done) continue;
      shown = paper.id;
      say(paperAsText(paper, simulator.columns));
    }
    for (const hex of simulator.unknownCommands.slice(unknown)) say(`unknown command: ${hex}`);
    unknown = simulator.unknownCommands.length;
  });
}

/** Without a terminal there are no keys; the rest works all the same. */
function readKeys(simulator: PrinterSimulator, quit: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => undefined;
  stdin.setRawMode(true).setEncoding('utf8');
  const onKey = (key: string) => {
    // In raw mode the terminal sends Ctrl-C as a character instead of a signal.
    if (key === 'q' || key === '\u0003') return quit();
    const fault = keys[key];
    if (!fault) return;
    simulator.setFaults({ [fault]: !simulator.faults[fault] });
    const made = Object.values(keys).filter((name) => simulator.faults[name]);
    say(`faults: ${made.length === 0 ? 'none' : made.join(', ')}`);
  };
  stdin.on('data', onKey);
  return () => {
    stdin.off('data', onKey).setRawMode(false).pause();
  };
}

try {
  const command = readCommand(process.argv.slice(2));
  if (command) await simulate(command);
  else say(help);
} catch (error) {
  const isExpected = error instanceof UsageError || (error instanceof Error && error.name === 'DeviceFault');
  if (!isExpected) throw error;
  process.stderr.write(`simulate: ${error.message} (--help tells more)\n`);
  process.exitCode = 1;
}
