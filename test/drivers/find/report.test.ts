/** What `npm run devices` prints, and whether a lobby file takes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultLobbyFile, loadConfig } from '../../../config/load.ts';
import { devices, type Surroundings } from '../../../drivers/find/command.ts';
import { epsonId, FakeMachine, keyboardKeys, numpadKeys, plugged } from './fake-machine.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What the command says. */
async function said(
  fake: FakeMachine,
  args: string[] = [],
  change: Partial<Surroundings> = {},
): Promise<string> {
  fake.usePrograms();
  let text = '';
  const say = (part: string) => {
    text += part;
  };
  await devices(args, { machine: fake.machine, user: 'foyer', say, remark: () => undefined, ...change });
  return text;
}

function fullMachine(): FakeMachine {
  const fake = new FakeMachine();
  fake.serial('ttyACM0', plugged.uno);
  fake.serial('ttyUSB0', plugged.ch340);
  fake.serial('ttyUSB1', plugged.cp2102);
  fake.printer('lp0', plugged.epson, epsonId);
  fake.keys('event3', plugged.numpad, numpadKeys);
  fake.keys('event4', { socket: '1-2', id: '413c:2105', maker: 'Dell', title: 'USB Keyboard' }, keyboardKeys);
  fake.write('proc/device-tree/model', 'Raspberry Pi 4 Model B Rev 1.4\0');
  fake.write('dev/gpiochip0', '');
  fake.program('gpiodetect', "echo 'gpiochip0 [pinctrl-bcm2711] (58 lines)'");
  return fake;
}

interface Pasted {
  readonly list: string;
  readonly lines: string[];
}

/** The entries of each device, as somebody copies them from the terminal. */
function entriesIn(report: string): Pasted[][] {
  return report.split('\n\n').flatMap((part) => {
    const entries: Pasted[] = [];
    for (const line of part.split('\n')) {
      const list = /under devices\.(\w+):$/.exec(line)?.[1];
      if (list !== undefined) entries.push({ list, lines: [] });
      else if (line.startsWith('    ')) entries.at(-1)?.lines.push(line);
    }
    return entries.length === 0 ? [] : [entries];
  });
}

/** A shipped lobby with these devices instead of its own. */
function lobbyWith(pasted: readonly Pasted[]): string {
  const lists = Map.groupBy(pasted, ({ list }) => list);
  const text = readFileSync(defaultLobbyFile, 'utf8');
  const [before = ''] = text.split(/^devices:$/m);
  const after = text.slice(before.length).split('\n').slice(1).join('\n');
  const rest = /^(?=\S)(?!#)/m.exec(after);
  const own = ['printers', 'boards', 'pads'].flatMap((list) => {
    const entries = lists.get(list) ?? [];
    return entries.length === 0 ? [] : [`  ${list}:`, ...entries.flatMap(({ lines }) => lines)];
  });
  return [before, 'devices:', ...own, rest === null ? '' : after.slice(rest.index)].join('\n');
}

describe('the report', () => {
  it('says what is there, and what to write', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyACM0', plugged.uno);
    expect(await said(fake)).toBe(`1  Arduino Uno R3
   port   serial:/dev/serial/by-id/usb-Arduino__www.arduino.cc__0043_75833353035351B0A1C2-if00
   now    /dev/ttyACM0
   usb    2341:0043, serial number 75833353035351B0A1C2
   state  free
   as a pad, under devices.pads:
    - id: pad-1
      counter: '1'
      model: firmata # buttons from pin 2 on, the best score first
      port: 'serial:/dev/serial/by-id/usb-Arduino__www.arduino.cc__0043_75833353035351B0A1C2-if00'

Paste the lines into the lobby file, under the list that is named above them; give each pad the
counter where it lies; then have the file checked: npm start -- --config FILE --check-config
`);
  });

  it.each([0, 1, 2])('prints lines that a lobby file takes (choice %i of each)', async (choice) => {
    const fake = fullMachine();
    const entries = entriesIn(await said(fake));
    expect(entries.map(({ length }) => length)).toEqual([1, 3, 3, 1, 1, 1]);
    const pasted = entries.flatMap((choices) => choices[choice] ?? choices.slice(-1));
    // A kiosk of that lobby prints on ticket-printer: the one printer that can be nothing else has that id.
    const file = fake.write('lobby.yaml', counted(lobbyWith(pasted)));
    const loaded = await loadConfig(file);
    expect(loaded.ok ? [] : loaded.faults).toEqual([]);
  });

  it('is as wide as a terminal, but for paths', async () => {
    const fake = fullMachine();
    const machine = { ...fake.machine, mayOpen: () => false };
    const wide = (await said(fake, [], { machine })).split('\n').filter((line) => line.length > 100);
    expect(wide.filter((line) => !line.includes('/dev/'))).toEqual([]);
  });

  it('says what may not be opened, and what is in use', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyACM0', plugged.uno);
    fake.absoluteLink('proc/31/fd/3', join(fake.dir, 'dev/ttyACM0'));
    fake.write('proc/31/cmdline', 'node\0firmware-host/main.js\0');
    expect(await said(fake)).toContain('state  in use by a running Foyer (process 31)');
  });

  it.runIf(process.getuid?.() === 0)('names the group of what may not be opened', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyACM0', plugged.uno);
    fake.own('dev/ttyACM0', 20);
    const machine = { ...fake.machine, mayOpen: () => false };
    expect(await said(fake, [], { machine })).toMatch(
      /state {2}foyer may not open it, the group dialout may: sudo usermod -aG dialout foyer, then sign in\s+again/,
    );
  });

  it('says that rights were looked at as root', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyACM0', plugged.uno);
    expect(await said(fake, [], { user: 'root' })).toMatch(/\n\nroot may open everything.*sudo -u foyer/);
  });

  it('says what to look at when nothing is there', async () => {
    const text = await said(new FakeMachine());
    expect(text).toMatch(/^Nothing is connected/);
    for (const word of ['cable', 'dmesg', 'dialout', 'input', 'gpio']) expect(text).toContain(word);
  });

  it('is data for other programs', async () => {
    const fake = fullMachine();
    const { devices: list, troubles } = JSON.parse(await said(fake, ['--json'])) as {
      devices: {
        name: string;
        port: string;
        access: unknown;
        choices: { list: string; lines: string[] }[];
      }[];
      troubles: string[];
    };
    expect(list.map(({ name }) => name)).toEqual([
      'Arduino Uno R3',
      'CH340 serial adapter',
      'CP210x serial adapter',
      'EPSON TM-T20II',
      'SEM USB Keyboard',
      'Dell USB Keyboard',
      'Header of this Raspberry Pi 4 Model B Rev 1.4',
    ]);
    expect(list[0]?.choices[0]).toMatchObject({
      list: 'pads',
      lines: expect.arrayContaining(['    - id: pad-1']),
    });
    expect(troubles).toEqual([]);
  });
});

/** Pads at counters that the lobby has. */
function counted(lobby: string): string {
  return lobby.replaceAll(
    /^ {6}counter: '(\d+)'$/gm,
    (_line, counter) => `      counter: '${((Number(counter) - 1) % 4) + 1}'`,
  );
}
