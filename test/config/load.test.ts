import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assertAccess, isLoopback } from '../../config/access.ts';
import { formatFaults } from '../../config/faults.ts';
import { defaultLobbyFile, loadConfig } from '../../config/load.ts';
import { jsonSchema } from '../../config/schema.ts';
import { configOf, lobby } from './lobby.ts';

const lobbies = fileURLToPath(new URL('../../config/lobbies/', import.meta.url));

describe('the lobbies that come along', () => {
  test('every one loads', async () => {
    const files = (await readdir(lobbies)).filter((name) => name.endsWith('.yaml'));
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const file of files) {
      const loaded = await loadConfig(join(lobbies, file));
      expect(loaded.ok ? '' : formatFaults(loaded.faults)).toBe('');
    }
  });

  test('the default one serves everything at each of four counters and prints on a simulated printer', async () => {
    const loaded = await loadConfig(defaultLobbyFile);
    if (!loaded.ok) throw new Error(formatFaults(loaded.faults));
    const { config } = loaded;
    expect(config.services.map(({ letter, name }) => `${letter} ${name['zh-CN']} ${name.en}`)).toEqual([
      'A 咨询 Enquiries',
      'B 缴费 Payments',
      'C 报修 Repairs',
      'D 投诉 Complaints',
      'E 入住·装修 Move-in, fit-out',
      'F 证件·发票 Permits, invoices',
      'V 预约·贵宾 Appointments and priority',
    ]);
    expect(config.counters.map(({ id, services }) => `${id} ${services.join('')}`)).toEqual(
      ['1', '2', '3', '4'].map((id) => `${id} ABCDEFV`),
    );
    expect(config.devices.printers).toEqual([
      { id: 'ticket-printer', model: 'escpos-58', port: 'simulated:', rollTickets: 250 },
    ]);
    expect(config.kiosks).toEqual([{ id: 'front-door', printer: 'ticket-printer' }]);
    expect(config.agents[0]).toEqual({ id: 'lin', name: '林', services: null });
    expect(config.devices.boards.map(({ id, widthDots, shows }) => [id, widthDots, shows.counter])).toEqual([
      ['main-board', 128, null],
      ['counter-1', 64, '1'],
      ['counter-2', 64, '2'],
    ]);
    const { pads } = config.devices;
    expect(
      pads
        .filter(({ buttons }) => buttons[0]?.does === 'rate')
        .map(({ id, counter, wiring }) => [id, counter, wiring.buttons]),
    ).toEqual(['1', '2', '3', '4'].map((counter) => [`pad-${counter}`, counter, [2, 3, 4, 5, 6]]));
    expect(pads[0]?.wiring).toMatchObject({ lights: { armed: 11, thanks: 12 }, buzzer: 10 });
    // So that a refusal can be heard.
    expect(pads[1]?.wiring).toMatchObject({ lights: { armed: null, thanks: 12 }, buzzer: 10 });
    // Whoever tries it finishes a visit in a moment, and may rate it.
    expect(config.ratings.shortVisitSeconds).toBe(0);
    expect(pads[1]?.buttons.map(({ does, counter }) => `${does} ${counter}`)).toEqual([
      'call-next 1',
      'recall 1',
      'finish 1',
      'call-staff 1',
    ]);
    expect([config.access, config.clock, config.publicUrl]).toEqual(['demo', 'assume', undefined]);
    // It has to work at any time of day.
    expect(config.services.filter(({ hours, on }) => hours !== null || on !== null)).toEqual([]);
    expect(config.services.filter(({ kind }) => kind === 'case').map(({ letter }) => letter)).toEqual([
      'C',
      'D',
    ]);
    expect(config.kioskLimit).toEqual({ withinSeconds: 60, confirmAfter: 3, pauseAfter: 10 });
  });
});

describe('what a checked lobby holds', () => {
  test('one lobby never gets the defaults of another to change', () => {
    configOf(lobby({})).priority.reasons.push('vip');
    configOf(lobby({})).kiosks.push({ id: 'another' });
    expect(configOf(lobby({})).priority.reasons).not.toContain('vip');
    expect(configOf(lobby({})).kiosks).toEqual([{ id: 'kiosk' }]);
  });

  test('a missing name is that of the first language, also for a language the lobby does not offer', () => {
    const text = lobby({
      languages: 'languages: [zh-CN, en]',
      name: 'name: { zh-CN: 厅, en: Hall }',
      services: 'services: [{ letter: A, name: { zh-CN: 咨询 } }]',
      counters: "counters: [{ id: '1', name: { zh-CN: 贵宾室, zh-TW: 貴賓室 }, services: [A] }]",
    });
    const { name, services, counters } = configOf(text);
    expect(name).toEqual({ 'zh-CN': '厅', 'zh-TW': '厅', en: 'Hall' });
    expect(services[0]?.name).toEqual({ 'zh-CN': '咨询', 'zh-TW': '咨询', en: '咨询' });
    expect(counters[0]?.name).toEqual({ 'zh-CN': '贵宾室', 'zh-TW': '貴賓室', en: '贵宾室' });
  });

  test('publicUrl becomes ASCII, as a QR code on paper carries nothing else', () => {
    expect(configOf(lobby({}, 'publicUrl: https://叫号.example')).publicUrl).toBe(
      'https://xn--fprya.example',
    );
  });

  test('publicUrl loses the slash at its end, so that /t/ follows it once', () => {
    expect(configOf(lobby({}, 'publicUrl: https://q.example.org/')).publicUrl).toBe('https://q.example.org');
  });

  test('the schema for editors is JSON and closed', () => {
    expect(JSON.parse(JSON.stringify(jsonSchema))).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: { dayStartsAt: { default: '04:00' }, services: { maxItems: 26 } },
    });
  });
});

