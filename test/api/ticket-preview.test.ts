/** The ticket on the maintenance page: drawn from the very bytes, with the layout of the house or one that is only tried. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PreviewTicket, TicketPreview } from '../../firmware-host/messages/ticket-preview.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import type { LabView } from '../../firmware-host/messages/lab.ts';
import { LiveStream } from '../support/live.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const clinicLogo = fileURLToPath(new URL('../../config/lobbies/clinic-logo.png', import.meta.url));

const foyer = sharedFoyer((dir) => {
  copyFileSync(clinicLogo, join(dir, 'logo.png'));
  return [
    '--config',
    lobbyFile(dir, {
      more: {
        publicUrl: 'https://queue.example.org',
        ticket: { logo: 'logo.png', layout: ['logo', 'number', 'qr', { text: 'Service {service}' }] },
        devices: {
          printers: [
            { id: 'paper', model: 'escpos-58', port: 'simulated:?pace=0' },
            { id: 'wide', model: 'escpos-80', port: 'simulated:?pace=0' },
          ],
        },
      },
    }),
  ];
});
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

const path = '/api/v1/maintenance/ticket-preview';
const usual: PreviewTicket = { printer: 'paper', language: 'zh-CN', sample: 'ordinary' };
const ask = async (more: Partial<PreviewTicket> = {}) =>
  bodyOf(await api.post(path, { ...usual, ...more })) as TicketPreview;

const pictureOf = ({ paper }: TicketPreview) => {
  if (paper === null) throw new Error('there is no paper');
  return { ...paper, picture: decode(Buffer.from(paper.png, 'base64')) };
};

describe('the present layout', () => {
  it('is shown as this printer would print it, and said as it would be written', async () => {
    const preview = await ask();
    expect(preview.faults).toEqual([]);
    expect(preview.layout).toBe(
      'logo: logo.png\nlayout:\n  - copy\n  - logo\n  - number\n  - qr\n  - { text: "Service {service}" }\n',
    );
    const { picture, widthDots, heightDots, bytes, lengthMm } = pictureOf(preview);
    expect([picture.width, picture.height]).toEqual([widthDots, heightDots]);
    expect(widthDots).toBe(384);
    expect(lengthMm).toBeGreaterThan(30);
    // The logo by itself is 112 × 92 dots.
    expect(bytes).toBeGreaterThan(1300);
  });

  it('is as wide as the paper of each printer', async () => {
    expect(pictureOf(await ask({ printer: 'wide' })).widthDots).toBe(576);
  });
});

const tried = (...lines: string[]) => ask({ layout: lines.join('\n') });

const papersOf = ({ printers }: LabView) => printers[0]?.papers ?? [];

it('is what comes out of the printer, byte for byte as many', async () => {
  // The first one after the start brings the set-up of the printer with it.
  await api.take('A', { kiosk: 'door', language: 'zh-CN' });
  const { ticket } = await api.take('A', { kiosk: 'door', language: 'zh-CN' });
  const stream = await LiveStream.open(foyer().url, 'lab');
  const seen = await stream.view<LabView>((view) => papersOf(view).filter(({ done }) => done).length === 2);
  stream.close();
  const [paper] = papersOf(seen);
  const { bytes } = pictureOf(await ask());
  // The sample's number and its secret are as long as those of any ticket.
  expect(JSON.stringify(paper?.items)).toContain(ticket.number);
  expect(paper?.bytes).toBe(bytes);
});

describe('a layout that is tried', () => {
  it('is drawn, and nothing of it stays', async () => {
    const before = await ask();
    const large = await tried(
      'layout:',
      '  - number',
      "  - { text: '{number}', size: 8 }",
      '  - { feed: 10 }',
    );
    expect(large.faults).toEqual([]);
    expect(large.paper).not.toEqual(before.paper);
    expect(await ask()).toEqual(before);
  });

  it('is longer for a copy, a case and a booked one', async () => {
    const layout = "layout: [number, { text: '{copy}' }, due, appointment]";
    const heightOf = async (sample: PreviewTicket['sample']) =>
      pictureOf(await ask({ sample, layout })).heightDots;
    const ordinary = await heightOf('ordinary');
    for (const sample of ['copy', 'case', 'appointment'] as const)
      expect(await heightOf(sample)).toBeGreaterThan(ordinary);
  });

  it('has its faults with their places, and no picture', async () => {
    const { paper, faults, layout } = await tried('layout:', '  - number', "  - text: 'for {servce}'");
    expect(paper).toBeNull();
    expect(faults).toEqual([
      {
        line: 3,
        column: 16,
        path: 'layout[1].text',
        message: expect.stringContaining('Did you mean "service"?') as string,
      },
    ]);
    expect(layout).toContain('logo.png');
  });

  it('can name the present logo, and reads no other file', async () => {
    expect((await tried('logo: logo.png', 'layout: [logo, number]')).faults).toEqual([]);
    const places = ['lobby.png', '../logo.png', '/etc/hostname', './logo.png'];
    for (const place of places) {
      const { paper, faults } = await tried(`logo: ${place}`);
      expect([place, paper, faults.length > 0]).toEqual([place, null, true]);
    }
  });

  it('may be as long as is allowed, whatever stands in it', async () => {
    const answer = await api.post(path, { ...usual, layout: `#${'票'.repeat(19_999)}` });
    expect(answer.status).toBe(200);
    const long = await api.post(path, { ...usual, layout: 'x'.repeat(20_001) });
    expect([long.status, problemOf(long).code]).toEqual([400, 'bad-request']);
    const huge = await api.post(path, { ...usual, layout: 'x'.repeat(70_000) });
    expect([huge.status, problemOf(huge).code]).toEqual([413, 'too-large']);
  });
});

it('refuses a printer that is not there, and a language or a sample that nobody knows', async () => {
  const answers = await Promise.all([
    api.post(path, { ...usual, printer: 'none' }),
    api.post(path, { ...usual, language: 'fr' }),
    api.post(path, { ...usual, sample: 'lottery' }),
    api.post(path, usual, { origin: 'https://evil.example' }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([404, 400, 400, 403]);
  expect(problemOf(answers[0]).code).toBe('device-unknown');
});
