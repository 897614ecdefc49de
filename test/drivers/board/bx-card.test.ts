import { beforeEach, describe, expect, it, vi, afterEach } from 'vitest';
import { boardAsText } from '../../../drivers/board/board-as-text.ts';
import {
  deleteAllAreas,
  encodeArea,
  ping,
  readAnswer,
  replaceAreas,
  type AreaText,
} from '../../../drivers/board/bx/commands.ts';
import {
  encodeFrame,
  FrameParser,
  hostAddress,
  toAll,
  toAllSilently,
} from '../../../drivers/board/bx/frame.ts';
import { readRequest } from '../../../drivers/board/bx/requests.ts';
import { BxCard } from '../../../drivers/board/bx/card.ts';
import { bxFace } from '../../../drivers/board/bx/font.ts';
import { encodeRuns } from '../../../drivers/board/bx/markup.ts';
import { fitRow } from '../../../drivers/board/fit.ts';
import type { BoardRow } from '../../../drivers/board/board.ts';
import { boardModels } from '../../../drivers/board/models.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { fixture, hex } from '../hex.ts';

const seed = seedOf('bx-card');

const model = boardModels['bx-5k'];
const size = { widthDots: 128, heightDots: 64 };

const area = (id: number, text: string) => ({
  id,
  x: 0,
  y: id * 16,
  width: 128,
  height: 16,
  text: Buffer.from(text, 'latin1'),
  scroll: false,
});

const encodeAreas = (areas: readonly AreaText[]) => replaceAreas(areas.map((one) => encodeArea(one, model)));

const goldenRows: readonly BoardRow[] = [
  { runs: [{ text: '请 A012 到', colour: 'red' }] },
  {
    runs: [
      { text: '3', colour: 'green' },
      { text: '号窗口', colour: 'amber' },
    ],
  },
];

