/**
 * `npm run pages`: every page in every state, language, theme and size, as a person would look at it. Apart from
 * `npm test`, since it takes minutes of machine time.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '../..');

export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: [
      {
        root,
        test: {
          name: 'pages',
          include: ['test/pages/**/*.pages.test.ts'],
          globalSetup: [
            'test/kiosk/support/built-pages.ts',
            fileURLToPath(new URL('./support/built-once.ts', import.meta.url)),
          ],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What is wrong with a page is wrong each time; a browser that a busy machine has let stand is not.
          retry: 1,
        },
      },
      {
        root,
        test: {
          name: 'screens',
          include: ['test/screens/**/*.test.ts'],
          globalSetup: ['test/kiosk/support/built-pages.ts'],
          expect: { poll: { timeout: 8000 } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'elements',
          include: ['test/pages/elements/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
                args: ['--no-sandbox'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