describe('a file that cannot be read', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'foyer-config-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function messageFor(name: string, content?: string | Buffer): Promise<string> {
    const file = join(folder, name);
    if (content !== undefined) await writeFile(file, content);
    const loaded = await loadConfig(file);
    if (loaded.ok) throw new Error('It loaded.');
    expect(loaded.faults).toHaveLength(1);
    expect(loaded.faults[0]).toMatchObject({ file, path: '' });
    return loaded.faults[0]?.message ?? '';
  }

  test('is missing', async () => {
    expect(await messageFor('none.yaml')).toMatch(/^There is no such file; .*--config/);
    expect(await messageFor('none.yaml/below')).toMatch(/^There is no such file/);
  });

  test('is a folder', async () => {
    expect(await messageFor('.')).toMatch(/^This is a folder/);
  });

  test('is empty, or has comments only', async () => {
    expect(await messageFor('a.yaml', '')).toMatch(/^The file is empty/);
    expect(await messageFor('b.yaml', '# nothing yet\n')).toMatch(/^The file is empty/);
  });

  test('is over 1 MiB, though all of it is comment', async () => {
    const line = `#${'x'.repeat(98)}\n`;
    expect(await messageFor('a.yaml', line.repeat(10_486))).toMatch(/larger than 1 MiB/);
    // Just below, the next limit speaks: the file was read.
    expect(await messageFor('b.yaml', `${line.repeat(10_485)}x`)).toMatch(/is a mapping of keys/);
  });

  test('never ends', async () => {
    const loaded = await loadConfig('/dev/zero');
    expect(loaded.ok ? '' : formatFaults(loaded.faults)).toMatch(/larger than 1 MiB/);
  });

  test('is not UTF-8', async () => {
    expect(await messageFor('gbk.yaml', Buffer.from([0xb4, 0xf3, 0xcc, 0xfc]))).toMatch(/not UTF-8/);
  });

  test('begins with the mark of a Windows editor: that is no fault', async () => {
    const file = join(folder, 'bom.yaml');
    await writeFile(file, `\uFEFF${lobby({}).replaceAll('\n', '\r\n')}`);
    expect(await loadConfig(file)).toMatchObject({ ok: true });
  });
});

const withLogo = (name: string) => lobby({}, `ticket: { logo: ${name} }`);

describe('a logo beside the file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'foyer-config-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const load = async (name: string, text = withLogo(name)) => {
    const file = join(folder, 'lobby.yaml');
    await writeFile(file, text);
    const loaded = await loadConfig(file);
    return loaded.ok ? loaded.config.ticket.logo : formatFaults(loaded.faults);
  };

  test('is found there, and its whole path kept', async () => {
    await copyFile(join(lobbies, 'clinic-logo.png'), join(folder, 'own.PNG'));
    expect(await load('own.PNG')).toBe(join(folder, 'own.PNG'));
  });

  test('that is no PNG is refused at its line, together with all other faults', async () => {
    await writeFile(join(folder, 'logo.png'), 'GIF89a, by another name');
    expect(await load('logo.png')).toMatch(/lobby\.yaml:8:17: ticket\.logo: "logo\.png": .*PNG/);
    const both = withLogo('logo.png').replace('timeZone: UTC', 'timeZone: Mars');
    expect(await load('logo.png', both)).toMatch(/timeZone.*\n.*ticket\.logo.*\n2 faults/);
  });

  test('that is not there, has no end, or is too large is refused', async () => {
    expect(await load('none.png')).toMatch(/"none\.png": There is no such file/);
    await mkdir(join(folder, 'folder.png'));
    expect(await load('folder.png')).toMatch(/"folder\.png": This is no file/);
    await symlink('/dev/zero', join(folder, 'zero.png'));
    expect(await load('zero.png')).toMatch(/"zero\.png": This is no file/);
    await writeFile(join(folder, 'large.png'), Buffer.alloc(1024 * 1024 + 1));
    expect(await load('large.png')).toMatch(/larger than 1 MiB/);
  });
});

describe('access: demo', () => {
  test.each(['127.0.0.1', '127.8.9.10', '::1', 'localhost', '::ffff:127.0.0.1'])(
    'may listen on %s',
    (host) => {
      expect(() => assertAccess({ access: 'demo' }, host)).not.toThrow();
    },
  );

  test.each(['0.0.0.0', '::', '192.168.1.9', '::ffff:10.0.0.1', 'kiosk.local', '127.0.0.1.example.org', ''])(
    'is refused on %j',
    (host) => {
      expect(isLoopback(host)).toBe(false);
      expect(() => assertAccess({ access: 'demo' }, host)).toThrow(
        /access: demo.*--listen 127\.0\.0\.1:8080/,
      );
    },
  );
});
