/**
 * The main job over real wires: printer, LED board and rating pad on three serial cables, a central system over HTTP, pages in a
 * real browser; and a house in which the host is killed, the centre goes away, and the board's cable is pulled.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { BxCard } from '../../drivers/board/bx/card.ts';
import { boardModels } from '../../drivers/board/models.ts';
import { padModels } from '../../drivers/pad/models.ts';
import { simulatePad } from '../../drivers/pad/open.ts';
import { printerDriver } from '../../drivers/printer/open.ts';
import type { SimulatedPad } from '../../drivers/pad/simulated-pad.ts';
import { buttonsOnly } from '../../drivers/pad/wiring.ts';
import type { CentreView } from '../../firmware-host/messages/centre.ts';
import { Api, bodyOf } from '../support/api.ts';
import { readBoard } from '../support/board-wire.ts';
import { plugIn } from '../support/device-at.ts';
import { startFoyer, type RunningFoyer } from '../support/foyer.ts';
import { brokenPromises, readKept } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';
import { CentralSystem } from '../support/central-system.ts';
import {
  counter,
  display,
  kiosk,
  openScreen,
  sharedBrowser,
  words,
  type Screen,
} from '../support/screens.ts';
import { serialPair, type SerialPair } from '../support/serial-pair.ts';
import { tempDir } from '../support/temp.ts';
import { readPapers } from '../support/wire.ts';

const newContext = sharedBrowser();
const PINS = [2, 3, 4, 5, 6];
/** Best first on the pad. */
const button = (score: number) => 5 - score;

interface Cables {
  readonly printer: SerialPair;
  readonly board: SerialPair;
  readonly pad: SerialPair;
}

interface House extends Cables {
  readonly dir: string;
  readonly receiver: CentralSystem;
  readonly boardDevice: BxCard;
  /** Takes the board's cable in again after a cut. */
  readonly plugBoard: () => Promise<void>;
  readonly padDevice: SimulatedPad;
  start(listen?: string): Promise<RunningFoyer>;
}

async function build(): Promise<House> {
  const dir = tempDir();
  const receiver = await CentralSystem.open(dir);
  const [printer, board, pad] = await Promise.all([
    serialPair(join(dir, 'printer')),
    serialPair(join(dir, 'board')),
    serialPair(join(dir, 'pad')),
  ]);
  const boardDevice = new BxCard(boardModels['bx-5k'], { widthDots: 128, heightDots: 64 }, { pace: 0 });
  const padDevice = simulatePad(padModels.firmata, buttonsOnly(PINS), { pace: 0 });
  await plugIn(printerDriver('escpos-58').simulate({ pace: 0 }), printer.device);
  const plugBoard = await plugIn(boardDevice, board.device);
  await plugIn(padDevice, pad.device);
  const config = lobbyFile(dir, {
    more: {
      devices: {
        printers: [{ id: 'paper', model: 'escpos-58', port: `serial:${printer.host}` }],
        boards: [{ id: 'main', model: 'bx-5k', port: `serial:${board.host}`, languages: ['zh-CN'] }],
        pads: [{ id: 'pad', counter: '1', model: 'firmata', port: `serial:${pad.host}` }],
      },
      centre: { url: receiver.url, secretFile: receiver.secretFile },
    },
  });
  const start = (listen?: string) =>
    startFoyer(dir, ['--config', config, ...(listen === undefined ? [] : ['--listen', listen])]);
  return { dir, receiver, printer, board, pad, boardDevice, plugBoard, padDevice, start };
}

/** The shortest of taps: down and up in one breath. */
function press(pad: SimulatedPad, score: number): void {
  pad.setButton(button(score), true);
  pad.setButton(button(score), false);
}

const rowsOn = (board: SerialPair): string[] =>
  readBoard(board.sent()).map((row) => row.replaceAll(/ +/g, ' ').trim());

const centreOf = async (api: Api): Promise<CentreView> =>
  bodyOf(await api.get('/api/v1/centre')) as CentreView;

async function ready(api: Api): Promise<void> {
  await expect.poll(async () => (await api.readiness()).status, PATIENTLY).toBe('ready');
}

