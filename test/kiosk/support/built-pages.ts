/** The pages as they are now, built once a run: by the first test file that opens a browser. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { longerTexts } from '../../support/longer-texts.ts';

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
  project.onTestsRerun(async () => {
    for (const name of await readdir(parent)) await rm(join(parent, name), { recursive: true, force: true });
  });
  return () => rm(parent, { recursive: true, force: true });
}

/** `longer`: in words that are 30 % longer than any that we have. */
export type Edition = 'pages' | 'longer';

/** Where the pages are. Of two files that build at the same time, one finds the pages of the other in its way, and takes them. */
export async function builtPages(parent: string, edition: Edition = 'pages'): Promise<string> {
  const pages = join(parent, edition);
  if (existsSync(pages)) return pages;
  const { build } = await import('vite');
  const configFile = join(import.meta.dirname, '../../../kiosk-ui/vite.config.ts');
  const outDir = await mkdtemp(join(parent, 'building-'));
  const plugins = edition === 'longer' ? [longerTexts] : [];
  await build({ configFile, logLevel: 'error', plugins, build: { outDir, emptyOutDir: true } });
  await rename(outDir, pages).catch((fault: unknown) => {
    if (!existsSync(pages)) throw fault;
  });
  return pages;
}
