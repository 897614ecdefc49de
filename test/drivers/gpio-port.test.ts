/** A GPIO port through programs that stand in for those of libgpiod, and as far as they go through the real ones. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { gpioOpener } from '../../drivers/transport/gpio/opener.ts';
import { hold, readLevels, watch, type Command } from '../../drivers/transport/gpio/commands.ts';
import type { Connection } from '../../drivers/transport/transport.ts';
import { openTransport } from '../../drivers/transport/open-transport.ts';
import type { Chip } from '../support/gpio/chip.ts';
import type { GpiodVersion } from '../support/gpio/options.ts';
import { GpioStandIn } from '../support/gpio/stand-in.ts';
import { tempDir } from '../support/temp.ts';

/** Long enough for a program to start while the machine is busy. */
const settleMs = 300;

const lines = { inputs: [17, 27], outputs: [12, 13] };
const all = [...lines.inputs, ...lines.outputs];

const standIns: GpioStandIn[] = [];
const ports: Port[] = [];
afterEach(async () => {
  for (const port of ports.splice(0)) await port.connection.close();
  for (const standIn of standIns.splice(0)) await standIn.close();
});

async function standInFor(version: GpiodVersion): Promise<GpioStandIn> {
  const standIn = await GpioStandIn.start(version);
  standIns.push(standIn);
  return standIn;
}

const areHeld = (chip: Chip) => all.every((line) => chip.pidOf(line) !== null);
const areFree = (chip: Chip) => all.every((line) => chip.pidOf(line) === null);

/** An open port, and what has come from it. */
class Port {
  readonly connection: Connection;
  readonly chip: Chip;
  readonly closed: Promise<string>;
  text = '';
  readonly #news = new Set<() => void>();

  private constructor(chip: Chip, connection: Connection, closed: Promise<string>) {
    this.chip = chip;
    this.connection = connection;
    this.closed = closed;
  }

  static async open({ chip, env }: GpioStandIn, label: string | null = null): Promise<Port> {
    const { promise: closed, resolve } = Promise.withResolvers<string>();
    let port: Port | null = null;
    const events = {
      data: (bytes: Uint8Array) => port?.hear(Buffer.from(bytes).toString('latin1')),
      closed: resolve,
    };
    const connection = await gpioOpener({ kind: 'gpio', label }, lines, { env, settleMs })(
      events,
      new AbortController().signal,
    );
    port = new Port(chip, connection, closed);
    ports.push(port);
    // Version 1 does not say when it has its lines.
    await chip.until(() => areHeld(chip));
    return port;
  }