const ratingsIn = (dir: string) =>
  readKept(dir).events.flatMap(({ type, data }) =>
    type === 'rating.given'
      ? [{ ticket: data.ticket, counter: data.counter, agent: data.agent, score: data.score, by: data.by }]
      : [],
  );

it(
  'take, print, call, board, serve, press, rating, events: all true at the end',
  { timeout: 90_000 },
  async () => {
    const house = await build();
    const first = await house.start();
    const context = await newContext();
    onTestFinished(() => context.close());
    const api = new Api(first.url);
    const visitor = await openScreen(context, `${first.url}/kiosk`);
    const television = await openScreen(context, `${first.url}/display`);
    const agent = await openScreen(context, `${first.url}/counter`);
    const story: Story = { house, api, visitor, television, agent };
    await ready(api);

    await visitInPeace(story);
    await loseCentreAndBoard(story);
    await first.stop('SIGKILL');
    const second = await house.start(new URL(first.url).host);
    await boardComesBack(story);
    await rateOnce(story);
    await centreComesBack(story);
    expect(await second.stop()).toBe(0);
    expectTruth(story);
    for (const { faults } of [visitor, television, agent]) expect(faults.filter(isOurs)).toEqual([]);
  },
);

interface Story {
  readonly house: House;
  readonly api: Api;
  readonly visitor: Screen;
  readonly television: Screen;
  readonly agent: Screen;
}

/** The first visit, in a house in which all is well. */
async function visitInPeace({ house, api, visitor, television, agent }: Story): Promise<void> {
  const { board, dir, printer, receiver } = house;
  expect(rowsOn(board)).toEqual(['欢迎光临', '', '', '等候0人']);
  await kiosk.service(visitor.page, '缴费').tap();
  await words(visitor.page, 'A001').waitFor();
  await kiosk.paper(visitor.page, 'kiosk.print.printed').waitFor();
  expect(readPapers(printer.sent()).map(({ text }) => /\n(A\d{3})\n/.exec(text)?.[1])).toEqual(['A001']);
  await expect.poll(() => rowsOn(board), PATIENTLY).toEqual(['欢迎光临', '', '', '等候1人']);
  await counter.choice(agent.page, '1').click();
  await counter.agent(agent.page, 'Agent 1').click();
  await counter.state(agent.page, 'idle').waitFor();
  await agent.page.keyboard.press(counter.keys.callNext);
  await expect.poll(() => rowsOn(board)[0], PATIENTLY).toBe('A001 → 1号窗口');
  // The call goes out by itself, and first.
  await expect.poll(() => rowsOn(board)[3], PATIENTLY).toMatch(/^等候0人 约\d+分$/);
  await display.banner(television.page).filter({ hasText: 'A001' }).waitFor();
  await serve(agent);
  press(house.padDevice, 5);
  await expect.poll(() => receiver.events.at(-1)?.type, PATIENTLY).toContain('rating.given');
  // Delivered, and known on disk to be: from here on a crash may repeat nothing.
  const settled = async () => {
    const { position } = await api.health();
    const file = JSON.parse(readFileSync(join(dir, 'centre.json'), 'utf8')) as { position: number };
    return file.position === position && receiver.sequences.at(-1) === position;
  };
  await expect.poll(settled, PATIENTLY).toBe(true);
}

/** The centre goes away and the board's cable is pulled; the lobby goes on, and says so to whoever asks. */
async function loseCentreAndBoard({ house, api, visitor, television, agent }: Story): Promise<void> {
  await house.receiver.down();
  await house.board.cut();
  await kiosk.leave(visitor.page);
  await kiosk.service(visitor.page, '报修').tap();
  await words(visitor.page, 'B001').waitFor();
  await kiosk.paper(visitor.page, 'kiosk.print.printed').waitFor();
  await agent.page.keyboard.press(counter.keys.callNext);
  await words(agent.page, 'B001').waitFor();
  await display.banner(television.page).filter({ hasText: 'B001' }).waitFor();
  await expect.poll(async () => (await centreOf(api)).state, PATIENTLY).toBe('waiting');
  const [row] = house.boardDevice.areas.map(({ runs }) => runs.map(({ text }) => text).join(''));
  expect(row).toContain('A001');
  expect((await api.readiness()).status).toBe('degraded');
}

