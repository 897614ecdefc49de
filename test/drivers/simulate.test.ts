/** The command line, on a pair of pseudo-terminals, with the driver at the other end. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBoards } from '../../drivers/board/open.ts';
import { openPrinter } from '../../drivers/printer/open.ts';
import { shipped } from './board/templates.ts';
import { shortTicket } from './printer/documents.ts';
import { statusOf } from './printer/status-of.ts';
import { PtyPair } from './rigs.ts';
import { Program } from './simulate-program.ts';

describe('npm run simulate', () => {
  it('prints on the terminal what a host sends, and ends when it is interrupted', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'simulate-'));
    const pair = new PtyPair(directory, null);
    await pair.start();
    const simulate = new Program('printer', '--port', pair.devicePath, '--model', 'escpos-80');
    await simulate.says('No terminal here');
    const { printer, simulator } = openPrinter({
      id: 'front',
      model: 'escpos-80',
      port: `serial:${pair.hostPath}`,
    });
    await statusOf(printer, ({ connected }) => connected);
    expect(await printer.print(shortTicket('A001'))).toMatchObject({ state: 'printed', proof: 'confirmed' });
    await simulate.says('END A001');
    const { code, output } = await simulate.end('SIGINT');
    expect({ code, simulator }).toEqual({ code: 0, simulator: null });
    expect(output).toContain('[QR https://q.example.cn/A001]');
    expect(output).not.toContain('unknown command');
    await printer.close();
    await pair.stop();
    await rm(directory, { recursive: true });
  });

  it.each([
    ['bx-5k', { model: 'bx-5k' }, '请A001', '|请A001          |'],
    ['alpha-2', { model: 'alpha-2' }, 'NOW A001', '|NOW A001        |'],
    ['dm36b06', { model: 'dm36b06' }, 'A001-4', '|A001-4|'],
    [
      'template:qt-gb2312',
      { model: 'template', template: shipped('qt-gb2312') },
      '请A001',
      '|请A001          |',
    ],
  ] as const)('shows %s in the terminal, as its frames say', async (name, device, text, row) => {
    const directory = await mkdtemp(join(tmpdir(), 'simulate-'));
    const pair = new PtyPair(directory, null);
    await pair.start();
    const simulate = new Program('board', '--model', name, '--port', pair.devicePath);
    await simulate.says('No terminal here');
    const [opened] = openBoards([{ id: 'main', port: `serial:${pair.hostPath}`, ...device }]);
    opened?.board.show({ rows: [{ runs: [{ text, colour: 'amber' }] }] });
    await simulate.says(row);
    const { code, output } = await simulate.end('SIGINT');
    expect(code).toBe(0);
    expect(output).not.toContain('unknown command');
    await opened?.board.close();
    await pair.stop();
    await rm(directory, { recursive: true });
  });

  it.each([
    [['--help'], 0, /printer {2}p paper out.*\n.*board {4}h hung.*\n.*pad {6}5 to 1/],
    [[], 1, /cannot simulate ""; there are printer, board, pad.*--help/],
    [['lamp', '--port', '/dev/none'], 1, /cannot simulate "lamp"/],
    [
      ['board', '--port', '/dev/none', '--model', 'x'],
      1,
      /no model "x"; known are bx-5k, .*template:id-hi-lo-sum, /,
    ],
    [
      ['board', '--port', '/dev/none', '--model', 'template'],
      1,
      /no model "template"; known are bx-5k, .*template/,
    ],
    [['--help'], 0, /bx-5k, bx-6k \(57600 8N1\)\n *alpha, alpha-2 \(9600 7E1\)\n *dm56a04,/],
    [['pad', '--port', '/dev/none'], 1, /'\/dev\/none'/],
    [['printer'], 1, /needs --port/],
    [['printer', '--port', '/dev/none'], 1, /no such file or directory.*'\/dev\/none'/],
    [['printer', '--port', '/dev/none', '--model', 'x'], 1, /no model "x"; known are escpos-58, .*escpos-80/],
    [['printer', '--port', '/dev/none', '--baud', 'x'], 1, /"baudRate" is "x"/],
    [['printer', '--speed', '9'], 1, /Unknown option '--speed'/],
    [
      ['printer', '--port', '/dev/none', '--address', '2'],
      1,
      /--address is for boards; a printer has --port/,
    ],
    [['pad', '--port', '/dev/none', '--template', 'x'], 1, /--template is for boards; a pad has --port/],
  ])('answers %j', async (args, code, text) => {
    expect(await new Program(...args).end()).toEqual({ code, output: expect.stringMatching(text) });
  });
});
