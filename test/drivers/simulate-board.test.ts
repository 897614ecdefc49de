/** Boards on the command line as a lobby file says them: their size, their addresses, and frames of one's own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { LedBoard } from '../../drivers/board/board.ts';
import type { BoardDevice } from '../../drivers/board/device.ts';
import { openBoards } from '../../drivers/board/open.ts';
import type { FrameTemplate } from '../../drivers/board/template/schema.ts';
import { readCommand } from '../../drivers/simulate/command.ts';
import { UsageError } from '../../drivers/simulate/kind.ts';
import { PtyPair } from './rigs.ts';
import { Program } from './simulate-program.ts';

const ownFrames: FrameTemplate = {
  columns: 8,
  font: 'latin',
  show: ['AA', { address: 1 }, { text: 8 }, { checksum: 'xor8', from: 2 }, '55'],
  answer: 'AA address 06',
};

let directory = '';
let pair: PtyPair;
let closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'simulate-'));
  pair = new PtyPair(directory, null);
  closing = [];
});

afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  await pair.stop();
  await rm(directory, { recursive: true });
});

/** The command on the device's end of the pair. */
async function simulated(...args: string[]): Promise<Program> {
  await pair.start();
  const program = new Program('board', '--port', pair.devicePath, ...args);
  closing.push(() => program.end('SIGKILL'));
  await program.says('No terminal here');
  return program;
}

/** The host's boards on the other end. */
function hosted(...devices: Partial<BoardDevice>[]): LedBoard[] {
  const port = `serial:${pair.hostPath}`;
  const opened = openBoards(
    devices.map((device, index) => ({ id: `board-${index}`, model: 'bx-5k', port, ...device })),
  );
  closing.push(
    ...opened.map(
      ({ board }) =>
        () =>
          board.close(),
    ),
  );
  return opened.map(({ board }) => board);
}

const showOn = (board: LedBoard | undefined, text: string) =>
  board?.show({ rows: [{ runs: [{ text, colour: 'red' }] }] });

const framed = (columns: number, ...rows: string[]) => {
  const edge = `+${'-'.repeat(columns)}+`;
  return [edge, ...rows.map((row) => `|${row.padEnd(columns)}|`), edge].join('\n');
};

async function fileWith(name: string, content: unknown): Promise<string> {
  const path = join(directory, name);
  await writeFile(
    path,
    typeof content === 'string' ? content : stringify(content, { aliasDuplicateObjects: false }),
  );
  return path;
}