  hear(text: string): void {
    this.text += text;
    for (const look of this.#news) look();
  }

  /** Resolves when all of this has come. */
  has(text: string): Promise<void> {
    if (this.text.includes(text)) return Promise.resolve();
    return new Promise((resolve) => {
      const look = () => {
        if (this.text.includes(text)) resolve();
      };
      this.#news.add(look);
    });
  }

  write(text: string): Promise<void> {
    return this.connection.write(Buffer.from(text));
  }
}

describe.each(['1.6.3', '2.2.1'] as const)('a GPIO port through libgpiod %s', (version) => {
  const edge = (line: number, isRising: boolean) =>
    version === '1.6.3' ? `${line} ${isRising ? 1 : 0} 5 70` : `${line} ${isRising ? 1 : 2} 5.000000070`;

  it('tells levels when asked, and every edge with its time', async () => {
    const standIn = await standInFor(version);
    standIn.chip.ground(27, true);
    const port = await Port.open(standIn);
    await port.write('?\n');
    expect(port.text).toBe('17=1\n27=0\n');
    port.chip.tellEdge(17, false, 5_000_000_070n);
    port.chip.tellEdge(17, true, 5_000_000_070n);
    port.chip.tellEdge(17, false, 5_000_000_070n);
    await port.has(`${edge(17, false)}\n${edge(17, true)}\n${edge(17, false)}\n`);
    port.text = '';
    await port.write('?\n');
    expect(port.text).toBe('17=0\n27=0\n');
  });

  it('switches one output and leaves the other alone; both are low at first and free at the end', async () => {
    const { chip, connection, ...port } = await Port.open(await standInFor(version));
    expect([chip.isHigh(12), chip.isHigh(13), chip.isHigh(17), port.text]).toEqual([false, false, null, '']);
    const other = chip.pidOf(13);
    await connection.write(Buffer.from('12=1\n'));
    await chip.until(() => chip.isHigh(12) === true);
    expect([chip.isHigh(13), chip.pidOf(13)]).toEqual([false, other]);
    await connection.close();
    await chip.until(() => areFree(chip));
  });

  it('does what it was told in turn, however fast', async () => {
    const port = await Port.open(await standInFor(version));
    const levels: boolean[] = [];
    port.chip.onHolders(() => {
      const isHigh = port.chip.isHigh(12);
      if (isHigh !== null && isHigh !== levels.at(-1)) levels.push(isHigh);
    });
    await port.write('12=1\n12=1\n12=0\n12=1\n');
    await port.chip.until(() => levels.length === 3);
    expect(levels).toEqual([true, false, true]);
    for (let time = 0; time < 20; time++) await port.write('12=0\n12=1\n');
    await port.write('12=0\n');
    await port.chip.until(() => levels.length > 3 && port.chip.isHigh(12) === false);
    expect(levels.length).toBeLessThan(20);
  });

  it.each([
    ['the program that watches', 17],
    ['a program that holds', 13],
  ])('closes with %s, and leaves nothing behind', async (_, line) => {
    const port = await Port.open(await standInFor(version));
    process.kill(port.chip.pidOf(line) ?? 0, 'SIGKILL');
    expect(await port.closed).toMatch(/^gpio(mon|set) was ended by SIGKILL$/);
    await port.connection.close();
    await port.chip.until(() => areFree(port.chip));
  });

  it('closes with the chip, and says so', async () => {
    const port = await Port.open(await standInFor(version));
    port.chip.plug(false);
    expect(await port.closed).toMatch(/^gpio(mon|set): error .*: No such device$/);
  });

  it('says that a button is in use, and opens once it is free', async () => {
    const standIn = await standInFor(version);
    standIn.chip.taken.add(27);
    await expect(Port.open(standIn)).rejects.toThrow(
      'GPIO 17 or 27 is in use by another program; gpioinfo tells by which',
    );
    expect(areFree(standIn.chip)).toBe(true);
    standIn.chip.taken.clear();
    await Port.open(standIn);
  });

  it('says that a light is in use', async () => {
    const standIn = await standInFor(version);
    standIn.chip.taken.add(12);
    await expect(Port.open(standIn)).rejects.toThrow('GPIO 12 is in use by another program');
    await standIn.chip.until(() => areFree(standIn.chip));
    expect(areFree(standIn.chip)).toBe(true);
  });

  it.each([
    [
      'nobody may open the chips',
      async ({ chip }: GpioStandIn) => void (chip.isAllowed = false),
      /group gpio/,
    ],
    [
      'the chip is not there',
      async ({ chip }: GpioStandIn) => chip.plug(false),
      /no header .* there is gpio-brcmstb@107d508500, /,
    ],
  ])('says that %s', async (_, spoil, reason) => {
    const standIn = await standInFor(version);
    await spoil(standIn);
    await expect(Port.open(standIn)).rejects.toThrow(reason);
  });

  it('says that the programs are not installed', async () => {
    const standIn = await standInFor(version);
    const open = gpioOpener({ kind: 'gpio', label: null }, lines, {
      env: { ...standIn.env, PATH: '/nowhere' },
    });
    const events = { data: () => undefined, closed: () => undefined };
    await expect(open(events, new AbortController().signal)).rejects.toThrow(
      /^there is no program gpio(mon|detect): install the package gpiod/,
    );
  });

  it('says which chips there are when the wanted one is not, and that it lacks a line', async () => {
    const standIn = await standInFor(version);
    await expect(Port.open(standIn, 'gpio-sim')).rejects.toThrow(
      'no GPIO chip gpio-sim here; there is pinctrl-rp1, ',
    );
    const open = gpioOpener(
      { kind: 'gpio', label: null },
      { inputs: [54], outputs: [] },
      { env: standIn.env },
    );
    const events = { data: () => undefined, closed: () => undefined };
    await expect(open(events, new AbortController().signal)).rejects.toThrow(
      'pinctrl-rp1 has no GPIO 54, only 0 to 53',
    );
  });

  it('leaves nothing behind when it is given up while it opens', async () => {
    const standIn = await standInFor(version);
    const abort = new AbortController();
    const events = { data: () => undefined, closed: () => undefined };
    const opening = gpioOpener({ kind: 'gpio', label: null }, lines, { env: standIn.env, settleMs: 5000 })(
      events,
      abort.signal,
    );
    standIn.chip.onHolders(() => abort.abort());
    await expect(opening).rejects.toThrow(/abort|closed while opening/);
    await standIn.chip.until(() => areFree(standIn.chip));
  });

  it('frees its lines when its process is killed', async () => {
    const { chip, env } = await standInFor(version);
    const opener = JSON.stringify(new URL('../../drivers/transport/gpio/opener.ts', import.meta.url).href);
    const program =
      `const { gpioOpener } = await import(${opener});` +
      `await gpioOpener({ kind: 'gpio', label: null }, ${JSON.stringify(lines)})` +
      '({ data() {}, closed() {} }, new AbortController().signal);';
    const host = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...env },
      stdio: 'inherit',
    });
    await chip.until(() => areHeld(chip));
    host.kill('SIGKILL');
    await once(host, 'exit');
    await chip.until(() => areFree(chip));
    expect(areFree(chip)).toBe(true);
  });
});