const rest = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('simulated board', () => {
  let board: BxCard;
  let answers: string[];

  beforeEach(() => start(0));
  afterEach(() => void vi.useRealTimers());

  function start(pace: number): void {
    board = new BxCard(model, size, { pace });
    answers = [];
    const parser = new FrameParser();
    board.onSend((bytes) => {
      for (const parsed of parser.push(bytes)) {
        const answer = parsed.kind === 'frame' ? readAnswer(parsed.frame.data) : null;
        answers.push(answer?.kind === 'refused' ? `refused ${answer.error}` : (answer?.kind ?? parsed.kind));
      }
    });
  }

  function send(data: Uint8Array, to = 1): string[] {
    board.receive(encodeFrame({ to, from: hostAddress, data }));
    return answers.splice(0);
  }

  it('shows the golden frames, and answers them in golden bytes', () => {
    const sent: string[] = [];
    board.onSend((bytes) => sent.push(hex(bytes)));
    const golden = fixture('../board/bx5k.hex');
    board.receive(golden.subarray(0, 200));
    board.receive(golden.subarray(200));
    expect(board.areas).toEqual(
      goldenRows.map(({ runs }, id) => ({ id, x: 0, y: id * 16, width: 128, height: 16, runs })),
    );
    expect(board.picture.brightness).toBe(80);
    const acknowledged =
      'a5 a5 a5 a5 a5 a5 a5 a5 00 80 01 00 00 00 00 00 00 00 fe 02 05 00 a0 00 00 00 00 64 dc 5a';
    // The acknowledgement among the golden frames is for the host, not for the board.
    expect(sent).toEqual(Array.from({ length: 4 }, () => acknowledged));
    expect(board.unknownCommands).toEqual([]);
  });

  it('is told of areas as in the golden frame', () => {
    const areas = [area(0, ''), area(1, '')].map((place, row) => ({
      ...place,
      text: encodeRuns(fitRow(goldenRows[row] ?? { runs: [] }, bxFace({ columns: 16, rows: 4 }))),
    }));
    const frame = encodeFrame({ to: 1, from: hostAddress, data: encodeAreas(areas) });
    expect(hex(frame)).toBe(hex(fixture('../board/bx5k.hex').subarray(-frame.length)));
  });

  it('shows an area that others have sent, and a 6K card places it to the dot', () => {
    board.receive(fixture('../board/bx-area.hex'));
    const text = { runs: [{ text: "012345QRSTTV'B", colour: 'red' }], scroll: true };
    expect([answers, board.areas]).toEqual([
      ['acknowledged'],
      [{ id: 0, x: 0, y: 0, width: 192, height: 32, ...text }],
    ]);
    const newer = new BxCard(boardModels['bx-6k'], size, { pace: 0 });
    const places = { ...area(3, 'A'), x: 8, width: 48 };
    const data = replaceAreas([encodeArea(places, boardModels['bx-6k'])]);
    expect(hex(data.subarray(9, 18))).toBe('00 08 00 30 00 30 00 10 00');
    newer.receive(encodeFrame({ to: 1, from: hostAddress, data }));
    expect(newer.areas).toMatchObject([{ id: 3, x: 8, y: 48, width: 48, height: 16 }]);
  });

  it.each([
    ['a group it does not have', 'b0 00 01 00 00', 'refused 1'],
    ['a command it does not have', 'a3 7f 01 00 00', 'refused 2'],
    ['nothing at all', '', undefined],
    ['an area that breaks off', 'a3 06 01 03 00 00 01 1b 00', 'refused 2'],
    ['an area that says another length', `a3 06 01 1f 00 00 01 1b 00 ${'00'.repeat(26)} 01`, 'refused 2'],
    ['more than it said', 'a3 06 01 03 00 00 00 00', 'refused 2'],
    ['no brightness', 'a3 02 01 00 00', 'refused 2'],
    ['the clock', 'a2 03 01 00 00', 'acknowledged'],
    ['no wish for an answer', 'a2 00 02 00 00', undefined],
  ])('answers to %s', (_, data, answer) => {
    expect(send(rest(data))).toEqual(answer === undefined ? [] : [answer]);
  });

  it('refuses a damaged frame, an overlong one, and more areas than it keeps', () => {
    const frame = encodeFrame({ to: 1, from: hostAddress, data: ping });
    frame[frame.length - 2] = 0x00;
    board.receive(frame);
    expect(answers.splice(0)).toEqual(['refused 5']);
    expect(send(encodeAreas([area(0, 'A'.repeat(1024))]))).toEqual(['refused 4']);
    for (let id = 0; id < 32; id++) expect(send(encodeAreas([area(id, 'A')]))).toEqual(['acknowledged']);
    expect(send(encodeAreas([area(32, 'A')]))).toEqual(['refused 4']);
    expect(board.areas).toHaveLength(32);
  });

  it('deletes all areas, or those that are named', () => {
    const fill = () => send(encodeAreas([area(0, 'A'), area(1, 'B'), area(2, 'C')]));
    fill();
    send(rest('a3 06 01 04 00 02 00 02 00'));
    expect(board.areas.map(({ id }) => id)).toEqual([1]);
    send(deleteAllAreas);
    expect(board.areas).toEqual([]);
    fill();
    send(rest('a3 10 01 00 00'));
    expect(board.areas).toEqual([]);
  });

  it('obeys frames for all without an answer, for any with one, for others not', () => {
    const data = encodeAreas([area(0, 'A')]);
    expect([send(data, 2), board.areas.length]).toEqual([[], 0]);
    expect([send(data, toAllSilently), board.areas.length]).toEqual([[], 1]);
    expect([send(deleteAllAreas, toAll), board.areas.length]).toEqual([['acknowledged'], 0]);
  });

  it('keeps its areas while it is dark or cut off, and forgets them without power', () => {
    send(encodeAreas([area(0, 'A')]));
    send(rest('a3 00 01 01 00 02'));
    expect([board.picture.isLit, board.areas.length]).toEqual([false, 1]);
    board.setFaults({ cableCut: true });
    expect([send(deleteAllAreas), board.areas.length, board.plugged]).toEqual([[], 1, false]);
    board.setFaults({ cableCut: false, mute: true });
    expect([send(encodeAreas([area(1, 'B')])), board.areas.length]).toEqual([[], 2]);
    board.setFaults({ mute: false, hung: true });
    expect([send(deleteAllAreas), board.areas.length]).toEqual([[], 2]);
    board.setFaults({ hung: false });
    expect([board.areas.length, board.picture.isLit]).toEqual([0, true]);
  });

  it('takes the time that a wire and a card take', () => {
    vi.useFakeTimers();
    start(1);
    // Thirty bytes at 57600 baud are 5.2 ms, there and back, and 20 ms for the card; the second one comes while it thinks.
    board.receive(Buffer.concat([ping, ping].map((data) => encodeFrame({ to: 1, from: hostAddress, data }))));
    const counts = [29, 2, 23, 3].map((ms) => {
      vi.advanceTimersByTime(ms);
      return answers.length;
    });
    expect(counts).toEqual([0, 1, 1, 2]);
    send(ping);
    board.setFaults({ hung: true });
    vi.advanceTimersByTime(1000);
    expect([answers, vi.getTimerCount()]).toEqual([[], 0]);
  });

  it(`survives any request, seed ${seed}`, () => {
    const random = seeded(seed);
    const good = encodeAreas([area(0, '\\C1A'), area(1, 'B')]);
    for (let round = 0; round < 20_000; round++) {
      const data = Buffer.from(good.subarray(0, Math.floor(random() * (good.length + 1))));
      for (let change = 0; change < 3 && data.length > 0; change++)
        data[Math.floor(random() * data.length)] = Math.floor(random() * 256);
      expect(['refused', 'areas', 'nothing', 'clear', 'power', 'brightness']).toContain(
        readRequest(data).kind,
      );
      send(data);
    }
    expect(board.areas.length).toBeLessThanOrEqual(32);
  });

  it(`survives a million bytes of rubbish, and then understands a good frame, seed ${seed}`, () => {
    const random = seeded(seed);
    const special = [0xa5, 0xa6, 0x5a, 0x5b];
    for (let at = 0; at < 1_000_000; at += 1000)
      board.receive(
        Buffer.from(
          Array.from({ length: 1000 }, () =>
            random() < 0.3 ? (special[Math.floor(random() * 4)] ?? 0) : Math.floor(random() * 256),
          ),
        ),
      );
    answers = [];
    expect([send(encodeAreas([area(0, 'A')])), board.areas.map(({ id }) => id)]).toEqual([
      ['acknowledged'],
      [0],
    ]);
  });

  it.each([0xa5, 0xa6, 0x5a, 0x5b])(
    'shows nothing of frames full of %i, and then what it is sent',
    (byte) => {
      board.receive(Buffer.alloc(20_000, byte));
      expect([answers.splice(0), board.areas]).toEqual([[], []]);
      const text = Buffer.alloc(60, byte);
      expect(send(replaceAreas([encodeArea({ ...area(0, ''), text }, model)]))).toEqual(['acknowledged']);
      expect(board.areas).toHaveLength(1);
    },
  );

  it('is drawn for a terminal', () => {
    board = new BxCard(model, { widthDots: 64, heightDots: 48 }, { pace: 0 });
    send(
      encodeAreas([
        { ...area(0, '\\C1A\\C2012'), width: 64 },
        { ...area(2, 'ABCDEFGH'), x: 32, width: 32 },
      ]),
    );
    expect(boardAsText(board.picture).split('\n')).toEqual([
      '+--------+',
      '|A012    |',
      '|        |',
      '|    ABCD|',
      '+--------+',
      '',
    ]);
    send(rest('a3 00 01 01 00 02'));
    expect(boardAsText(board.picture)).toContain('|        |\n|        |\n|        |');
  });
});
