/** Every printer is shown a ticket in each language before the first visitor comes. */
import { expect, it } from 'vitest';
import type { PrintDocument } from '../../drivers/printer/document.ts';
import { rehearseTickets } from '../../firmware-host/paper/rehearse.ts';
import { Stationery } from '../../firmware-host/paper/stationery.ts';
import { siteOf } from '../../firmware-host/site.ts';
import { configOf, lobby } from '../config/lobby.ts';

const config = configOf(
  lobby({}, 'devices:', '  printers:', "    - { id: paper, model: epson-tm-t20, port: 'simulated:' }"),
);

it('with the words of a ticket and the names of all services, and says whose fault it is that it cannot be', async () => {
  const shown: PrintDocument[] = [];
  const rehearse = async (document: PrintDocument) => void shown.push(document);
  const site = siteOf(config, () => 'https://queue.example.org');
  const stationery = await Stationery.open(config, () => undefined);
  const now = { at: Date.UTC(2026, 10, 22, 2), monoMs: 0, boot: 'b', trusted: true };
  const house = { services: [], dayRule: config, now };
  await rehearseTickets({ site, stationery, house, printers: new Map([['paper', { rehearse }]]) });
  expect(shown).toHaveLength(site.languages.length);
  for (const [at, language] of site.languages.entries()) {
    const said = JSON.stringify(shown[at]);
    expect(said).toContain(site.names[language]);
    for (const { name } of site.services) expect(said).toContain(name[language]);
  }
  const broken = { rehearse: () => Promise.reject(new Error('no canvas')) };
  await expect(
    rehearseTickets({ site, stationery, house, printers: new Map([['paper', broken]]) }),
  ).rejects.toThrow('no canvas');
});
