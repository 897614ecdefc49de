/** A lobby with its pages: the host as its users start it, and a browser in which every person has a device of their own. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { StaffTickets, StaffTicketView } from '../../../../firmware-host/messages/staff.ts';
import { Api, bodyOf, type Answer, type Asking } from '../../../support/api.ts';
import { sharedFoyer } from '../../../support/foyer.ts';
import { lobbyFile, type LobbyWish } from '../../../support/lobby-file.ts';
import { PATIENCE_MS } from './patience.ts';

export interface House {
  readonly url: string;
  readonly api: Api;
  /** What the running test has taken so far, in its order. */
  taken(): Promise<StaffTicketView[]>;
  /** As it is when a cable is pulled: without a word. */
  killHost(): Promise<void>;
  /** Starts it again, at the same address, with all that it kept. */
  startHost(): Promise<void>;
  /** A page on a device that has never been here before. */
  open(path: string, device: Device): Promise<Page>;
}

export interface Device extends BrowserContextOptions {
  /** Time stands still in its page until the test lets it run: nothing there may happen because the machine is slow. */
  readonly still: boolean;
}

/** The host compiles a route when it is first asked for, which takes its time where the machine is busy. */
class PatientApi extends Api {
  override ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    return super.ask(method, path, { limitMs: PATIENCE_MS, ...asking });
  }
}

/** What the people of one test hold in their hands. */
class Devices {
  readonly #contexts = new Set<BrowserContext>();
  readonly #faults: string[] = [];

  async open(browser: Browser, url: string, { still, ...options }: Device): Promise<Page> {
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      ...options,
    });
    this.#contexts.add(context);
    context.setDefaultTimeout(PATIENCE_MS);
    context.on('weberror', (fault) => void this.#faults.push(fault.error().message));
    if (still) {
      const now = new Date();
      await context.clock.install({ time: now });
      await context.clock.pauseAt(now);
    }
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  /** Closes them, and reports what went wrong in their pages. */
  async putAway(): Promise<void> {
    await Promise.all([...this.#contexts].map((context) => context.close()));
    this.#contexts.clear();
    const thrown = this.#faults.splice(0);
    if (thrown.length > 0) throw new Error(`errors in the pages: ${thrown.join('; ')}`);
  }
}

/**
 * One host and one browser for all tests of a file; every test begins with an empty lobby and nobody signed in
 * @returns what finds them once the tests run
 */
export function houseWithPages({ more = {}, ...wish }: LobbyWish = {}): () => House {
  let port = 0;
  let browser: Browser | null = null;
  let api: Api | null = null;
  let before = 0;
  const devices = new Devices();

  beforeAll(async () => {
    port = await freePort();
  });
  const foyer = sharedFoyer((dir) => {
    const publicUrl = `http://127.0.0.1:${port}`;
    return [
      '--config',
      lobbyFile(dir, { ...wish, more: { publicUrl, ...more } }),
      '--listen',
      `127.0.0.1:${port}`,
    ];
  });
  beforeAll(async () => {
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    api = new PatientApi(foyer().url);
  });
  afterAll(async () => {
    api?.close();
    await browser?.close();
  });

  const house = (): House => {
    if (browser === null || api === null)
      throw new Error('the lobby of this file runs only while its tests do');
    const [running, lobby] = [browser, api];
    return {
      url: foyer().url,
      api: lobby,
      taken: async () => {
        const { total, tickets } = await ticketsOf(lobby);
        return tickets.slice(0, total - before).toReversed();
      },
      killHost: async () => void (await foyer().stop('SIGKILL')),
      startHost: async () => void (await foyer().restart()),
      open: (path, device) => devices.open(running, foyer().url + path, device),
    };
  };

  beforeEach(async () => {
    // A test that failed while the host was away must not take the others along.
    if (!foyer().isUp()) await foyer().restart();
    const { api: lobby } = house();
    await leave(lobby);
    before = (await ticketsOf(lobby)).total;
  });
  afterEach(() => devices.putAway());
  return house;
}

const ticketsOf = async (api: Api): Promise<StaffTickets> =>
  bodyOf(await api.get('/api/v1/staff/tickets')) as StaffTickets;

/** Everybody goes home, staff and visitors. */
async function leave(api: Api): Promise<void> {
  const { counters } = await api.lobby();
  for (const { counter } of counters) await api.act(counter.id, 'force-sign-out');
  const { leftOver, appointments } = await api.lobby();
  for (const { id } of leftOver) await api.must(`staff/tickets/${id}/cancel`, { reason: 'test' });
  for (const { id } of appointments) await api.ask('DELETE', `/api/v1/appointments/${id}`);
}

/** A port that is free now, and stays the host's own through every kill. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
