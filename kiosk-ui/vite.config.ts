import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { budget } from './budget.ts';

const pages = ['index', 'kiosk', 'counter', 'display', 'lab', 'maintenance', 'rate', 'supervisor', 'ticket'];
const rootDir = import.meta.dirname;

/** Writes each text a second and a third time, compressed: the host hands them out as they lie, and never compresses itself. */
const precompress: Plugin = {
  name: 'precompress',
  // From the files as written: until then, Vite still changes what is in them.
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle)) {
      if (!/\.(js|css)$/.test(name)) continue;
      const text = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(text));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(text, { level: 9 }));
    }
  },
};

/** What visitors' pages say, by the first part of a key; of troubles and errors, the visitors' half. */
const visitorTexts =
  /^(?:counter|display|kiosk|language|phone|priority|rate|rating|site)\.|^(?:error|print)\..+\.visitor$/;

/**
 * Refusals that only staff and programs meet, by how their codes begin. Where one came to a visitor all the same, the text of
 * `internal` says what to do.
 */
const neverVisitors =
  /^error\.(?:alarm|approve|assist|backup|batch|centre|dispositions|event|input|job-|journal-damaged|metric|month|not-a|recall|slip|text|transfer)/;

/** What explains figures: only the supervisor reads it, and later than the rest. */
const figureTexts = /^(?:alarms|inputs|metric|metrics|reports|satisfaction)\./;

/** What the host alone says, to boards, voices, papers and programs, and what only visitors are told of a trouble. */
const neverStaff = /^(?:alarm|board|metric-input|speech)\.|^(?:error|print)\..+\.visitor$/;

/** What each part of a catalogue keeps. */
const parts: Readonly<Record<string, (key: string) => boolean>> = {
  visitor: (key) => visitorTexts.test(key) && !neverVisitors.test(key),
  staff: (key) => !figureTexts.test(key) && !neverStaff.test(key),
  figures: (key) => figureTexts.test(key),
};

/** `zh-CN.json?visitor`: a part of a catalogue; the words of staff would be most of a kiosk's first load. */
const partialCatalogues: Plugin = {
  name: 'partial-catalogues',
  enforce: 'pre',
  transform(code, id) {
    const keeps = parts[/\.json\?(\w+)$/.exec(id)?.[1] ?? ''];
    if (keeps === undefined) return null;
    const texts = Object.entries(JSON.parse(code) as Record<string, string>);
    const kept = Object.fromEntries(texts.filter(([key]) => keeps(key)));
    return { code: `export default ${JSON.stringify(kept)};`, moduleType: 'js', map: null };
  },
};

/** A kiosk shall be drawn before anybody has looked; a desk has time, and Web Awesome is large. */
const budgets = {
  kiosk: { mostKb: 60, says: 'visitor', languages: 2 },
  display: { mostKb: 50, says: 'visitor', languages: 2 },
  rate: { mostKb: 50, says: 'visitor', languages: 2 },
  ticket: { mostKb: 40, says: 'visitor', languages: 1 },
  index: { mostKb: 50, says: 'staff', languages: 1 },
  counter: { mostKb: 80, says: 'staff', languages: 1 },
  lab: { mostKb: 75, says: 'staff', languages: 1 },
  maintenance: { mostKb: 80, says: 'staff', languages: 1 },
  supervisor: { mostKb: 140, says: 'staff', languages: 1 },
} as const;

export default defineConfig({
  root: rootDir,
  base: '/',
  plugins: [partialCatalogues, precompress, budget(budgets)],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Telephones that are some years old follow their tickets, too; private members cost half a kilobyte there.
    target: 'es2020',
    // A data: font would be forbidden by the host's content policy, and would grow the first load.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // How long each part of a build took is nobody's trouble.
      checks: { pluginTimings: false },
      input: Object.fromEntries(pages.map((page) => [page, `${rootDir}/${page}.html`])),
      // The font faces (a hundred unicode ranges) are cached apart from the pages' own styles, like the fonts.
      output: { codeSplitting: { groups: [{ name: 'fonts', test: /theme.fonts\.css$/ }] } },
    },
  },
  // Vite reads experimentalDecorators and useDefineForClassFields from kiosk-ui/tsconfig.json; Lit needs both.
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
