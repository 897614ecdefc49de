/** Papers that did not come out as they should: where they come out instead, and what staff do about them. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { StaffPapers, StaffTicketView } from '../../firmware-host/messages/staff.ts';
import type { LabView } from '../../firmware-host/messages/lab.ts';
import type { FollowView, KioskView, PrintView } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';

const where = { 'zh-CN': '服务台', 'zh-TW': '服務臺', en: 'Service desk' };
const port = 'simulated:?pace=0';
const printers = {
  kiosks: [
    { id: 'door', printer: 'paper', spare: { printer: 'desk', where } },
    { id: 'side', printer: 'side' },
    { id: 'wall' },
  ],
  devices: { printers: ['paper', 'desk', 'side'].map((id) => ({ id, model: 'escpos-58', port })) },
};

/** A lobby as it is asked over HTTP. */
class Lobby {
  readonly api: Api;

  constructor(url: string) {
    this.api = new Api(url);
  }

  take = async (kiosk: string) => (await this.api.take('A', { kiosk })).ticket;
  staff = async (id: string) => bodyOf(await this.api.get(`/api/v1/staff/tickets/${id}`)) as StaffTicketView;
  papers = async () => (bodyOf(await this.api.get('/api/v1/staff/papers')) as StaffPapers).papers;
  lab = async () => bodyOf(await this.api.get('/api/v1/lab')) as LabView;
  deed = (id: string, name: string) => this.api.must<StaffTicketView>(`staff/tickets/${id}/${name}`);

  /** The texts on the papers of a printer, newest first. */
  async printed(printer: string): Promise<readonly string[]> {
    const found = (await this.lab()).printers.find(({ device }) => device.id === printer);
    return (found?.papers ?? []).map(({ items }) => JSON.stringify(items));
  }
}

async function breakPrinter(at: Lobby, printer: string, faults: object): Promise<void> {
  bodyOf(await at.api.post(`/api/v1/lab/printers/${printer}/faults`, faults));
  const isWell = Object.values(faults).every((on) => on === false);
  const isGood = async () => {
    const found = (await at.lab()).printers.find(({ device }) => device.id === printer);
    return found?.device.problem === null;
  };
  await expect.poll(isGood, PATIENTLY).toBe(isWell);
}

/** The paper of a ticket comes to an end. */
async function ends(at: Lobby, id: string, state: PrintView['state']): Promise<StaffTicketView> {
  await expect.poll(async () => (await at.staff(id)).print?.state, PATIENTLY).toBe(state);
  return at.staff(id);
}

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { more: printers })]);
let lobby: Lobby;
beforeAll(() => {
  lobby = new Lobby(foyer().url);
});

describe('a kiosk whose printer is out of order', () => {
  it('sends its visitors to the spare one, and everybody is told where', async () => {
    await breakPrinter(lobby, 'paper', { paperOut: true });
    const ticket = await lobby.take('door');
    const { print } = await ends(lobby, ticket.id, 'printed');
    expect(print?.where).toEqual(where);
    const kiosk = bodyOf(await lobby.api.get('/api/v1/kiosks/door')) as KioskView;
    expect(kiosk.prints[0]).toMatchObject({ jobId: print?.jobId, where });
    const own = bodyOf(await lobby.api.get(`/api/v1/tickets/${ticket.token}`)) as FollowView;
    expect(own.print?.where).toEqual(where);
    expect((await lobby.printed('desk'))[0]).toContain(ticket.number);
    await breakPrinter(lobby, 'paper', { paperOut: false });
    const next = await lobby.take('door');
    expect((await ends(lobby, next.id, 'printed')).print?.where).toBeNull();
  });
});

