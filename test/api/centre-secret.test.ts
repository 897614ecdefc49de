/** A lobby file that names a secret is good only when the secret is. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';

it('--check-config reads it where the lobby file says, and says what is wrong with it: 2', async () => {
  const dir = tempDir();
  const centre = { url: 'https://centre.example.org/events', secretFile: 'centre.secret' };
  const args = ['--config', lobbyFile(dir, { more: { centre } }), '--check-config'];
  const path = join(dir, 'centre.secret');
  const missing = await runFoyer(args);
  expect(missing.code).toBe(2);
  expect(missing.output).toMatch(/lobby\.yaml: centre\.secretFile: .*centre\.secret: there is no such file/);
  expect(missing.output).not.toMatch(/\n\s+at /);

  writeFileSync(path, `whsec_${Buffer.alloc(32, 1).toString('base64')}\n`);
  chmodSync(path, 0o644);
  expect(await runFoyer(args)).toMatchObject({
    code: 2,
    output: expect.stringContaining('chmod 600') as string,
  });
  chmodSync(path, 0o600);
  expect((await runFoyer(args)).code).toBe(0);
});
