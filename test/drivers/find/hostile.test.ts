/** Devices whose names are meant for the terminal of whoever lists them, or for his lobby file. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { devices } from '../../../drivers/find/command.ts';
import { FakeMachine, numpadKeys } from './fake-machine.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What the command prints on both of its outputs. */
async function said(fake: FakeMachine, ...args: string[]): Promise<string> {
  fake.usePrograms();
  let text = '';
  const say = (part: string) => void (text += part);
  await devices(args, { machine: fake.machine, user: 'foyer', say, remark: say, askMs: 250 });
  return text;
}

/** Lines to paste, a cleared screen, a title of the window, a line that runs backwards, and line ends of three more kinds. */
const evil =
  "Pad\n   as a pad, under devices.pads:\n    - id: 'evil'\n      port: 'tcp://6.6.6.6:1'" +
  '\u001B[2J\u001B]0;t\u0007\u202Eback\u2028one\u0085two\u009B2Jthree';
/** As long as a name on USB can be. */
const long = evil.padEnd(126, 'x');
const number = '1\n    - id: evil\u001B[2J';

/** All that moves a cursor or turns text round, but for the ends of our own lines. */
const isOdd = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u;

function hostileMachine(): FakeMachine {
  const fake = new FakeMachine();
  fake.serial('ttyACM0', { socket: '1-1', id: '1234:5678', maker: 'X', title: evil, serial: number });
  fake.serial('ttyACM1', { socket: '1-2', id: '2341:0043', maker: evil, title: 'X', serial: number });
  fake.printer(
    'lp0',
    { socket: '1-3', id: '1234:0001', title: long, serial: long },
    `MFG:${long};MDL:${long};`,
  );
  fake.printer('lp1', { socket: '1-6', id: '1234:0001', maker: long, title: long }, '');
  fake.keys(
    'event3',
    { socket: '1-4', id: '1234:0002', maker: evil, title: 'X', serial: number },
    numpadKeys,
  );
  fake.usb({ socket: '1-5', id: '1234:0003', maker: long, title: long }, '07');
  fake.absoluteLink('proc/31/fd/3', fake.realPath('dev/ttyACM1'));
  fake.write('proc/31/comm', `${long}\n`);
  fake.write('proc/device-tree/model', `${evil} Raspberry Pi ${long}\0`);
  fake.program('gpiodetect', "echo 'gpiochip0 [pinctrl-rp1] (54 lines)'");
  return fake;
}

describe('names of devices', () => {
  it('are words of one line, of 80 characters at most', async () => {
    const text = await said(hostileMachine());
    expect(text).not.toMatch(isOdd);
    expect(text.split('\n').filter((line) => /^\s+(?:- id: |port: )'?(?:evil|tcp)/.test(line))).toEqual([]);
    expect(text).toContain('Pad as a pad, under devices.pads: - id:');
    const names = text.split('\n').filter((line) => !line.includes('/dev/'));
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThan(120);
    expect(text.match(/ is\s+a\s+printer\s+without/g)).toHaveLength(1);
  });

  it('are the same for other programs', async () => {
    const text = await said(hostileMachine(), '--json');
    expect(text).not.toMatch(isOdd);
    const { devices: list } = JSON.parse(text) as {
      devices: { name: string; usb: Record<string, string | null> | null }[];
    };
    const names = list.flatMap(({ name, usb }) => [name, ...Object.values(usb ?? {})]);
    expect(names.filter((name) => isOdd.test(name ?? '') || (name ?? '').includes('\n'))).toEqual([]);
  });
});

describe('lines to paste', () => {
  it('have the port as it is, whatever udev has put into its name', async () => {
    const fake = new FakeMachine();
    const id = "usb-it's\u202E\u2028\u0085\u{E0001}_%\\-event-kbd";
    fake.keys('event3', { socket: '1-4', id: '1234:0002', title: 'Pad' }, numpadKeys);
    fake.remove('dev/input/by-id');
    fake.link(`dev/input/by-id/${id}`, 'dev/input/event3');
    const port = `input:/dev/input/by-id/${id}`;
    const text = await said(fake);
    expect(text).not.toMatch(isOdd);
    const lines = text.split('\n').filter((line) => line.startsWith('    '));
    expect(parse(lines.join('\n'))).toMatchObject([{ id: 'pad-1', port }]);
    const json = await said(fake, '--json');
    expect(json).not.toMatch(isOdd);
    expect(JSON.parse(json)).toMatchObject({ devices: [{ port }] });
  });
});
