/** The tickets that the maintenance page shows: made up, yet such as every example lobby could give. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { formatFaults } from '../../config/faults.ts';
import { loadConfig } from '../../config/load.ts';
import type { TicketSample } from '../../firmware-host/messages/ticket-preview.ts';
import { layTicket } from '../../firmware-host/followers/ticket-layout.ts';
import { sampleTicket } from '../../firmware-host/paper/sample-ticket.ts';
import { Stationery } from '../../firmware-host/paper/stationery.ts';
import { lobbyOf, siteOf } from '../../firmware-host/site.ts';

const now = { at: Date.UTC(2026, 10, 22, 2, 41), monoMs: 0, boot: 'boot', trusted: true };
const samples = ['ordinary', 'case', 'appointment', 'copy'] as const satisfies TicketSample[];

/** The papers of a lobby's first printer in its first language, as one text each. */
async function papersOf(name: string): Promise<string[]> {
  const path = fileURLToPath(new URL(`../../config/lobbies/${name}.yaml`, import.meta.url));
  const loaded = await loadConfig(path);
  if (!loaded.ok) throw new Error(formatFaults(loaded.faults));
  const { config } = loaded;
  const { services } = lobbyOf(config);
  const site = siteOf(config, () => 'https://queue.example.org');
  const stationery = await Stationery.open(config, (text) => {
    throw new Error(text);
  });
  const form = stationery.formOf(config.devices.printers[0]?.id ?? '');
  return samples.map((sample) => {
    const ticket = sampleTicket({ services, dayRule: config, now }, sample, 'zh-CN');
    return JSON.stringify(layTicket(site, ticket, form).items);
  });
}

it.each([
  ['property-service-centre', 'A023', 'C023'],
  ['bank-branch', 'A023', 'A023'],
  ['clinic-registration', 'A023', 'A023'],
  ['government-hall', 'A023', 'T023'],
])('of %s have their number, and what only some of them have', async (name, number, caseNumber) => {
  const [ordinary, onCase, appointment, copy] = await papersOf(name);
  expect(ordinary).toContain(`"${number}"`);
  expect(onCase).toContain(`"${caseNumber}"`);
  expect(appointment).toMatch(/11月22日 11:41.*3 人/);
  expect(copy).toContain('"副本"');
  expect(ordinary).not.toMatch(/副本|11:41/);
});

it('of a case say when it is settled, where the layout of the house does', async () => {
  const [ordinary, onCase] = await papersOf('government-hall');
  expect(onCase).toMatch(/受理编号.*261122023.*办结期限.*11月25日 10:41/);
  expect(ordinary).not.toContain('办结期限');
});

it('have a code as large as a real one', async () => {
  const [ordinary] = await papersOf('clinic-registration');
  const [, token = ''] = /queue\.example\.org\/t\/([^"]+)"/.exec(ordinary ?? '') ?? [];
  expect(token).toHaveLength(22);
});
