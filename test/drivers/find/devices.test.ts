/** The command line. */
import { expect, it } from 'vitest';
import { runCommand } from '../../support/run-command.ts';

it('looks at this machine, whatever is connected to it', async () => {
  const { code, said } = await runCommand('devices', ['--json']);
  expect(code).toBe(0);
  expect(JSON.parse(said)).toMatchObject({ devices: expect.any(Array), troubles: expect.any(Array) });
});

it('explains itself', async () => {
  expect(await runCommand('devices', ['--help'])).toMatchObject({
    code: 0,
    said: expect.stringMatching(/npm run devices -- --ask[^]*Exit codes/),
  });
});

it.each([['--speed'], ['printer']])('refuses %s', async (flag) => {
  expect(await runCommand('devices', [flag])).toMatchObject({
    code: 2,
    complained: expect.stringMatching(/^devices: .*--help tells more/),
  });
});
