/** An input device by its file. A terminal stands in for it: the kernel ends both with an error of reading. */
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serialOpener } from '../../drivers/transport/serial.ts';
import { parseAddress } from '../../drivers/transport/address.ts';
import { inputOpener } from '../../drivers/transport/input.ts';
import type { Transport, TransportState } from '../../drivers/transport/transport.ts';
import { hex } from './hex.ts';
import { PtyPair, transportTo } from './rigs.ts';

let directory: string;
let link: string;
const open: { close(): Promise<unknown> }[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'input-'));
  link = join(directory, 'usb-keypad-event-kbd');
});
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
  await rm(directory, { recursive: true });
});

/** Another node, which the link by the device's name leads to until `unplug`. */
async function plug(
  name: string,
): Promise<{ send: (bytes: Uint8Array) => Promise<void>; unplug(): Promise<void> }> {
  const place = join(directory, name);
  await mkdir(place);
  const pair = new PtyPair(place, null);
  await pair.start();
  const address = parseAddress(`serial:${pair.devicePath}`);
  if (address.kind !== 'serial') throw new Error('a serial address is one');
  const device = await serialOpener(address)(deaf, new AbortController().signal);
  const unplug = async () => {
    await pair.stop();
    await device.close();
  };
  open.push({ close: unplug });
  await symlink(pair.hostPath, link);
  return { send: (bytes) => device.write(bytes), unplug: async () => (await unlink(link), await unplug()) };
}

function openLink(): Transport {
  const transport = transportTo(`input:${link}`);
  open.push(transport);
  return transport;
}

/** Resolves with the reason at the next change to `wanted`, or at once if it is so already. */
function stateOf(transport: Transport, wanted: TransportState): Promise<string> {
  if (transport.state === wanted) return Promise.resolve('');
  return new Promise((resolve) => {
    const stop = transport.onState((state, reason) => {
      if (state !== wanted) return;
      stop();
      resolve(reason);
    });
  });
}

const nextOf = (transport: Transport) =>
  new Promise<string>((resolve) => {
    const stop = transport.onData((bytes) => {
      stop();
      resolve(hex(bytes));
    });
  });

/** The programs that this process has started and that still run. */
async function childrenOf(pid: number): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
      const [, program = '', state = '', parent] = /^\d+ \((.*)\) (\S) (\d+)/.exec(stat) ?? [];
      return Number(parent) === pid && state !== 'Z' ? [program] : [];
    }),
  );
  return found.flat();
}

describe('input device', () => {
  it('brings bytes as they are, is closed by an unplug, and open again where its name leads then', async () => {
    const transport = openLink();
    const first = await plug('event3');
    await stateOf(transport, 'open');
    const heard = nextOf(transport);
    await first.send(Uint8Array.of(0, 3, 4, 10, 13, 17, 19, 0x7f, 0xff));
    expect(await heard).toBe('00 03 04 0a 0d 11 13 7f ff');

    const closed = stateOf(transport, 'closed');
    await first.unplug();
    expect(await closed).toMatch(/Input\/output error$/);

    const second = await plug('event7');
    await stateOf(transport, 'open');
    const again = nextOf(transport);
    await second.send(Uint8Array.of(1, 2, 3));
    expect(await again).toBe('01 02 03');
  });

  it('leaves no reader behind after 50 plugs', async () => {
    const device = await plug('event3');
    const before = await childrenOf(process.pid);
    for (let times = 0; times < 50; times++) {
      const closed = vi.fn<(reason: string) => void>();
      const events = { ...deaf, closed };
      const connection = await inputOpener({ kind: 'input', path: link })(
        events,
        new AbortController().signal,
      );
      expect(await childrenOf(process.pid)).toHaveLength(before.length + 1);
      await connection.close();
      expect(closed).not.toHaveBeenCalled();
    }
    expect(await childrenOf(process.pid)).toHaveLength(before.length);
    await device.unplug();
  });

  it('leaves no reader behind when it is closed while opening', async () => {
    await plug('event3');
    const before = await childrenOf(process.pid);
    const abort = new AbortController();
    abort.abort();
    const opened = inputOpener({ kind: 'input', path: link })(deaf, abort.signal);
    await expect(opened).rejects.toThrow('closed while opening');
    expect(await childrenOf(process.pid)).toHaveLength(before.length);
  });

  it('takes no bytes', async () => {
    await plug('event3');
    const connection = await inputOpener({ kind: 'input', path: link })(deaf, new AbortController().signal);
    open.push(connection);
    await expect(connection.write(Uint8Array.of(1))).rejects.toThrow('takes no bytes');
  });

  it.each([
    ['there is none', async () => undefined, /ENOENT/],
    ['its name is that of a file', () => writeFile(link, 'text'), /is no input device$/],
    ['its name is that of a folder', () => mkdir(link), /is no input device$/],
  ])('says why it is closed where %s', async (_name, make, reason) => {
    await make();
    const transport = openLink();
    expect(
      await new Promise<string>((resolve) => transport.onState((_state, told) => resolve(told))),
    ).toMatch(reason);
  });

  it('names the group where the permission is missing', async () => {
    await plug('event3');
    await chmod(directory, 0o755);
    await chmod(await realpath(link), 0);
    const opening = () => inputOpener({ kind: 'input', path: link })(deaf, new AbortController().signal);
    await expect(asNobody(opening)).rejects.toThrow(
      /^no permission to read .*: put the host's user into the group "input"/,
    );
  });
});

const deaf = { data: () => undefined, closed: () => undefined };

/** Root may read everything. */
async function asNobody(work: () => Promise<unknown>): Promise<unknown> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.('nobody');
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
