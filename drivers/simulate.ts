/** The command `npm run simulate`: a simulated device on a real serial port, for a host on the other end of the cable. */
import { DeviceFault, type Unsubscribe } from './driver.ts';
import { help, readCommand, type Command } from './simulate/command.ts';
import { UsageError, type TerminalDevice } from './simulate/kind.ts';
import { openTransport } from './transport/open-transport.ts';
import type { SimulatedDevice } from './transport/simulated.ts';
import type { Transport } from './transport/transport.ts';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Runs until the user ends it. */
async function simulate({ terminal, port, address }: Command): Promise<void> {
  const ended = Promise.withResolvers<void>();
  process.once('SIGINT', ended.resolve).once('SIGTERM', ended.resolve);
  const transport = openTransport(address);
  try {
    await opened(transport);
    const stopFollowing = followPort(transport, port);
    answer(terminal.device, transport);
    terminal.follow(say);
    const stopKeys = readKeys(terminal, ended.resolve);
    say(`${terminal.title} on ${port}. ${keysOf(terminal)}`);
    await ended.promise;
    stopKeys();
    stopFollowing();
  } finally {
    await transport.close();
  }
}

/** A port that is not there from the beginning is rather one that was mistyped. @throws UsageError */
function opened(transport: Transport): Promise<void> {
  return new Promise((resolve, reject) => {
    transport.onState((state, reason) => {
      if (state === 'open') resolve();
      else reject(new UsageError(reason));
    });
  });
}

/** Says when the port goes away and when it is back; what keeps it from coming back it says as well. */
function followPort(transport: Transport, port: string): Unsubscribe {
  let isGone = false;
  return transport.onState((state, reason) => {
    if (state === 'open') say(`${port} is back.`);
    else if (!isGone) say(`${port} went away (${reason}); waiting for it to come back.`);
    // That it is still not there was said.
    else if (!/no such file/i.test(reason)) say(`${port} cannot be opened: ${reason}`);
    isGone = state !== 'open';
  });
}

function answer(device: SimulatedDevice, transport: Transport): void {
  transport.onData((bytes) => device.receive(bytes));
  device.onSend((bytes) => {
    transport.write(bytes).catch((error: unknown) => {
      // What a device says into a port that is gone is lost, and of the port `followPort` tells.
      if (!(error instanceof DeviceFault)) throw error;
    });
  });
}

const keysOf = ({ keyHelp }: TerminalDevice): string =>
  process.stdin.isTTY ? `Keys: ${keyHelp}, q quit.` : 'No terminal here: its keys are off.';

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
  const isExpected = error instanceof UsageError || error instanceof DeviceFault;
  if (!isExpected) throw error;
  // Of the faults of a file, one a line, the help knows nothing.
  const hint = error.message.includes('\n') ? '' : ' (--help tells more)';
  process.stderr.write(`simulate: ${error.message}${hint}\n`);
  process.exitCode = 1;
}
