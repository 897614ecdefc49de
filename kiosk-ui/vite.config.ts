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

/** `zh-CN.json?visitor`: a catalogue without the words of staff, which would be most of a kiosk's first load. */
const visitorCatalogues: Plugin = {
  name: 'visitor-catalogues',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('.json?visitor')) return null;
    const texts = Object.entries(JSON.parse(code) as Record<string, string>);
    const kept = Object.fromEntries(texts.filter(([key]) => visitorTexts.test(key)));
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
  plugins: [visitorCatalogues, precompress, budget(budgets)],
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
