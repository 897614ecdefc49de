/** What all tickets of the house have in common, as the host keeps it while it runs. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';
import { expect, it } from 'vitest';
import { Stationery } from '../../firmware-host/paper/stationery.ts';
import { configOf, lobby } from '../config/lobby.ts';
import { tempDir } from '../support/temp.ts';

const clinicLogo = fileURLToPath(new URL('../../config/lobbies/clinic-logo.png', import.meta.url));

const sound = configOf(
  lobby(
    {},
    'devices:',
    '  printers:',
    "    - { id: narrow, model: escpos-58, port: 'simulated:', wideFont: none }",
    "    - { id: other, model: escpos-58, port: 'simulated:' }",
    "    - { id: wide, model: escpos-80, port: 'simulated:', wideFont: big5 }",
    "    - { id: keeps, model: epson-tm-t82, port: 'simulated:' }",
  ),
);
const houseWith = (logo: string | null) => ({ ...sound, ticket: { ...sound.ticket, logo } });

async function open(logo: string | null) {
  const said: string[] = [];
  const stationery = await Stationery.open(houseWith(logo), (text) => said.push(text));
  return { stationery, said };
}

it('gives every printer the logo for its paper, the same picture each time, and a stranger none', async () => {
  const logo = join(tempDir(), 'logo.png');
  copyFileSync(clinicLogo, logo);
  const { stationery, said } = await open(logo);
  const first = stationery.formOf('narrow').logo;
  expect([first?.widthDots, first?.heightDots]).toEqual([112, 92]);
  // A printer that keeps it knows it by being the same.
  expect(stationery.formOf('narrow').logo).toBe(first);
  expect(stationery.formOf('other').logo).toBe(first);
  expect(stationery.formOf('wide').logo).not.toBe(first);
  expect(stationery.formOf('gone')).toEqual({ layout: sound.ticket.layout, logo: null });
  expect(said).toEqual([]);
});

it('makes a logo smaller that every ticket would wait for', async () => {
  const logo = join(tempDir(), 'logo.png');
  writeFileSync(logo, encode({ width: 1100, height: 500, data: new Uint8Array(1100 * 500), channels: 1 }));
  const { stationery } = await open(logo);
  const sizeOf = (printer: string) => {
    const { widthDots = 0, heightDots = 0, bits } = stationery.formOf(printer).logo ?? {};
    return { bytes: bits?.length ?? 0, shape: widthDots / heightDots };
  };
  // Sent with every ticket: four seconds at 9600 baud. Kept: as much as a printer's memory takes.
  expect(sizeOf('wide').bytes).toBeLessThanOrEqual(4096);
  expect(sizeOf('wide').bytes).toBeGreaterThan(3000);
  expect(sizeOf('keeps').bytes).toBeLessThanOrEqual(8192);
  expect(sizeOf('keeps').bytes).toBeGreaterThan(6000);
  expect(sizeOf('keeps').shape).toBeCloseTo(1100 / 500, 1);
});

it('does without a logo that went away after it was checked, and says so', async () => {
  const { stationery, said } = await open('/nowhere/logo.png');
  expect(stationery.formOf('narrow').logo).toBeNull();
  expect(said).toEqual([expect.stringMatching(/^ticket\.logo: \/nowhere\/logo\.png: There is no such file/)]);
});

it('knows the font that a printer was bought with', async () => {
  const { stationery } = await open(null);
  const fonts = ['narrow', 'other', 'wide'].map((id) => stationery.modelOf(id)?.wideFont);
  expect(fonts).toEqual([null, 'gb18030', 'big5']);
  expect(stationery.modelOf('gone')).toBeNull();
});
