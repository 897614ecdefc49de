/** `npm run devices` on machines that are made up: what it recognises, and under which name. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { find } from '../../../drivers/find/find.ts';
import type { Found } from '../../../drivers/find/found.ts';
import { epsonId, FakeMachine, keyboardKeys, numpadKeys, plugged } from './fake-machine.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

async function findOn(fake: FakeMachine) {
  fake.usePrograms();
  return find(fake.machine);
}

const brief = ({ name, port, choices }: Found) => ({ name, port, as: choices.map(({ list }) => list) });

const byId = 'serial:/dev/serial/by-id';
const byPath = 'serial:/dev/serial/by-path/platform-soc.usb-usb-0';

describe('serial ports', () => {
  it('knows an Arduino, and calls its port by its serial number', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyACM0', plugged.uno);
    const { found, troubles } = await findOn(fake);
    const port = `${byId}/usb-Arduino__www.arduino.cc__0043_75833353035351B0A1C2-if00`;
    expect(found.map(brief)).toEqual([{ name: 'Arduino Uno R3', port, as: ['pads'] }]);
    expect(found[0]).toMatchObject({
      node: '/dev/ttyACM0',
      access: { state: 'free' },
      notes: [],
      isAskable: true,
    });
    expect(troubles).toEqual([]);
  });

  it('calls adapters without a serial number by their sockets, and cannot say what is behind them', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyUSB0', plugged.ch340);
    fake.serial('ttyUSB1', { ...plugged.ch340, socket: '1-1.3' });
    const { found } = await findOn(fake);
    const as = ['pads', 'boards', 'printers'];
    expect(found.map(brief)).toEqual([
      { name: 'CH340 serial adapter', port: `${byPath}:1.2:1.0-port0`, as },
      { name: 'CH340 serial adapter', port: `${byPath}:1.3:1.0-port0`, as },
    ]);
    expect(found[0]?.notes).toEqual([expect.stringMatching(/no serial number.*socket/)]);
  });

  it('does not believe a serial number that two adapters have', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyUSB0', plugged.cp2102);
    const alone = await findOn(fake);
    fake.serial('ttyUSB1', { ...plugged.cp2102, socket: '1-1.2' });
    const both = await findOn(fake);
    expect(alone.found.map(({ port }) => port)).toEqual([expect.stringContaining('/by-id/')]);
    expect(both.found.map(({ port }) => port)).toEqual([
      `${byPath}:1.3:1.0-port0`,
      `${byPath}:1.2:1.0-port0`,
    ]);
    expect(both.found[0]?.notes).toEqual([expect.stringMatching(/same serial number/)]);
  });

  it('takes the older one of two names by path, which both releases of Debian have', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyUSB0', plugged.ch340);
    fake.link('dev/serial/by-path/platform-soc.usb-usbv2-0:1.2:1.0-port0', 'dev/ttyUSB0');
    const { found } = await findOn(fake);
    expect(found[0]?.port).toBe(`${byPath}:1.2:1.0-port0`);
  });

  it('finds them without udev as well', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyACM0', plugged.uno);
    const asked = await findOn(fake);
    // serialport mostly hears nothing of a program that fails, and lists nothing.
    fake.program('udevadm', 'exit 3');
    const failing = await findOn(fake);
    vi.stubEnv('PATH', fake.dir);
    const missing = await find(fake.machine);
    expect(failing.found).toEqual(asked.found);
    expect(missing.found).toEqual(asked.found);
    expect(missing.troubles).toEqual([expect.stringMatching(/there is no udevadm/)]);
  });

  it('believes udev about ports that /sys says nothing of', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyACM0', plugged.uno);
    fake.usePrograms();
    const { found } = await find({ ...fake.machine, sys: `${fake.dir}/none` });
    expect(found.map(brief)).toEqual([
      { name: 'Arduino Uno R3', port: expect.stringMatching(/by-id\/.*B0A1C2-if00$/), as: ['pads'] },
    ]);
  });

  it('says why it has no name by its serial number', async () => {
    const fake = new FakeMachine();
    fake.serial('ttyACM0', plugged.uno);
    fake.remove('dev/serial/by-id');
    const { found } = await findOn(fake);
    expect(found[0]).toMatchObject({
      port: `${byPath}:1.1:1.0`,
      notes: [expect.stringMatching(/^udev has no name/)],
    });
    fake.remove('dev/serial');
    const { found: bare } = await findOn(fake);
    expect(bare[0]).toMatchObject({
      port: 'serial:/dev/ttyACM0',
      notes: [expect.stringMatching(/^No lasting name/)],
    });
  });

  it('leaves out ports that were never built in, and does not offer the console', async () => {
    const fake = new FakeMachine();
    for (const [name, type] of Object.entries({ ttyS0: '4', ttyS1: '0', ttyAMA0: '32' })) {
      fake.write(`sys/class/tty/${name}/type`, `${type}\n`);
      fake.write(`dev/${name}`, '');
    }
    fake.write('sys/class/tty/console/active', 'tty0 ttyAMA0\n');
    const { found } = await findOn(fake);
    expect(found.map(brief)).toEqual([
      { name: 'Serial port of this machine', port: 'serial:/dev/ttyAMA0', as: [] },
      { name: 'Serial port of this machine', port: 'serial:/dev/ttyS0', as: ['boards', 'printers'] },
    ]);
    expect(found[0]?.notes).toEqual([expect.stringMatching(/console/)]);
  });

  it('says which adapters have no port, and why', async () => {
    const fake = new FakeMachine();
    const part = fake.usb(plugged.ch340, 'ff');
    fake.link(`${part}/driver`, 'sys/bus/usb/drivers/usbfs');
    fake.usb(plugged.uno, '02');
    fake.usb(plugged.numpad, '03');
    const { found, troubles } = await findOn(fake);
    expect(found).toEqual([]);
    expect(troubles).toEqual([
      expect.stringMatching(/^Arduino Uno R3 \(2341:0043\) has no serial port. See: sudo dmesg/),
      expect.stringMatching(/^CH340 serial adapter \(1a86:7523\) has no serial port.*brltty/),
    ]);
  });
});

describe('printers on USB', () => {
  it('knows one by what it says of itself', async () => {
    const fake = new FakeMachine();
    fake.printer('lp0', plugged.epson, epsonId);
    fake.printer(
      'lp1',
      { socket: '1-1.2', id: '0416:5011', maker: 'STMicroelectronics', title: 'POS58 Printer USB' },
      '',
    );
    const { found } = await findOn(fake);
    expect(found.map(brief)).toEqual([
      { name: 'EPSON TM-T20II', port: 'usb:/dev/usb/lp0', as: ['printers'] },
      {
        name: '58 mm receipt printer (POS58): STMicroelectronics POS58 Printer USB',
        port: 'usb:/dev/usb/lp1',
        as: ['printers'],
      },
    ]);
    const models = found.map(({ choices }) => choices[0]?.entry.find(([key]) => key === 'model')?.[1]);
    expect(models).toEqual(['epson-tm-t20', 'escpos-58']);
    expect(found[0]?.notes).toEqual([expect.stringMatching(/several/)]);
  });

  it.each([
    [
      'of pages',
      plugged.epson,
      'MFG:EPSON;CMD:ESCPL2,BDC,D4,D4PX;MDL:WF-2540 Series;CLS:PRINTER;',
      /prints pages/,
    ],
    ['of Star', { socket: '1-1', id: '0519:0003' }, 'MFG:Star;MDL:TSP143;CLS:PRINTER;', /own language/],
  ] as const)('offers none %s', async (_what, device, id, why) => {
    const fake = new FakeMachine();
    fake.printer('lp0', device, id);
    const { found } = await findOn(fake);
    expect(found.map(({ choices, notes }) => ({ choices, notes }))).toEqual([
      { choices: [], notes: [expect.stringMatching(why)] },
    ]);
  });

  it('says when the kernel has not taken a printer, or had it taken away', async () => {
    const fake = new FakeMachine();
    const taken = fake.usb(plugged.epson, '07');
    fake.link(`${taken}/driver`, 'sys/bus/usb/drivers/usbfs');
    fake.usb({ socket: '1-2', id: '0fe6:811e' }, '07');
    const { troubles } = await findOn(fake);
    expect(troubles).toEqual([
      expect.stringMatching(/^Epson printer \(04b8:0e15\) is a printer without.*CUPS/),
      expect.stringMatching(/^Receipt printer .*modprobe usblp/),
    ]);
  });
});

describe('keypads', () => {
  it('tells a keypad from a keyboard, and takes the keys that it has', async () => {
    const fake = new FakeMachine();
    fake.keys('event3', plugged.numpad, numpadKeys);
    fake.keys(
      'event4',
      { socket: '1-2', id: '413c:2105', maker: 'Dell', title: 'USB Keyboard' },
      keyboardKeys,
    );
    const { found } = await findOn(fake);
    expect(found.map(brief)).toEqual([
      {
        name: 'SEM USB Keyboard',
        port: 'input:/dev/input/by-id/usb-SEM_USB_Keyboard-event-kbd',
        as: ['pads'],
      },
      { name: 'Dell USB Keyboard', port: 'input:/dev/input/by-id/usb-Dell_USB_Keyboard-event-kbd', as: [] },
    ]);
    expect(found[0]?.choices[0]?.entry.at(-1)).toEqual([
      'buttons',
      expect.stringMatching(/KP5.*rate:5.*\n.*KP4/),
    ]);
  });

  it('calls two that are alike by their sockets', async () => {
    const fake = new FakeMachine();
    fake.keys('event3', plugged.numpad, numpadKeys);
    fake.keys('event4', { ...plugged.numpad, socket: '1-1.6' }, numpadKeys);
    const { found } = await findOn(fake);
    const ports = ['5', '6'].map(
      (socket) => `input:/dev/input/by-path/platform-soc.usb-usb-0:1.${socket}:1.0-event-kbd`,
    );
    expect(found.map(({ port }) => port)).toEqual(ports);
    expect(found[0]?.notes).toEqual([expect.stringMatching(/two of its kind/)]);
  });

  it('believes the number that Storm shares with others only beside its name', async () => {
    const fake = new FakeMachine();
    fake.keys(
      'event1',
      { socket: '1-1', id: '2047:0900', maker: 'Storm Interface', title: 'AudioNav' },
      '1680 0 0 10000000',
    );
    fake.keys('event2', { socket: '1-2', id: '2047:0401', maker: 'Somebody', title: 'Thing' }, numpadKeys);
    const { found } = await findOn(fake);
    expect(found.map(({ name }) => name)).toEqual([
      'Storm keypad: Storm Interface AudioNav',
      'Somebody Thing',
    ]);
  });
});

describe("a Raspberry Pi's header", () => {
  it('finds it by the label of its chip', async () => {
    const fake = pi();
    fake.write('dev/gpiochip4', '');
    fake.program(
      'gpiodetect',
      "echo 'gpiochip0 [gpio-brcmstb@107d508500] (32 lines)'\necho 'gpiochip4 [pinctrl-rp1] (54 lines)'",
    );
    const { found } = await findOn(fake);
    expect(found).toMatchObject([
      { name: 'Header of this Raspberry Pi 5 Model B Rev 1.0', port: 'gpio:', node: '/dev/gpiochip4' },
    ]);
    expect(found[0]?.choices).toHaveLength(1);
  });

  it('says what is missing for it', async () => {
    const fake = pi();
    const without = await findOn(fake);
    expect(without.found).toMatchObject([
      { choices: [], notes: [expect.stringMatching(/sudo apt install gpiod/)] },
    ]);
    fake.program('gpiodetect', 'exit 1');
    const closed = await findOn(fake);
    expect(closed.found).toMatchObject([{ choices: [], notes: [expect.stringMatching(/shows no chip/)] }]);
  });

  it('does not take the chip of a PC for one', async () => {
    const fake = new FakeMachine();
    fake.program('gpiodetect', "echo 'gpiochip0 [INT34C5:00] (463 lines)'");
    expect((await findOn(fake)).found).toEqual([]);
  });
});

function pi(): FakeMachine {
  const fake = new FakeMachine();
  fake.write('proc/device-tree/model', 'Raspberry Pi 5 Model B Rev 1.0\0');
  fake.write('dev/gpiochip0', '');
  return fake;
}
