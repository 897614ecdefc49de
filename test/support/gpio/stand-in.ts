/** The programs of libgpiod where there is no GPIO chip, in a folder for `PATH`, and the chip that they find. */
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../../../drivers/transport/gpio/run.ts';
import { Chip } from './chip.ts';
import { programNames, type GpiodVersion, type ProgramName } from './options.ts';
import { ProgramRun } from './programs.ts';

const client = fileURLToPath(new URL('client.pl', import.meta.url));

export class GpioStandIn {
  readonly chip: Chip;
  /** For whoever starts the programs: these are found first. */
  readonly env: Environment;
  /** Every run, by name and arguments, in their order. */
  readonly runs: string[][] = [];
  readonly #version: GpiodVersion;
  readonly #directory: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(directory: string, version: GpiodVersion, label: string) {
    this.chip = new Chip(label);
    this.#version = version;
    this.#directory = directory;
    const kernel = join(directory, 'kernel');
    const path = [join(directory, 'bin'), process.env['PATH']].join(delimiter);
    this.env = { PATH: path, GPIO_STAND_IN: kernel };
    this.#server = createServer((socket) => this.#serve(socket)).listen(kernel);
  }

  static async start(version: GpiodVersion, label = 'pinctrl-rp1'): Promise<GpioStandIn> {
    const directory = await mkdtemp(join(tmpdir(), 'gpio-'));
    await mkdir(join(directory, 'bin'));
    for (const name of programNames) await symlink(client, join(directory, 'bin', name));
    const standIn = new GpioStandIn(directory, version, label);
    await once(standIn.#server, 'listening');
    return standIn;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
    await rm(this.#directory, { recursive: true });
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    let run: ProgramRun | null = null;
    // The kernel frees lines before anybody hears that their program is gone.
    socket.on('end', () => run?.end());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      run?.end();
    });
    const gone = () => socket.destroy();
    socket.on('error', gone);
    const lines = createInterface({ input: socket });
    // It hands on the socket's errors: a program that was killed.
    lines.on('error', gone);
    lines.once('line', (line) => {
      const [pid, name = '', ...args] = line.split('\u001F');
      this.runs.push([name, ...args]);
      run = new ProgramRun(this.chip, this.#version, name as ProgramName, {
        pid: Number(pid),
        print: (text) => send(socket, 'o', text),
        complain: (text) => send(socket, 'e', text),
        exit: (code) => void socket.end(`x${code}\n`),
      });
      run.begin(args);
    });
  }
}

/** Text for one of a program's two outputs, line by line. */
function send(socket: Socket, kind: 'o' | 'e', text: string): void {
  socket.write(text.replaceAll(/^.*\n/gm, (line) => `${kind}${line}`));
}
