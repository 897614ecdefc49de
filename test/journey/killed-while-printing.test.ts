/** The host is killed between its answer and the paper: nothing is lost, nothing comes twice, nobody is told a lie. */
import { expect, it, onTestFinished } from 'vitest';
import type { FollowView, TakenTicket } from '../../firmware-host/messages/views.ts';
import { Api } from '../support/api.ts';
import { startFoyer } from '../support/foyer.ts';
import { brokenPromises, readKept } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { papersOf, printerAt } from '../support/printer-rig.ts';
import { counter, kiosk, openScreen, sharedBrowser, words } from '../support/screens.ts';
import { serialPair } from '../support/serial-pair.ts';
import { tempDir } from '../support/temp.ts';
import { readPapers } from '../support/wire.ts';
import { PATIENTLY } from '../support/patience.ts';

/** So slow that a paper is under way for as long as the test needs. */
const SLOW = 2;
const newContext = sharedBrowser();

it(
  'the paper under way is uncertain and not printed again; the one that waited is printed once',
  { timeout: 60_000 },
  async () => {
    const dir = tempDir();
    const pair = await serialPair(dir);
    const printer = await printerAt(pair.device, SLOW);
    const args = ['--config', lobbyFile(dir, { printerPort: `serial:${pair.host}` })];
    const first = await startFoyer(dir, args);
    const api = new Api(first.url);
    const context = await newContext();
    onTestFinished(() => context.close());
    const visitor = await openScreen(context, `${first.url}/kiosk`);

    const [sending, waiting] = [await api.take('A'), await api.take('B')];
    // Its bytes are in the printer and its paper hangs half out: later than that no kill can be.
    await expect.poll(() => printer.papers.map(({ done }) => done), PATIENTLY).toEqual([false]);
    expect((await api.follow(sending.ticket.token)).print).toMatchObject({ state: 'sending' });
    expect((await api.follow(waiting.ticket.token)).print).toMatchObject({ state: 'waiting' });
    await first.stop('SIGKILL');
    const kept = readKept(dir);
    expect(brokenPromises(kept, [sending.ticket, waiting.ticket])).toEqual([]);
    expect(kept.events.map(({ type }) => type).filter((type) => type.startsWith('print.'))).toEqual([
      'print.sending',
    ]);

    const second = await startFoyer(dir, [...args, '--listen', new URL(first.url).host]);
    const again = new Api(second.url);
    expect((await again.follow(sending.ticket.token)).print).toMatchObject({
      state: 'uncertain',
      problem: 'interrupted',
      proof: null,
    });
    const papers = await papersOf(printer, 2);
    expect(papers[0]).toContain(sending.ticket.number);
    expect(papers[1]).toContain(waiting.ticket.number);
    await expect
      .poll(() => printState(again, waiting), PATIENTLY)
      .toMatchObject({ state: 'printed', problem: null });

    // The page of before goes on by itself. Papers come in their order, so a third one shows that none was in between.
    await kiosk.service(visitor.page, '缴费').tap();
    await words(visitor.page, 'A002').waitFor();
    await kiosk.paper(visitor.page, 'kiosk.print.printed').waitFor();
    expect(await papersOf(printer, 3)).toEqual([...papers, expect.stringContaining('A002')]);
    // One cut without a paper: what hung half out of the printer is cut off before the next one.
    const sent = readPapers(pair.sent()).map(({ codes }) => codes.length);
    expect(sent.toSorted((a, b) => a - b)).toEqual([0, 1, 1, 1]);

    // Staff are told of the one that only they can settle; the number itself is as good as any.
    const desk = await openScreen(context, `${second.url}/counter?counter=1`);
    await counter.agent(desk.page, 'Agent 1').click();
    await desk.page.keyboard.press(counter.keys.callNext);
    await words(desk.page, sending.ticket.number).waitFor();
    expect((await again.counter('1')).printProblems).toBe(1);
    expect(await second.stop()).toBe(0);
    expect(brokenPromises(readKept(dir), [sending.ticket, waiting.ticket])).toEqual([]);
  },
);

const printState = async (api: Api, { ticket }: TakenTicket): Promise<FollowView['print']> =>
  (await api.follow(ticket.token)).print;
