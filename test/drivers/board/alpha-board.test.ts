/** Alpha signs through the driver and a line, on a simulated wire and a fake clock. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePacket, PacketParser } from '../../../drivers/board/alpha/packet.ts';
import { AlphaSign } from '../../../drivers/board/alpha/sign.ts';
import { alphaCodec } from '../../../drivers/board/alpha/codec.ts';
import { boardAsText } from '../../../drivers/board/board-as-text.ts';
import type { BoardContent, LedBoard } from '../../../drivers/board/board.ts';
import type { BoardDevice } from '../../../drivers/board/device.ts';
import { boardModels } from '../../../drivers/board/models.ts';
import { openBoards } from '../../../drivers/board/open.ts';

const device = {
  id: 'sign',
  model: 'alpha-2',
  port: 'simulated:',
  columns: 10,
  rows: 2,
} as const satisfies BoardDevice;

const red = (text: string) => ({ runs: [{ text, colour: 'red' as const }] });
const content = (...texts: string[]): BoardContent => ({ rows: texts.map(red) });

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('an Alpha sign that is kept', () => {
  let board: LedBoard;
  let sign: AlphaSign;
  /** Commands that have reached the sign since they were last looked at. */
  let heard: string[];
  /** So many packets lose a bit from now on. */
  let damages = 0;

  beforeEach(() => void vi.useFakeTimers());
  afterEach(async () => {
    await board.close();
    vi.useRealTimers();
  });

  async function open(given: BoardDevice = device): Promise<void> {
    const [opened] = openBoards([given]);
    if (!(opened?.simulator instanceof AlphaSign)) throw new Error('there is no simulated sign');
    ({ board, simulator: sign } = { ...opened, simulator: opened.simulator });
    [heard, damages] = [[], 0];
    const parser = new PacketParser();
    const receive = sign.receive.bind(sign);
    sign.receive = (sent) => {
      const bytes =
        damages-- > 0 ? sent.map((byte, index) => (index === sent.length - 9 ? byte ^ 1 : byte)) : sent;
      for (const parsed of parser.push(bytes))
        heard.push(parsed.kind === 'packet' ? parsed.data.toString('latin1') : 'damaged');
      receive(bytes);
    };
    await pass(1000);
  }

  const shown = () =>
    boardAsText(sign.picture)
      .split('\n')
      .slice(1, -2)
      .map((row) => row.slice(1, -1).trimEnd());
  /** The first two letters of each command. */
  const take = () => heard.splice(0).map((command) => command.slice(0, 2));

  it('is set up, shows what it is given, and says so', async () => {
    await open();
    expect(take()).toEqual(['Es', 'A0', 'AA', 'E.']);
    board.show(content('A012', '> 3'));
    await pass(200);
    expect([take(), shown(), board.status]).toMatchObject([
      ['AA'],
      ['A012', '> 3'],
      { confirmed: true, problem: null },
    ]);
    expect(sign.unknownCommands).toEqual([]);
  });

  it('is believed where it never answers', async () => {
    await open({ ...device, model: 'alpha' });
    board.show(content('A012'));
    await pass(1000);
    expect([take(), shown(), board.status]).toMatchObject([
      ['A0', 'AA', 'E.', 'AA'],
      ['A012', ''],
      { problem: null, isSlow: false },
    ]);
  });

  it('leaves a quarter of a second after each packet to one that never answers', async () => {
    await open({ ...device, model: 'alpha' });
    take();
    board.setBrightness(50);
    board.show({ rows: [{ ...red('A012'), urgent: true }] });
    await pass(240);
    expect(take()).toEqual(['E/']);
    await pass(50);
    expect(take()).toEqual(['AA']);
  });

  it('shows an emergency in the highest rank, and then the rest again', async () => {
    await open();
    board.show(content('A012', '> 3'));
    await pass(200);
    take();
    board.show({ ...content('WET FLOOR'), takesOver: true });
    await pass(100);
    expect([take()[0], shown()]).toEqual(['A0', ['WET FLOOR', '']]);
    await pass(500);
    take();
    board.show(content('A013', '> 1'));
    await pass(500);
    expect([take(), shown(), board.status.confirmed]).toEqual([['A0', 'AA'], ['A013', '> 1'], true]);
  });

  it('shows an emergency in full that the highest rank has no room for', async () => {
    await open();
    const notice = 'Icy steps at the north door. '.repeat(10);
    board.show({ rows: [{ ...red(notice), scroll: true }], takesOver: true });
    await pass(1000);
    const { picture } = sign;
    const texts =
      picture.kind === 'dots' ? picture.areas.map(({ runs }) => runs.map(({ text }) => text).join('')) : [];
    expect([texts, board.status.confirmed]).toEqual([[notice, ' '], true]);
  });

  it.each([
    [100, 100],
    [90, 86],
    [70, 72],
    [60, 58],
    [50, 44],
    [1, 44],
  ])('is dimmed to what is next to %i percent', async (percent, level) => {
    await open();
    board.setBrightness(percent);
    await pass(200);
    expect([take().at(-1), sign.picture.brightness]).toEqual(['E/', level]);
  });

  it('shows nothing at no brightness, emergencies included', async () => {
    await open();
    board.show({ ...content('WET FLOOR'), takesOver: true });
    board.setBrightness(0);
    await pass(1000);
    expect([shown(), board.status.confirmed]).toEqual([['', ''], true]);
    board.setBrightness(100);
    await pass(1000);
    expect(shown()).toEqual(['WET FLOOR', '']);
  });

  it('is found again by itself where it was told to be silent', async () => {
    await open();
    sign.receive(encodePacket(0, Buffer.from('Es0')));
    await pass(100);
    board.show(content('A012'));
    await pass(4000);
    expect(board.status.problem).toBe('not-answering');
    await pass(5000);
    expect([shown(), board.status]).toMatchObject([['A012', ''], { problem: null, confirmed: true }]);
  });

  it('tells of one that has no text file, and goes on when it has', async () => {
    await open();
    sign.receive(encodePacket(0, Buffer.from('E$BAU0100FFFF')));
    await pass(100);
    board.show(content('A012'));
    await pass(1000);
    expect(board.status).toMatchObject({ problem: 'refused', confirmed: false });
    sign.receive(encodePacket(0, Buffer.from('E$')));
    await pass(5000);
    expect([shown(), board.status]).toMatchObject([['A012', ''], { problem: null, confirmed: true }]);
  });

  it('is sent again what came damaged', async () => {
    await open();
    damages = 1;
    take();
    board.show(content('A012'));
    await pass(300);
    expect([take(), shown(), board.status.confirmed]).toEqual([['da', 'AA'], ['A012', ''], true]);
  });

  it.each(['lossy', 'wrongBaud', 'hung', 'mute', 'refusing', 'cableCut'] as const)(
    'shows the truth within 5 s of its trouble, %s',
    async (fault) => {
      await open();
      board.show(content('A000'));
      await pass(1000);
      sign.setFaults({ [fault]: true });
      for (let number = 1; number < 30; number++) {
        board.show(content(`A${number}`));
        await pass(333);
      }
      sign.setFaults({ [fault]: false });
      await pass(5000);
      expect([shown(), board.status]).toMatchObject([['A29', ''], { problem: null, confirmed: true }]);
    },
  );

  it.each(['alpha', 'alpha-2'] as const)(
    'shows the truth within 5 s of a cut cable mended, %s',
    async (model) => {
      await open({ ...device, model });
      board.show(content('A012'));
      await pass(1000);
      sign.setFaults({ cableCut: true });
      await pass(3000);
      board.show(content('A013'));
      await pass(3000);
      sign.setFaults({ cableCut: false });
      await pass(5000);
      expect([shown(), board.status.problem]).toEqual([['A013', ''], null]);
    },
  );
});

