/** The technician's page: how the box is, what is to be seen to, and the memory of the house. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { MaintenanceView } from '../../firmware-host/messages/maintenance.ts';
import { storageWarnings, type StorageView } from '../../firmware-host/messages/storage.ts';
import { refusal } from '../kiosk/support/host.ts';
import { overflowing } from '../kiosk/support/overflowing.ts';
import {
  backup,
  centre,
  device,
  files,
  maintenanceView,
  storageView,
} from '../kiosk/support/maintenance-view.ts';
import { type OpenOptions, say, seen, stageForTests } from '../kiosk/support/stage.ts';

const stage = stageForTests();

const size = { width: 1280, height: 800 };

async function open(
  change: Partial<MaintenanceView> = {},
  tab = 'storage',
  options: OpenOptions = {},
): Promise<Page> {
  stage.host.show('maintenance', maintenanceView(change));
  const page = await stage.open(`/maintenance#${tab}`, { ...size, ...options });
  await page.locator('.sum').waitFor();
  return page;
}

const memory = (change: Partial<StorageView>) => ({ storage: storageView(change) });
const backupsOf = (change: Partial<StorageView['backup']>) =>
  memory({ backup: { ...storageView().backup, ...change } });
const matters = (page: Page) => page.locator('.matters h3').allInnerTexts();
const paths = () => stage.host.posts.map(({ path }) => path);
const kit = (page: Page, text: 'maintenance.back-up' | 'maintenance.check') =>
  page.locator('.kit button', { hasText: say('zh-CN', text) });

describe('how the box is', () => {
  test('all is well: one sentence, and nothing to see to', async () => {
    const page = await open();
    expect(await page.locator('h1').innerText()).toBe(say('zh-CN', 'maintenance.well'));
    expect(await seen(page.getByText(say('zh-CN', 'maintenance.todo.none'), { exact: true }))).toBe(true);
  });

  test('what is not well comes with its count, the worst first, and what visitors notice of that', async () => {
    const page = await open({
      ...memory({ warnings: ['disk-low', 'mount-volatile'] }),
      devices: [
        device('printer', 'door', { state: 'degraded', paperLow: true }),
        device('pad', 'pad-1', { state: 'lost', problem: 'disconnected', portFault: 'ENOENT' }),
      ],
      centre: centre({ state: 'waiting', backlog: 214, fault: 'connect ECONNREFUSED' }),
    });
    expect(await page.locator('h1').innerText()).toBe(say('zh-CN', 'maintenance.attend', { count: 5 }));
    const what = say('zh-CN', 'warning.mount-volatile.visitors');
    expect(await page.locator('.sum').innerText()).toContain(say('zh-CN', 'maintenance.visitors', { what }));
    expect((await matters(page)).slice(0, 2)).toEqual([
      say('zh-CN', 'warning.mount-volatile'),
      say('zh-CN', 'maintenance.device', {
        name: say('zh-CN', 'maintenance.pad.at', { name: 'pad-1', counter: '1 号窗口' }),
        problem: say('zh-CN', 'maintenance.problem.disconnected'),
      }),
    ]);
    expect(await page.locator('aside').innerText()).toContain('connect ECONNREFUSED');
    expect(await page.locator('.parts .free, .kept').allInnerTexts()).toHaveLength(2);
  });

  test.each([
    ['the journal takes nothing', memory({ fault: 'disk full' }), 'warning.journal-fault'],
    ['no day is open', memory({ day: null }), 'warning.no-day'],
  ] as const)('%s: no numbers can be given, and the page says so first', async (_what, change, key) => {
    const page = await open({ ...change, devices: [device('board', 'main', { state: 'lost' })] });
    expect(await page.locator('h1').innerText()).toBe(say('zh-CN', 'maintenance.stopped'));
    expect((await matters(page))[0]).toBe(say('zh-CN', key));
  });

  test('every warning says what it means, what Foyer does, and what to do', async () => {
    const page = await open(memory({ warnings: storageWarnings.filter((code) => code !== 'restored') }));
    for (const code of storageWarnings.filter((one) => one !== 'restored')) {
      const text = await page
        .locator('.matters > li', { hasText: say('zh-CN', `warning.${code}`) })
        .innerText();
      expect(text).toContain(say('zh-CN', `warning.${code}.visitors`));
      expect(text).toContain(say('zh-CN', `warning.${code}.foyer`));
      for (const step of say('zh-CN', `warning.${code}.staff`).split('\n')) expect(text).toContain(step);
    }
  });

  test('a restoration stays until somebody acknowledges it', async () => {
    const restored = {
      epoch: 2,
      cause: 'damage',
      at: '2026-11-19T06:02:00.000Z',
      after: 18_100,
      lost: 3,
      backup: backup(17_950, 0).name,
    } as const;
    const page = await open(memory({ epoch: 2, warnings: ['restored'], restored }));
    expect(await matters(page)).toEqual([say('zh-CN', 'warning.restored')]);
    const text = await page.locator('.matters').innerText();
    expect(text).toContain(say('zh-CN', 'maintenance.restored.damage'));
    expect(text).toContain(say('zh-CN', 'maintenance.restored.lost', { count: 3 }));
    expect(text).toContain('14:02');
    stage.host.answer(() => ({ status: 200, body: {} }));
    await page.getByRole('button', { name: say('zh-CN', 'maintenance.acknowledge') }).click();
    await expect.poll(paths).toEqual(['lobby/acknowledge-restored']);
    stage.host.show('maintenance', maintenanceView(memory({ epoch: 2 })));
    expect(await seen(page.getByText(say('zh-CN', 'maintenance.todo.none'), { exact: true }))).toBe(true);
  });

  test('while the host is away the page keeps what it knows and says that it reconnects', async () => {
    const page = await open();
    stage.host.away();
    await page.locator('.head').getByText(say('zh-CN', 'site.reconnecting')).waitFor();
    expect(await page.locator('.copies tbody tr').count()).toBe(files.length);
    await kit(page, 'maintenance.back-up').click();
    expect(await seen(page.locator('.note', { hasText: say('zh-CN', 'console.unreachable') }))).toBe(true);
  });
});

describe('devices', () => {
  test('each with its state, its port, and why it is not there', async () => {
    const page = await open(
      { devices: [device('board', 'main', { state: 'lost', problem: 'refused', portFault: 'EACCES' })] },
      'devices',
    );
    const row = await page.locator('.devices tr.bad').innerText();
    for (const part of ['main', say('zh-CN', 'maintenance.problem.refused'), 'EACCES'])
      expect(row).toContain(part);
    expect(await page.locator('.devices tr.ok').count()).toBe(3);
  });

  test('a board with what it lacks signs for, and one that nobody can ask', async () => {
    const signs = '\u9f98'.repeat(3) + 'x'.repeat(37);
    const page = await open(
      { devices: [device('board', 'main', { lacking: signs, unheard: true }), device('board', 'other')] },
      'devices',
    );
    const rows = await page.locator('.devices tr.ok').allInnerTexts();
    const notes = [
      say('zh-CN', 'maintenance.board.lacking', { signs }),
      say('zh-CN', 'maintenance.board.unheard'),
    ];
    expect(rows.slice(0, 2).map((row) => notes.map((note) => row.includes(note)))).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(await overflowing(page)).toEqual([]);
  });

  test('a board that refuses or lags says so in words of its own, and what to do about it', async () => {
    const page = await open(
      {
        devices: [
          device('board', 'main', { state: 'degraded', problem: 'refused' }),
          device('board', 'other', { state: 'degraded', problem: 'slow' }),
        ],
      },
      'devices',
    );
    const said = await page.locator('.matters').innerText();
    expect(await page.locator('.devices').innerText()).toContain(say('zh-CN', 'maintenance.board.slow'));
    for (const key of ['warning.board.refused.staff', 'warning.board.slow.staff'] as const)
      for (const step of say('zh-CN', key).split('\n')) expect(said).toContain(step);
  });

  test('none, and no centre: the box itself is still there', async () => {
    const page = await open({ devices: [], centre: null }, 'devices');
    await page.getByText(say('zh-CN', 'maintenance.devices.none')).waitFor();
    expect(await page.locator('.devices tr.ok').count()).toBe(2);
  });

  test('the tabs are links of their own address, also by keyboard', async () => {
    const page = await open({}, 'devices');
    const tab = page.getByRole('link', { name: say('zh-CN', 'maintenance.storage'), exact: true });
    await tab.focus();
    await page.keyboard.press('Enter');
    await page.locator('.disk').waitFor();
    expect(page.url()).toMatch(/#storage$/);
    expect(await tab.getAttribute('aria-current')).toBe('page');
    expect(await page.locator('.devices').count()).toBe(0);
  });
});

describe('backups', () => {
  test('newest first; of another epoch they say so', async () => {
    const page = await open(memory({ epoch: 2 }));
    const rows = await page.locator('.copies tbody tr').allInnerTexts();
    expect(rows).toHaveLength(files.length);
    expect(rows[0]).toMatch(/14:15/);
    expect(rows[4]).toMatch(/11月18日 18:00/);
    expect(rows[0]).toContain(say('zh-CN', 'maintenance.epoch', { epoch: 1 }));
  });

  test('none yet says how to get one', async () => {
    const page = await open(backupsOf({ files: [], lastAt: null }));
    expect(await seen(page.getByText(say('zh-CN', 'maintenance.backups.none.text')))).toBe(true);
  });

  test('a second directory that is away is named, with the reason', async () => {
    const away = backupsOf({ fault: '/media/usb/foyer: ENOENT' });
    const page = await open({ storage: { ...away.storage, warnings: ['backup-second-missing'] } });
    expect(await page.locator('.kept').innerText()).toContain(
      say('zh-CN', 'maintenance.second.missing', { dir: '/media/usb/foyer' }),
    );
    expect(await page.locator('.matters').innerText()).toContain('ENOENT');
  });

  test('now: once however often it is pressed, and what came of it', async () => {
    const page = await open();
    const answer = Promise.withResolvers<void>();
    const done = backupsOf({ files: [backup(18_231, 26), ...files] }).storage;
    stage.host.answer(() => answer.promise.then(() => ({ status: 200, body: done })));
    await kit(page, 'maintenance.back-up').click();
    await page
      .locator('.kit button[aria-busy=true]', { hasText: say('zh-CN', 'maintenance.backing-up') })
      .waitFor();
    await page.locator('.kit button').first().click({ force: true });
    answer.resolve();
    await page.locator('.note.done', { hasText: '18,231' }).waitFor();
    expect(paths()).toEqual(['storage/backup']);
  });

  test('one that the host makes by itself is seen as well', async () => {
    const page = await open(backupsOf({ running: true }));
    expect(await page.locator('.kit button[aria-busy=true]').isDisabled()).toBe(true);
  });

  test.each([
    ['maintenance.back-up', 'backup-failed', 503],
    ['maintenance.back-up', 'backup-running', 409],
    ['maintenance.check', 'journal-damaged', 409],
  ] as const)('%s refused as %s is told with what to do', async (button, code, status) => {
    const page = await open();
    stage.host.answer(() => refusal(code, status));
    await kit(page, button).click();
    expect(await seen(page.locator('.note.fault', { hasText: say('zh-CN', `error.${code}.staff`) }))).toBe(
      true,
    );
  });

  test('a check that finds nothing says how far it read', async () => {
    const page = await open();
    stage.host.answer(() => ({ status: 200, body: storageView() }));
    await kit(page, 'maintenance.check').click();
    const position = '18,231';
    expect(await seen(page.getByText(say('zh-CN', 'maintenance.checked', { position })))).toBe(true);
  });
});
