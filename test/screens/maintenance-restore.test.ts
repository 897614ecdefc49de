/** The way back to a backup: said plainly, confirmed by hand, asked for once. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { refusal } from '../kiosk/support/host.ts';
import { files, maintenanceView, storageView } from '../kiosk/support/maintenance-view.ts';
import { passTimeUntil, say, seen, stageForTests } from '../kiosk/support/stage.ts';

const stage = stageForTests();

const third = files[2];

/** The question about the third backup, which is 281 records old. */
async function ask(): Promise<{ page: Page; dialog: Locator; go: Locator }> {
  stage.host.show('maintenance', maintenanceView());
  const page = await stage.open('/maintenance#storage', { width: 1280, height: 800 });
  await page.locator('.copies tbody button').nth(2).click();
  const dialog = page.locator('dialog[open]');
  await dialog.waitFor();
  return { page, dialog, go: dialog.locator('.grave') };
}

const confirm = async (page: Page) => {
  await page.keyboard.type('17950');
  await page.keyboard.press('Enter');
};

describe('the question', () => {
  test('says what goes, what stays and what happens', async () => {
    const { dialog } = await ask();
    const text = await dialog.innerText();
    expect(text).toContain('281');
    for (const key of ['floor', 'restart', 'aside'] as const)
      expect(text).toContain(say('zh-CN', `maintenance.restore.${key}`));
    expect(text).toContain(say('zh-CN', 'maintenance.restore.told', { epoch: 2 }));
  });

  test('wants the position typed; anything else does nothing', async () => {
    const { page, go } = await ask();
    expect(await go.isDisabled()).toBe(true);
    await page.keyboard.type('1795');
    await page.keyboard.press('Enter');
    expect(await go.isDisabled()).toBe(true);
    await page.keyboard.type('0');
    expect(await go.isEnabled()).toBe(true);
    expect(stage.host.posts).toEqual([]);
  });

  test('is left with Escape, and asks anew the next time', async () => {
    const { page, dialog } = await ask();
    await page.keyboard.type('17950');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.copies tbody button').nth(2).click();
    expect(await page.locator('dialog input').inputValue()).toBe('');
    expect(stage.host.posts).toEqual([]);
  });

  test('of a backup from before a restoration does not pretend to know the loss', async () => {
    stage.host.show('maintenance', maintenanceView({ storage: storageView({ epoch: 2 }) }));
    const page = await stage.open('/maintenance#storage', { width: 1280, height: 800 });
    await page.locator('.copies tbody button').first().click();
    expect(await seen(page.getByText(say('zh-CN', 'maintenance.restore.lost.unknown')))).toBe(true);
  });
});

describe('the answer', () => {
  test('accepted: the page waits for the host and says in which epoch it is back', async () => {
    const { page, dialog } = await ask();
    stage.host.answer(() => ({ status: 202, body: { place: 'local', name: third?.name } }));
    await confirm(page);
    await dialog.getByText(say('zh-CN', 'maintenance.restarting')).waitFor();
    expect(stage.host.posts.map(({ path, body }) => [path, body])).toEqual([
      [`storage/backups/local/${third?.name}/restore`, { confirm: third?.name }],
    ]);
    stage.host.away();
    await page.locator('.head .warn').waitFor();
    stage.host.show('maintenance', maintenanceView({ storage: storageView({ epoch: 2, position: 17_952 }) }));
    stage.host.back();
    await passTimeUntil(
      page,
      page.locator('.note.done', { hasText: say('zh-CN', 'maintenance.restarted', { epoch: 2 }) }),
    );
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });

  test('Enter is pressed twice: asked once', async () => {
    const { page, dialog } = await ask();
    const answer = Promise.withResolvers<void>();
    stage.host.answer(() => answer.promise.then(() => ({ status: 202, body: {} })));
    await confirm(page);
    await page.keyboard.press('Enter');
    await dialog.locator('.grave[aria-busy=true]').waitFor();
    await page.keyboard.press('Enter');
    answer.resolve();
    await dialog.getByText(say('zh-CN', 'maintenance.restarting')).waitFor();
    expect(stage.host.posts).toHaveLength(1);
  });

  test('refused: the question stays, with the reason', async () => {
    const { page, dialog } = await ask();
    stage.host.answer(() => refusal('backup-unknown', 404));
    await confirm(page);
    expect(await seen(dialog.getByText(say('zh-CN', 'error.backup-unknown.staff')))).toBe(true);
  });

  test('lost on the way: never asked twice, and told when the host comes back as it was', async () => {
    const { page } = await ask();
    stage.host.answer(() => 'drop');
    await confirm(page);
    await page.getByText(say('zh-CN', 'maintenance.restarting')).waitFor();
    stage.host.away();
    await page.locator('.head .warn').waitFor();
    stage.host.back();
    await passTimeUntil(page, page.locator('.note.fault', { hasText: say('zh-CN', 'console.unreachable') }));
    expect(stage.host.posts).toHaveLength(1);
  });
});