/** After the host was killed in the middle of a visit: the agent goes on, and the board shows what is, not what was. */
async function boardComesBack({ house, api, agent }: Story): Promise<void> {
  const { board, plugBoard } = house;
  await words(agent.page, 'B001').waitFor();
  await counter.state(agent.page, 'called').waitFor();
  await board.mend();
  await plugBoard();
  await expect.poll(() => rowsOn(board).slice(0, 2), PATIENTLY).toEqual(['B001 → 1号窗口', 'A001 1号窗口']);
  const padState = async () => (await devicesOf(api)).find(({ kind }) => kind === 'pad')?.state;
  await expect.poll(padState, PATIENTLY).toBe('ready');
}

/** A press too early, the one that counts, and one too many. */
async function rateOnce({ house, agent }: Story): Promise<void> {
  const { dir, padDevice } = house;
  const flagged = () => typesIn(dir).filter((type) => type === 'rating.flagged').length;
  await agent.page.keyboard.press(counter.keys.start);
  await counter.state(agent.page, 'serving').waitFor();
  press(padDevice, 1);
  await expect.poll(flagged, PATIENTLY).toBe(1);
  await agent.page.keyboard.press(counter.keys.finish);
  await counter.state(agent.page, 'idle').waitFor();
  press(padDevice, 2);
  await expect.poll(() => ratingsIn(dir).length, PATIENTLY).toBe(2);
  press(padDevice, 5);
  await expect.poll(flagged, PATIENTLY).toBe(2);
  const [one, two] = takenIn(dir);
  expect(ratingsIn(dir)).toEqual([
    { ticket: one, counter: '1', agent: 'agent-1', score: 5, by: 'pad' },
    { ticket: two, counter: '1', agent: 'agent-1', score: 2, by: 'pad' },
  ]);
}

async function centreComesBack({ house, api }: Story): Promise<void> {
  await house.receiver.up();
  await expect.poll(async () => (await centreOf(api)).backlog, { ...PATIENTLY, timeout: 30_000 }).toBe(0);
  await ready(api);
}

/** What is on disk, on paper and at the centre is the same story: in order, each event once, no secret told. */
function expectTruth({ house: { dir, printer, receiver } }: Story): void {
  const kept = readKept(dir);
  expect(brokenPromises(kept, [])).toEqual([]);
  expect(receiver.faults).toEqual([]);
  expect(receiver.events.map(({ id }) => id)).toEqual(kept.events.map(({ id }) => id));
  expect(receiver.sequences).toEqual(kept.events.map(({ seq }) => seq));
  const secrets = kept.events.flatMap(({ type, data }) => (type === 'ticket.taken' ? [data.token] : []));
  expect(secrets).toHaveLength(2);
  for (const secret of secrets) expect(receiver.bodies.join('')).not.toContain(secret);
  expect(readPapers(printer.sent())).toHaveLength(2);
}

/** From the walk to the counter to goodbye. */
async function serve({ page }: Screen): Promise<void> {
  await page.keyboard.press(counter.keys.start);
  await counter.state(page, 'serving').waitFor();
  await page.keyboard.press(counter.keys.finish);
  await counter.state(page, 'idle').waitFor();
}

const devicesOf = async (api: Api) =>
  (bodyOf(await api.get('/readyz')) as { devices: { kind: string; state: string }[] }).devices;

const typesIn = (dir: string) => readKept(dir).events.map(({ type }) => type);

const takenIn = (dir: string) =>
  readKept(dir).events.flatMap(({ type, data }) => (type === 'ticket.taken' ? [data.ticket] : []));

/** While the host was dead, the browser itself complained of it. */
const isOurs = (fault: string): boolean =>
  !/ERR_CONNECTION_(REFUSED|RESET)|ERR_INCOMPLETE|ERR_EMPTY/.test(fault);