describe('the codec of an Alpha sign', () => {
  const codec = alphaCodec(boardModels['alpha-2'], { columns: 125, rows: 2 }, 0);
  const paint = (given: BoardContent, brightness: number | null = 100) =>
    codec.paint({ content: given, brightness, isBlinkLit: true });

  it.each([
    ['nothing', { rows: [] }, null, [false, false, false, false]],
    ['what stands there anyway', content('A', 'B'), 100, [false, false, false, false]],
    ['a call', { rows: [red('A'), { ...red('B'), urgent: true as const }] }, 100, [true, true, false, false]],
    ['an emergency', { ...content('A'), takesOver: true as const }, 0, [true, true, false, false]],
  ])('has the same parts for %s, urgent where they are', (_, given, brightness, urgent) => {
    expect(paint(given, brightness).map((part) => part.urgent === true)).toEqual(urgent);
  });

  it('holds every packet short, however long the texts', () => {
    const long = 'x'.repeat(1_000_000);
    const row = { ...red(long), scroll: true as const };
    const lengths = paint({ rows: [row, row], takesOver: true }).map(({ bytes }) => bytes.length);
    expect(lengths).toEqual([2, 2 + 2 * (5 + 2 + 500), 5, 6]);
  });

  it('fills the highest rank to the last byte and no further', () => {
    const one = alphaCodec(boardModels['alpha-2'], { columns: 125, rows: 1 }, 0);
    const lengths = [118, 119].map((length) => {
      const given = { ...content('x'.repeat(length)), takesOver: true as const };
      return one.paint({ content: given, brightness: null, isBlinkLit: true })[0]?.bytes.length;
    });
    expect(lengths).toEqual([2 + 125, 2]);
  });
});
