/** A visit, from the touch to the paper, to the call, to the end: real pages, the real host, bytes on a serial port. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { TicketView } from '../../firmware-host/messages/views.ts';
import { startFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import {
  counter,
  display,
  kiosk,
  openScreen,
  says,
  sharedBrowser,
  words,
  type Screen,
} from '../support/screens.ts';
import { serialPair } from '../support/serial-pair.ts';
import { tempDir } from '../support/temp.ts';
import { readPapers } from '../support/wire.ts';
import { PATIENTLY } from '../support/patience.ts';

const SIMULATE = fileURLToPath(new URL('../../drivers/simulate.ts', import.meta.url));
const newContext = sharedBrowser();

/** The shipped command, as the operator starts it, and all that it says. */
async function simulatePrinter(port: string): Promise<() => string> {
  const child = spawn(process.execPath, [SIMULATE, 'printer', '--port', port], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (output += part));
  onTestFinished(async () => {
    const ended = once(child, 'exit');
    if (child.kill('SIGTERM')) await ended;
  });
  await expect.poll(() => output, PATIENTLY).toContain(port);
  return () => output;
}

it('a touch becomes a paper, a call, a visit', { timeout: 60_000 }, async () => {
  const dir = tempDir();
  const pair = await serialPair(dir);
  const simulator = await simulatePrinter(pair.device);
  const foyer = await startFoyer(dir, ['--config', lobbyFile(dir, { printerPort: `serial:${pair.host}` })]);
  const context = await newContext();
  onTestFinished(() => context.close());
  const open = (path: string) => openScreen(context, `${foyer.url}${path}`);

  const visitor = await open('/kiosk');
  const television = await open('/display');
  await words(television.page, says('display.welcome')).waitFor();
  const ticket = await touch(visitor, '缴费');
  expect(ticket).toMatchObject({ number: 'A001', service: 'A', language: 'zh-CN' });
  await words(visitor.page, ticket.number).waitFor();
  await kiosk.paper(visitor.page, 'kiosk.print.printed').waitFor();

  const [paper, ...others] = readPapers(pair.sent());
  expect(others).toEqual([]);
  expect(paper?.text).toContain(`\n${ticket.number}\n`);
  expect(paper?.text).toContain('\n缴费\n');
  expect(paper?.text).toContain(ticket.archiveNumber);
  expect(paper?.text).toContain('测试大厅');
  expect(paper?.codes).toEqual([ticket.url]);
  // What the operator sees in the simulator's terminal is the same paper.
  await expect.poll(simulator, PATIENTLY).toContain(`[QR ${ticket.url}]`);

  const phone = await openScreen(context, paper?.codes[0] ?? '');
  await words(phone.page, ticket.number).waitFor();

  const agent = await open('/counter');
  await serve(agent, television, phone, ticket.number);
  for (const { faults } of [visitor, television, phone, agent]) expect(faults).toEqual([]);
});

/** Touches a service, and gives what the host answered to that. */
async function touch({ page }: Screen, service: string): Promise<TicketView> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/tickets'));
  await kiosk.service(page, service).tap();
  const { ticket } = (await (await answered).json()) as { ticket: TicketView };
  return ticket;
}

/** The whole visit at counter 1, by keyboard, and what television and telephone show of it without being loaded again. */
async function serve(agent: Screen, television: Screen, phone: Screen, number: string): Promise<void> {
  const { page } = agent;
  await counter.choice(page, '1').click();
  await counter.agent(page, 'Agent 1').click();
  await counter.state(page, 'idle').waitFor();
  await page.keyboard.press(counter.keys.callNext);
  await counter.state(page, 'called').waitFor();
  await words(page, number).waitFor();

  const banner = display.banner(television.page);
  await banner.filter({ hasText: number }).waitFor();
  expect((await banner.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
    new RegExp(`${number}.*1.*${counterWord()}`),
  );
  await words(phone.page, says('phone.called', { counter: says('counter.name', { id: '1' }) })).waitFor();

  await page.keyboard.press(counter.keys.start);
  await counter.state(page, 'serving').waitFor();
  await words(phone.page, says('phone.serving')).waitFor();
  await page.keyboard.press(counter.keys.finish);
  await counter.state(page, 'idle').waitFor();
  await words(phone.page, says('phone.finished')).waitFor();
  expect(television.loads()).toBe(1);
  expect(phone.loads()).toBe(1);
}

/** The word beside the counter's sign: what is left of its name without the id. */
const counterWord = () => says('counter.name', { id: '1' }).replace('1', '').trim();
