/** Before the first test: the pages in both editions, since every file wants both, and what looks at them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { builtPages } from '../../kiosk/support/built-pages.ts';
import { probeScript } from './probe-script.ts';
import { shareSaid } from './share.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The file that is put into every page before its own scripts. */
    readonly probe: string;
  }
}

/** What vitest calls before the first test file, after the set-up that makes the directory of this run. */
export default async function setUp(project: TestProject): Promise<void> {
  if (shareSaid !== null) process.stderr.write(`${shareSaid}\n`);
  const { pagesParent } = project.getProvidedContext();
  await builtPages(pagesParent);
  await builtPages(pagesParent, 'longer');
  const probe = join(pagesParent, 'probe.js');
  await writeFile(probe, await probeScript());
  project.provide('probe', probe);
}
