/** Whether a device may be opened, and by whom it is used, without opening it. */
import { chmodSync, chownSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { describe, expect, it } from 'vitest';
import { accessTo } from '../../../drivers/find/access.ts';
import { thisMachine } from '../../../drivers/find/machine.ts';
import { serialPair } from '../../support/serial-pair.ts';
import { tempDir } from '../../support/temp.ts';
import { FakeMachine, plugged } from './fake-machine.ts';

function port() {
  const fake = new FakeMachine();
  fake.serial('ttyACM0', plugged.uno);
  return { fake, node: join(fake.dir, 'dev/ttyACM0') };
}

const hex = (value: number) => value.toString(16).padStart(2, '0');

describe('access to a device', () => {
  it('is free, or there is no node', () => {
    const { fake, node } = port();
    expect(accessTo(fake.machine, node)).toEqual({ state: 'free' });
    expect(accessTo(fake.machine, `${node}9`)).toEqual({ state: 'no-node' });
  });

  it('is gone when it is unplugged while we look', () => {
    const { fake, node } = port();
    // The rest of a machine is looked at after the node, and before the question whether it may be opened.
    const machine = {
      ...fake.machine,
      mayOpen: (path: string, isReadOnly: boolean) => thisMachine.mayOpen(`${path}9`, isReadOnly),
    };
    expect(accessTo(machine, node)).toEqual({ state: 'no-node' });
    const folder = { ...fake.machine, mayOpen: () => thisMachine.mayOpen(`${node}/inside`, true) };
    expect(accessTo(folder, node)).toEqual({ state: 'no-node' });
  });

  it.runIf(process.getuid?.() === 0)('is denied, and the group is named that has it', () => {
    const { fake, node } = port();
    const machine = { ...fake.machine, mayOpen: () => false };
    chownSync(node, 0, 20);
    chmodSync(node, 0o660);
    expect(accessTo(machine, node)).toEqual({ state: 'denied', group: 'dialout' });
    chmodSync(node, 0o600);
    expect(accessTo(machine, node)).toEqual({ state: 'denied', group: null });
  });

  it('is taken by whoever has locked it, as /proc/locks says', () => {
    const { fake, node } = port();
    const { dev, ino } = statSync(node);
    const place = `${hex((dev >> 8) & 0xfff)}:${hex((dev & 0xff) | ((dev >> 12) & 0xfff00))}:${ino}`;
    fake.write(
      'proc/locks',
      `1: POSIX  ADVISORY  READ  17 00:19:4 128 128\n2: FLOCK  ADVISORY  WRITE 4711 ${place} 0 EOF\n`,
    );
    fake.write('proc/4711/cmdline', 'node\0--v8-pool-size=1\0firmware-host/main.js\0');
    expect(accessTo(fake.machine, node)).toEqual({
      state: 'taken',
      by: { pid: 4711, name: 'a running Foyer' },
    });
  });

  it('is taken by whoever has it open', () => {
    const { fake, node } = port();
    fake.absoluteLink('proc/99/fd/7', `${node}9`);
    fake.absoluteLink('proc/100/fd/7', node);
    fake.write('proc/100/comm', 'minicom\n');
    expect(accessTo(fake.machine, node)).toEqual({ state: 'taken', by: { pid: 100, name: 'minicom' } });
  });

  it('knows the programs that Foyer has started', () => {
    const { fake, node } = port();
    fake.absoluteLink('proc/100/fd/0', node);
    fake.write('proc/100/status', 'Name:\tcat\nPid:\t100\nPPid:\t90\nTracerPid:\t0\n');
    fake.write('proc/90/cmdline', 'node\0firmware-host/main.js\0');
    expect(accessTo(fake.machine, node)).toMatchObject({ by: { pid: 100, name: 'a running Foyer' } });
  });

  it('sees the lock of a real serial port', async () => {
    const { host } = await serialPair(tempDir());
    const fake = new FakeMachine();
    // The rest of /proc would tell that socat has the terminal open as well.
    fake.absoluteLink('proc/locks', '/proc/locks');
    const { machine } = fake;
    const opened = new SerialPort({ path: host, baudRate: 57_600, autoOpen: false });
    const before = accessTo(machine, host);
    await new Promise<void>((resolve, reject) => {
      opened.open((error) => (error ? reject(error) : resolve()));
    });
    const during = accessTo(machine, host);
    await new Promise<void>((resolve) => opened.close(() => resolve()));
    expect(before).toEqual({ state: 'free' });
    expect(during).toMatchObject({ state: 'taken', by: { pid: process.pid } });
  });
});
