/** The simulated pad of the command line: what its keys do, and what it says. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { padKind } from '../../drivers/simulate/pad.ts';
import type { TerminalDevice } from '../../drivers/simulate/kind.ts';
import { hex } from './hex.ts';
import { PtyPair } from './rigs.ts';
import { Program } from './simulate-program.ts';

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** All five buttons become inputs that are reported. */
const setUp = bytes('f4 02 0b f4 03 0b f4 04 0b f4 05 0b f4 06 0b d0 01');

describe('keys of a simulated pad', () => {
  let terminal: TerminalDevice;
  let said: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    terminal = padKind.make('firmata');
    terminal.device.receive(setUp);
    said = [];
    terminal.device.onSend((sent) => void said.push(hex(sent)));
  });
  afterEach(() => void vi.useRealTimers());

  it('press buttons, of which the first is the best score', () => {
    expect(terminal.press('5')).toBe('pressed 5');
    expect(terminal.press('1')).toBe('pressed 1');
    vi.advanceTimersByTime(80);
    expect(said).toEqual(['90 78 00', '90 38 00', '90 3c 00', '90 7c 00']);
  });

  it('make the last button stick, and come up again', () => {
    terminal.press('4');
    expect(terminal.press('s')).toBe('faults: stuck 4');
    vi.advanceTimersByTime(1000);
    expect(said).toEqual(['90 74 00']);
    expect(terminal.press('s')).toBe('faults: none');
    expect(said.at(-1)).toBe('90 7c 00');
  });

  it.each([
    ['c', 'faults: chatter'],
    ['g', 'faults: garbage'],
    ['h', 'faults: hung'],
    ['u', 'faults: cableCut'],
  ])('make and mend a fault: %s', (key, text) => {
    expect(terminal.press(key)).toBe(text);
    expect(terminal.press(key)).toBe('faults: none');
  });

  it('reset it', () => {
    expect(terminal.press('x')).toBe('reset');
    expect(said[0]).toBe('f9 02 05');
  });

  it.each(['0', '6', ' ', '', 'a', 'constructor'])('do nothing otherwise: "%s"', (key) => {
    expect(terminal.press(key)).toBe(null);
    expect(said).toEqual([]);
  });

  it('are for boards at the end of a serial line only', () => {
    expect(padKind.models).toEqual(['firmata', 'firmata-mega']);
    expect(padKind.line('firmata-mega').baudRate).toBe(57_600);
    expect(() => padKind.make('keypad')).toThrow(TypeError);
  });

  it('tell of lights and of the buzzer', () => {
    const texts: string[] = [];
    terminal.follow((text) => texts.push(text));
    terminal.device.receive(bytes('f5 0b 01 f5 0b 01 f5 0a 01 f5 0b 00 f5 0c 01'));
    terminal.press('5');
    terminal.press('x');
    expect(texts).toEqual(['armed on', 'buzzer on', 'armed off', 'thanks on', 'thanks off', 'buzzer off']);
  });
});

describe('npm run simulate -- pad', () => {
  it('is a board on a serial port that says when its lights go on', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'simulate-'));
    const pair = new PtyPair(directory, null);
    await pair.start();
    const simulate = new Program('pad', '--port', pair.devicePath, '--model', 'firmata-mega');
    await simulate.says('No terminal here');
    const port = new SerialPort({ path: pair.hostPath, baudRate: 57_600 });
    await once(port, 'open');
    port.write(bytes('f5 0b 01 f0 6d 45 f7'));
    await simulate.says('armed on');
    expect(hex(((await once(port, 'data')) as [Buffer])[0])).toBe('f0 6e 45 02 00 f7');
    const closed = once(port, 'close');
    port.close();
    await closed;
    expect((await simulate.end('SIGINT')).code).toBe(0);
    await pair.stop();
    await rm(directory, { recursive: true });
  });

  it('says in its help what is wired where', async () => {
    const { output } = await new Program('--help').end();
    expect(output).toContain('buttons on pins 2 to 6, lights on 11 (armed) and 12 (thanks), a buzzer on 10');
    expect(output).toContain('firmata, firmata-mega (57600 8N1)');
  });
});
