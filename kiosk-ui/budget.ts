/** How much a page may weigh before anybody sees it: the build says it, and fails above it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

interface Budget {
  /** Scripts, styles and words of the first load, compressed as they are sent, in KB of 1,024 bytes; the faces aside. */
  readonly mostKb: number;
  /** Whose words it says, and in how many languages at once. */
  readonly says: 'staff' | 'visitor';
  readonly languages: 1 | 2;
}

const bytesPerKb = 1024;
/** The face is cached for good, and so is its sheet of a hundred ranges. */
const isFace = (name: string): boolean => /(?:^|\/)fonts-/.test(name);
const catalogues = {
  staff: /\/texts\/[\w-]+\.json\?staff$/,
  visitor: /\/texts\/[\w-]+\.json\?visitor$/,
} as const;

/** Runs after what writes each text compressed as `<name>.br`. */
export function budget(budgets: Readonly<Record<string, Budget>>): Plugin {
  let isQuiet = false;
  let isMadeLonger = false;
  return {
    name: 'budget',
    configResolved({ logLevel, plugins }) {
      isQuiet = logLevel === 'error' || logLevel === 'silent';
      // What the tests build in words of 30 % more letters is not what is sent to anybody.
      isMadeLonger = plugins.some(({ name }) => name === 'longer-texts');
    },
    writeBundle({ dir = '' }, bundle) {
      if (isMadeLonger) return;
      const sizeOf = (name: string): number => statSync(join(dir, `${name}.br`)).size;
      const rows = pagesOf(bundle).map(({ page, files, later }) => {
        const allowed = budgets[page];
        if (allowed === undefined)
          return this.error(`The page ${page} has no budget: give it one in vite.config.ts.`);
        const words = later
          .filter(({ facadeModuleId }) => catalogues[allowed.says].test(facadeModuleId ?? ''))
          .map(({ fileName }) => sizeOf(fileName))
          .toSorted((a, b) => b - a);
        const parts = [...files.map(sizeOf), ...words.slice(0, allowed.languages)];
        return { page, kb: parts.reduce((sum, size) => sum + size, 0) / bytesPerKb, ...allowed };
      });
      const lines = rows.map(
        ({ page, kb, mostKb }) => `${page.padEnd(12)} ${kb.toFixed(1).padStart(6)} of ${mostKb} KB`,
      );
      if (!isQuiet) process.stdout.write(`First load, brotli, without the face:\n${lines.join('\n')}\n`);
      const heavy = lines.filter((_, place) => (rows[place]?.kb ?? 0) > (rows[place]?.mostKb ?? 0));
      if (heavy.length > 0) this.error(`Too heavy:\n${heavy.join('\n')}`);
    },
  };
}

interface Page {
  readonly page: string;
  readonly files: readonly string[];
  /** What it may load afterwards: the words of every language, of which it says one or two. */
  readonly later: readonly Rolldown.OutputChunk[];
}

/** Every page with what it cannot be drawn without: its script, what that imports, and their styles. */
function pagesOf(bundle: Rolldown.OutputBundle): Page[] {
  const chunkOf = (name: string): Rolldown.OutputChunk | null => {
    const found = bundle[name];
    return found?.type === 'chunk' ? found : null;
  };
  return Object.values(bundle).flatMap((entry) => {
    if (entry.type !== 'chunk' || !entry.isEntry) return [];
    const chunks = new Set<Rolldown.OutputChunk>();
    const follow = (chunk: Rolldown.OutputChunk | null): void => {
      if (chunk === null || chunks.has(chunk)) return;
      chunks.add(chunk);
      for (const name of chunk.imports) follow(chunkOf(name));
    };
    follow(entry);
    const styles = [...chunks].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
    const later = new Set([...chunks].flatMap(({ dynamicImports }) => dynamicImports));
    const files = new Set([...[...chunks].map(({ fileName }) => fileName), ...styles]);
    return [
      {
        page: entry.name,
        files: [...files].filter((name) => !isFace(name)),
        later: [...later].map(chunkOf).filter((chunk) => chunk !== null),
      },
    ];
  });
}