/** Why the command line is refused; in this process, since a program of its own takes a second or two to start. */
function refusal(...args: string[]): string {
  try {
    readCommand(['board', '--port', '/dev/none', ...args]);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('npm run simulate -- board', () => {
  it.each([
    ['--width', '192', '--height', '32', { widthDots: 192, heightDots: 32 }, 24],
    ['--columns', '24', '--rows', '2', { model: 'alpha', columns: 24, rows: 2 }, 24],
  ] as const)('takes %s %s %s %s', async (first, wide, second, high, device, columns) => {
    const model = 'model' in device ? device.model : 'bx-5k';
    const simulate = await simulated('--model', model, first, wide, second, high);
    const [board] = hosted(device);
    showOn(board, 'A number that needs room');
    await simulate.says(framed(columns, 'A number that needs room', ''));
    expect(await simulate.end('SIGINT')).toMatchObject({ code: 0 });
  });

  it('answers to its address alone', async () => {
    const simulate = await simulated('--model', 'dm36b06', '--address', '7');
    const [other, own] = hosted({ model: 'dm36b06', address: 1 }, { model: 'dm36b06', address: 7 });
    showOn(other, '111111');
    showOn(own, '777777');
    await simulate.says(framed(6, '777777'));
    const { output } = await simulate.end('SIGINT');
    expect(output).toContain('Modbus-RTU, address 7 on ');
    expect(output).not.toContain('111111');
  });

  it('draws several on one line, each with its address', async () => {
    const simulate = await simulated('--model', 'dm36b06', '--address', '1', '--address', '2');
    const boards = hosted({ model: 'dm36b06', address: 1 }, { model: 'dm36b06', address: 2 });
    showOn(boards[0], 'A001-1');
    showOn(boards[1], 'A002-2');
    await simulate.says(`address 1\n${framed(6, 'A001-1')}\naddress 2\n${framed(6, 'A002-2')}`);
    const { output } = await simulate.end('SIGINT');
    expect(output).toContain('addresses 1, 2 on ');
    expect(output).not.toContain('unknown command');
  });

  it.each([
    ['alone', 'window.yaml', ownFrames, [], 'window'],
    [
      'the only one of a lobby file',
      'lobby.yaml',
      { devices: { boardTemplates: { mine: ownFrames } } },
      [],
      'mine',
    ],
    [
      'one of several of a lobby file, one of which is wrong',
      'lobby.yaml',
      { devices: { boardTemplates: { wrong: {}, mine: ownFrames } } },
      ['--model', 'template:mine'],
      'mine',
    ],
  ])('shows what a description says: %s', async (_, name, content, args, title) => {
    const file = await fileWith(name, content);
    const simulate = await simulated('--template', file, ...args, '--address', '3');
    const [board] = hosted({ model: 'template', template: ownFrames, address: 3 });
    showOn(board, 'A001');
    await simulate.says(framed(8, 'A001'));
    const { output } = await simulate.end('SIGINT');
    expect(output).toContain(`Board of the template ${title} in ${file}, address 3 on ${pair.devicePath}.`);
  });

  it('names the template that comes along, and what its keys are for', () => {
    const named = readCommand(['board', '--port', '/dev/none', '--model', 'template:qt-gb2312']);
    expect(named?.terminal.title).toBe('Board of the template qt-gb2312');
    expect(named?.terminal.press('n')).toBeNull();
  });

  it('makes faults of one board of several at a time', () => {
    const args = ['--model', 'alpha', '--address', '3', '--address', '5'];
    const terminal = readCommand(['board', '--port', '/dev/none', ...args])?.terminal;
    expect(terminal?.keyHelp).toContain('n the next board');
    const said = ['h', 'n', 'm', 'x', 'n', 'h', 'z'].map((key) => terminal?.press(key));
    expect(said).toEqual([
      'address 3: faults: hung',
      'keys are for address 5',
      'address 5: faults: mute',
      'address 5: switched off and on',
      'keys are for address 3',
      'address 3: faults: none',
      null,
    ]);
    expect(terminal?.press('constructor')).toBeNull();
  });

  it.each([
    [['--width', '100'], '--width cannot be "100". Expected: How wide a board of dots is'],
    [['--height', '16.5'], '--height cannot be "16.5"'],
    [['--columns', '8'], '--columns says nothing of bx-5k: its size is in dots; write --width and --height'],
    [['--model', 'alpha', '--width', '64'], '--width says nothing of alpha: its size is in characters'],
    [['--model', 'dm36b06', '--rows', '2'], '--rows says nothing of dm36b06: it has 6 digits'],
    [
      ['--model', 'template:qt-gb2312', '--rows', '2'],
      'of the template qt-gb2312: its template says how large',
    ],
    [['--address', '255'], '--address cannot be "255"; addresses of bx-5k are 1 to 254'],
    [['--address', 'x'], '--address cannot be "x"'],
    [['--address', '2', '--address', '2'], '--address 2 stands there twice'],
    [['--model', 'alpha', '--address', '0', '--address', '1'], 'address 0 is every sign'],
    [['--model', 'alpha-2', '--address', '2', '--address', '1'], 'only one --address: what alpha-2 answers'],
    [['--template', '/none.yaml'], "--template: ENOENT: no such file or directory, open '/none.yaml'"],
    [['--template', '/none.yaml', '--model', 'bx-5k'], '--template describes a board of its own, not bx-5k'],
  ])('refuses %j with the reason', (args, reason) => {
    expect(refusal(...args)).toContain(reason);
  });

  it.each([
    ['no YAML', 'columns: [1\nfont: x', [], ':2:1: not valid YAML: '],
    ['nothing', '', [], ':1:1: Nothing stands here. Expected: The frames of a board'],
    ['an alias', 'columns: 4\nfont: *x', [], ':2:7: Aliases (*x) are not used'],
    ['no template', { devices: {} }, [], ' describes no board under devices.boardTemplates'],
    [
      'several templates',
      { devices: { boardTemplates: { one: ownFrames, two: ownFrames } } },
      [],
      ' describes 2 boards; write --model template:one or --model template:two',
    ],
    [
      'another template',
      { devices: { boardTemplates: { one: ownFrames } } },
      ['--model', 'template:two'],
      ' describes no "two"; write --model template:one',
    ],
    ['a nameless one', ownFrames, ['--model', 'template:two'], ' is one description, which has no name'],
    [
      'a missing key',
      { columns: 4, font: 'latin' },
      [],
      ':1:1: "show" is missing. Expected: The frame that makes',
    ],
    [
      'an unknown key far down',
      { devices: { boardTemplates: { one: { ...ownFrames, show: ['AA', { addres: 1 }] } } } },
      [],
      ': devices.boardTemplates.one.show[1].addres: Unknown key; known here are address, text,',
    ],
    [
      'bytes without quotes',
      'columns: 4\nfont: latin\nshow: [55, { text: 4 }]',
      [],
      ':3:8: show[0]: The number 55 does not fit. Expected: Bytes in hex and in quotes',
    ],
    [
      'what only the whole can tell',
      { ...ownFrames, show: ['AA', { rest: 8 }] },
      [],
      ': show[1].rest: Nothing says where this text ends',
    ],
    [
      'no address for several',
      { ...ownFrames, answer: '06' },
      ['--address', '1', '--address', '2'],
      'told apart by it, and own has none in answer',
    ],
  ])('refuses a description with %s, and says where', async (_, content, args, reason) => {
    const file = await fileWith('own.yaml', content);
    const output = refusal('--template', file, ...args);
    expect(output).toContain(reason.startsWith(':') && /^:\d/.test(reason) ? `${file}${reason}` : reason);
  });

  it('says every fault of a description', async () => {
    const entries = Array.from({ length: 9 }, () => 'GG');
    const output = refusal('--template', await fileWith('own.yaml', { ...ownFrames, show: entries }));
    expect(output.match(/"GG" does not fit/g)).toHaveLength(9);
  });

  it('says that its port went away, and goes on when it is back', async () => {
    const simulate = await simulated();
    const [board] = hosted({});
    showOn(board, 'A001');
    await simulate.says('|A001 ');
    await pair.stop();
    await simulate.says(`${pair.devicePath} went away (`);
    await pair.start();
    await simulate.says(`${pair.devicePath} is back.`);
    showOn(board, 'A002');
    await simulate.says('|A002 ');
    const { code, output } = await simulate.end('SIGINT');
    expect(code).toBe(0);
    expect(output.match(/went away/g)).toHaveLength(1);
    expect(output).not.toContain('cannot be opened');
  });

  it('ends at once while it waits for its port', async () => {
    const simulate = await simulated();
    await pair.stop();
    await simulate.says('waiting for it to come back.');
    expect(await simulate.end('SIGTERM')).toMatchObject({ code: 0 });
  });
});
