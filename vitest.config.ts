import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Minutes of machine time: `npm run pages` and `npm run screens`.
    exclude: ['test/pages/**', 'test/screens/**'],
    globalSetup: ['test/kiosk/support/built-pages.ts'],
    // One more than CI has cores: with two, a quarter of their time is waiting for hosts, browsers and wires.
    maxWorkers: 3,
    // Commands are started a hundred times: what Node has made of their modules is kept, as `firmware-host/main.js` has it kept.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/foyer-tests') },
    // How long a page may take to show something: a busy machine must not decide.
    expect: { poll: { timeout: 8000 } },
    // What hangs ends; what is only slow, on a machine that is busy with other things, does not fail for it.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