it.each(['gpiomon', 'gpioset'])('gives up a %s that never says that it has its lines', async (name) => {
  const standIn = await standInFor('2.2.1');
  const { directory, pidFile } = await hung(name);
  const env = { ...standIn.env, PATH: [directory, standIn.env['PATH']].join(delimiter) };
  const open = gpioOpener({ kind: 'gpio', label: null }, lines, { env, limitMs: 2000 });
  const events = { data: () => undefined, closed: () => undefined };
  await expect(open(events, new AbortController().signal)).rejects.toThrow(
    `${name} has not said within 2 s that it has its lines`,
  );
  const pid = Number(await readFile(pidFile, 'utf8'));
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await standIn.chip.until(() => areFree(standIn.chip));
});

/** A folder with a program that tells its version, and hangs otherwise, deaf to SIGTERM; and the file with its number. */
async function hung(name: string): Promise<{ directory: string; pidFile: string }> {
  const directory = tempDir();
  const pidFile = join(directory, 'pid');
  const script = [
    '#!/bin/sh',
    `[ "$1" = --version ] && echo '${name} (libgpiod) v2.2.1' && exit`,
    "trap '' TERM",
    `echo $$ > '${pidFile}'`,
    'while :; do sleep 0.05; done',
  ];
  await writeFile(join(directory, name), `${script.join('\n')}\n`, { mode: 0o755 });
  return { directory, pidFile };
}

it('a GPIO port needs to know its lines', () => {
  expect(() => openTransport({ kind: 'gpio', label: null })).toThrow('needs the numbers of its lines');
});

/** Such as gpiomon of Bookworm; on a machine without it there is nothing to try. */
const realVersion = /v(\d)\./.exec(spawnSync('gpiomon', ['--version']).stdout?.toString() ?? '')?.[1];
const real: Command[] =
  realVersion === '1' || realVersion === '2'
    ? [readLevels, watch].map((command) => command(realVersion === '1' ? 1 : 2, 'gpiochip999', [17, 27]))
    : [];
if (realVersion === '1' || realVersion === '2')
  real.push(hold(realVersion === '1' ? 1 : 2, 'gpiochip999', 12, true));

describe.skipIf(real.length === 0)('the real programs of libgpiod', () => {
  it.each(real)(
    'take all the words of ours, and miss nothing but the chip: $program',
    ({ program, args }) => {
      const { stderr, status } = spawnSync(program, args, { env: { ...process.env, LC_ALL: 'C' } });
      expect(stderr.toString()).toMatch(/No such file or directory|cannot find GPIO chip character device/);
      expect(status).toBe(1);
    },
  );
});
