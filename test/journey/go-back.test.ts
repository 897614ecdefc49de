/** A technician goes back to a backup on the maintenance page: a real browser, the real host, which starts anew behind it. */
import { expect, it, onTestFinished } from 'vitest';
import { Api } from '../support/api.ts';
import { startFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { openScreen, says, sharedBrowser } from '../support/screens.ts';
import { tempDir } from '../support/temp.ts';

const newContext = sharedBrowser();

it('a backup, a mistake, the way back, and nobody gets a number twice', { timeout: 60_000 }, async () => {
  const dir = tempDir();
  const foyer = await startFoyer(dir, ['--config', lobbyFile(dir)]);
  const api = new Api(foyer.url);
  const context = await newContext();
  onTestFinished(() => context.close());
  const { page } = await openScreen(context, `${foyer.url}/maintenance#storage`);
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  await api.take();
  await page.getByText(says('maintenance.backups.none.text')).waitFor();
  await button(says('maintenance.back-up')).click();
  const copy = page.locator('table tbody tr');
  await copy.first().waitFor();
  await button(says('maintenance.check')).click();
  await page
    .getByRole('status')
    .filter({ hasText: /日志完好/ })
    .waitFor();
  const mistaken = await api.take();

  await copy.getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await page.keyboard.type((await dialog.locator('label b').innerText()).replaceAll(/\D/g, ''));
  await dialog.getByRole('button', { name: says('maintenance.restore.go') }).click();
  await page.getByText(says('maintenance.restarted', { epoch: 2 })).waitFor();
  expect(await page.getByText(says('warning.restored'), { exact: true }).count()).toBe(1);

  const next = await api.take();
  expect(Number(next.ticket.number.slice(1))).toBeGreaterThan(Number(mistaken.ticket.number.slice(1)));
  await button(says('maintenance.acknowledge')).click();
  await page.getByText(says('maintenance.well'), { exact: true }).waitFor();
  expect((await api.lobby()).day).not.toBeNull();
});
