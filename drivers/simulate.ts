/** The command `npm run simulate`: a simulated device on a real serial port, for a host on the other end of the cable. */
import { help, readCommand, UsageError, type Command } from './simulate/command.ts';
import type { TerminalDevice } from './simulate/kind.ts';
import { parseAddress } from './transport/address.ts';
import { serialOpener } from './transport/serial.ts';
import type { SimulatedDevice } from './transport/simulated.ts';
import type { Connection } from './transport/transport.ts';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Runs until the user or the port ends it. */
async function simulate({ kind, model, port, address: text }: Command): Promise<void> {
  const address = parseAddress(text, kind.line(model));
  if (address.kind !== 'serial') throw new TypeError('a serial address is one');
  const terminal = kind.make(model);
  const { device, title, keyHelp } = terminal;
  const ended = Promise.withResolvers<void>();
  const fail = (reason: string) => ended.reject(new UsageError(`${port}: ${reason}`));
  const events = { data: (bytes: Uint8Array) => device.receive(bytes), closed: fail };
  const connection = await serialOpener(address)(events, new AbortController().signal).catch(
    (error: Error) => {
      throw new UsageError(error.message);
    },
  );
  answer(device, connection, fail);
  terminal.follow(say);
  process.once('SIGINT', ended.resolve).once('SIGTERM', ended.resolve);
  const stopKeys = readKeys(terminal, ended.resolve);
  say(`${title} on ${port}. Keys: ${keyHelp}, q quit.`);
  try {
    await ended.promise;
  } finally {
    stopKeys();
    await connection.close();
  }
}

function answer(device: SimulatedDevice, connection: Connection, fail: (reason: string) => void): void {
  let last: Promise<void> = Promise.resolve();
  device.onSend((bytes) => {
    last = last.then(() => connection.write(bytes)).catch((error: Error) => fail(error.message));
  });
}

/** Without a terminal there are no keys; the rest works all the same. */
function readKeys(terminal: TerminalDevice, quit: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => undefined;
  stdin.setRawMode(true).setEncoding('utf8');
  const onKey = (key: string) => {
    // In raw mode the terminal sends Ctrl-C as a character instead of a signal.
    if (key === 'q' || key === '\u0003') return quit();
    const said = terminal.press(key);
    if (said !== null) say(said);
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
