/**
 * The tickets of every example lobby as pictures, from the very bytes that its printers would get. A change of layout, words,
 * codec or fonts is seen here: look at the new pictures, then `UPDATE_TICKETS=1 npx vitest run` this file.
 */
import { decode } from 'fast-png';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../../config/load.ts';
import type { LobbyConfig } from '../../../../config/schema.ts';
import { previewPaper, type PaperPreview } from '../../../../drivers/printer/preview/preview.ts';
import { hireArtist } from '../../../../drivers/printer/raster/canvas-artist.ts';
import { layTicket } from '../../../../firmware-host/followers/ticket-layout.ts';
import type { Language } from '../../../../firmware-host/messages/common.ts';
import type { TicketSample } from '../../../../firmware-host/messages/ticket-preview.ts';
import { sampleTicket } from '../../../../firmware-host/paper/sample-ticket.ts';
import { Stationery } from '../../../../firmware-host/paper/stationery.ts';
import { lobbyOf, siteOf } from '../../../../firmware-host/site.ts';

const lobbies = fileURLToPath(new URL('../../../../config/lobbies/', import.meta.url));
const fixtures = fileURLToPath(new URL('../../../fixtures/tickets/', import.meta.url));
const isUpdate = process.env['UPDATE_TICKETS'] === '1';

/** 10:41 of a Saturday in Shanghai. */
const now = { at: Date.UTC(2026, 10, 21, 2, 41), monoMs: 0, boot: 'boot', trusted: true };

interface Wanted {
  readonly printer: string;
  readonly language: Language;
  readonly sample: TicketSample;
}

interface House {
  readonly name: string;
  readonly config: LobbyConfig;
  readonly stationery: Stationery;
}

async function houseOf(file: string): Promise<House> {
  const loaded = await loadConfig(join(lobbies, file));
  if (!loaded.ok) throw new Error(`${file}: ${JSON.stringify(loaded)}`);
  const stationery = await Stationery.open(loaded.config, (line) => {
    throw new Error(line);
  });
  return { name: basename(file, '.yaml'), config: loaded.config, stationery };
}

/** Each printer in the lobby's first language and in English; a case where the lobby takes cases; one copy. */
function wantedOf({ config }: House): Wanted[] {
  const spoken = new Set<Language>([config.languages[0] ?? 'zh-CN', 'en']);
  const hasCases = config.services.some(({ kind }) => kind === 'case');
  return config.devices.printers.flatMap(({ id: printer }, index) =>
    Array.from(spoken).flatMap((language): Wanted[] => [
      { printer, language, sample: 'ordinary' },
      ...(hasCases ? [{ printer, language, sample: 'case' } as const] : []),
      ...(index === 0 && language === config.languages[0]
        ? [
            { printer, language, sample: 'appointment' } as const,
            { printer, language, sample: 'copy' } as const,
          ]
        : []),
    ]),
  );
}

async function paperOf({ config, stationery }: House, wanted: Wanted): Promise<PaperPreview> {
  const { printer, language, sample } = wanted;
  const site = siteOf(config, () => 'https://queue.example.org');
  const model = stationery.modelOf(printer);
  if (model === null) throw new Error(`no printer ${printer}`);
  const house = { services: lobbyOf(config).services, dayRule: config, now };
  const ticket = sampleTicket(house, sample, language);
  return previewPaper(layTicket(site, ticket, stationery.formOf(printer)), model, hireArtist);
}

/** How many dots differ; null where the papers are not even of one size. */
function differentDots(one: Uint8Array, other: Uint8Array): number | null {
  const a = decode(one);
  const b = decode(other);
  if (a.width !== b.width || a.height !== b.height || a.depth !== b.depth) return null;
  let different = 0;
  a.data.forEach((byte, at) => {
    for (let bits = byte ^ (b.data[at] ?? 0); bits !== 0; bits &= bits - 1) different += 1;
  });
  return different;
}

/** Keeps the picture that was drawn where somebody can look at it. */
function kept(name: string, png: Uint8Array): string {
  const file = join(mkdtempSync(join(tmpdir(), 'foyer-ticket-')), name);
  writeFileSync(file, png);
  return file;
}

/** Null when the picture is as it was. */
function faultOf(name: string, png: Uint8Array): string | null {
  const file = join(fixtures, name);
  if (isUpdate) writeFileSync(file, png);
  if (!existsSync(file)) return `${name} is new: ${kept(name, png)}`;
  const different = differentDots(png, readFileSync(file));
  if (different === 0) return null;
  return `${different ?? 'all'} dots of ${name} are different: ${kept(name, png)}`;
}

const houses = await Promise.all(
  readdirSync(lobbies)
    .filter((file) => file.endsWith('.yaml'))
    .map(houseOf),
);

const nameOf = ({ name }: House, { printer, language, sample }: Wanted): string =>
  `${name}-${printer}-${language}${sample === 'ordinary' ? '' : `-${sample}`}.png`;

describe.each(houses)('$name', (house) => {
  test.each(wantedOf(house))('$printer, $language, $sample', async (wanted) => {
    const { png } = await paperOf(house, wanted);
    expect(faultOf(nameOf(house, wanted), png)).toBeNull();
  });
});

test('no picture of a ticket that no lobby has any more', () => {
  const wanted = houses.flatMap((house) => wantedOf(house).map((each) => nameOf(house, each)));
  expect(readdirSync(fixtures).toSorted()).toEqual(wanted.toSorted());
});