describe('a paper that failed', () => {
  it('is on the list, is printed again without being a copy, and is off it', async () => {
    await breakPrinter(lobby, 'side', { coverOpen: true });
    const ticket = await lobby.take('side');
    await ends(lobby, ticket.id, 'failed');
    expect((await lobby.papers()).map(({ id }) => id)).toEqual([ticket.id]);
    await breakPrinter(lobby, 'side', { coverOpen: false });
    const asked = await lobby.deed(ticket.id, 'reprint');
    expect(asked).toMatchObject({ copies: 0, print: { jobId: `${ticket.id}-2` } });
    await ends(lobby, ticket.id, 'printed');
    expect(await lobby.papers()).toEqual([]);
    const again = await lobby.deed(ticket.id, 'reprint');
    expect(again.copies).toBe(1);
    await ends(lobby, ticket.id, 'printed');
  });

  it('may be settled otherwise', async () => {
    await breakPrinter(lobby, 'side', { coverOpen: true });
    const ticket = await lobby.take('side');
    await ends(lobby, ticket.id, 'failed');
    const done = await lobby.deed(ticket.id, 'paper-done');
    expect(done.print).toMatchObject({ state: 'settled', problem: 'cover-open' });
    expect(await lobby.papers()).toEqual([]);
    expect((await lobby.deed(ticket.id, 'paper-done')).print?.state).toBe('settled');
    await breakPrinter(lobby, 'side', { coverOpen: false });
  });

  it('is no matter of the list once the visitor has left', async () => {
    await breakPrinter(lobby, 'side', { coverOpen: true });
    const ticket = await lobby.take('side');
    await ends(lobby, ticket.id, 'failed');
    await lobby.api.must(`staff/tickets/${ticket.id}/cancel`, { reason: 'left' });
    expect(await lobby.papers()).toEqual([]);
    await breakPrinter(lobby, 'side', { coverOpen: false });
  });

  it('is printed once however often one and the same wish is said', async () => {
    const ticket = await lobby.take('side');
    await ends(lobby, ticket.id, 'printed');
    const key = { 'idempotency-key': randomUUID() };
    const ask = () => lobby.api.post(`/api/v1/staff/tickets/${ticket.id}/reprint`, undefined, key);
    const answers = [await ask(), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await ends(lobby, ticket.id, 'printed')).copies).toBe(1);
  });
});

it('says why not', async () => {
  const paperless = await lobby.take('wall');
  const good = await lobby.take('side');
  await ends(lobby, good.id, 'printed');
  const { api } = lobby;
  expect(await api.refusal('staff/tickets/none/reprint')).toBe('404 ticket-unknown');
  expect(await api.refusal('staff/tickets/none/paper-done')).toBe('404 ticket-unknown');
  expect(await api.refusal(`staff/tickets/${paperless.id}/reprint`)).toBe('409 printer-none');
  expect(await api.refusal(`staff/tickets/${paperless.id}/paper-done`)).toBe('409 paper-good');
  expect(await api.refusal(`staff/tickets/${good.id}/paper-done`)).toBe('409 paper-good');
  expect(await api.faults(`staff/tickets/${good.id}/reprint`, { copies: 2 })).toEqual(['/copies']);
});

it('knows after a restart what was bad and what was settled, and what came out elsewhere', async () => {
  await breakPrinter(lobby, 'side', { coverOpen: true });
  const bad = await lobby.take('side');
  const settled = await lobby.take('side');
  await ends(lobby, bad.id, 'failed');
  await ends(lobby, settled.id, 'failed');
  await lobby.deed(settled.id, 'paper-done');
  await breakPrinter(lobby, 'paper', { paperOut: true });
  const moved = await lobby.take('door');
  await ends(lobby, moved.id, 'printed');

  const after = new Lobby((await foyer().restart()).url);
  onTestFinished(() => after.api.close());
  expect((await after.papers()).map(({ id }) => id)).toEqual([bad.id]);
  expect((await after.staff(settled.id)).print?.state).toBe('settled');
  expect((await after.staff(moved.id)).print).toMatchObject({ state: 'printed', where });
  await after.deed(bad.id, 'reprint');
  expect(await ends(after, bad.id, 'printed')).toMatchObject({ copies: 0, print: { jobId: `${bad.id}-2` } });
});
