/** The pages as they are now, built once a run: by the first test file that opens a browser. */
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A directory of this run. */
    readonly pagesParent: string;
  }
}

/** What vitest calls before the first test file; what it gives back, after the last. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const parent = await mkdtemp(join(tmpdir(), 'foyer-pages-'));
  project.provide('pagesParent', parent);
  // Who watches changes the pages between two runs.
  project.onTestsRerun(() => rm(join(parent, 'pages'), { recursive: true, force: true }));
  return () => rm(parent, { recursive: true, force: true });
}

/** Where the pages are. Of two files that build at the same time, one finds the pages of the other in its way, and takes them. */
export async function builtPages(parent: string): Promise<string> {
  const pages = join(parent, 'pages');
  if (existsSync(pages)) return pages;
  const { build } = await import('vite');
  const configFile = join(import.meta.dirname, '../../../kiosk-ui/vite.config.ts');
  const outDir = await mkdtemp(join(parent, 'building-'));
  await build({ configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  await rename(outDir, pages).catch((fault: unknown) => {
    if (!existsSync(pages)) throw fault;
  });
  return pages;
}
