import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const pages = ['index', 'kiosk', 'counter', 'display', 'lab', 'ticket'];
const rootDir = import.meta.dirname;

/** Writes each text a second and a third time, compressed: the host hands them out as they lie, and never compresses itself. */
const precompress: Plugin = {
  name: 'precompress',
  generateBundle(_options, bundle) {
    for (const [name, output] of Object.entries(bundle)) {
      if (!/\.(js|css)$/.test(name)) continue;
      const text = output.type === 'chunk' ? output.code : output.source;
      this.emitFile({ type: 'asset', fileName: `${name}.br`, source: brotliCompressSync(text) });
      this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: gzipSync(text, { level: 9 }) });
    }
  },
};

export default defineConfig({
  root: rootDir,
  base: '/',
  plugins: [precompress],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // A data: font would be forbidden by the host's content policy, and would grow the first load.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(pages.map((page) => [page, `${rootDir}/${page}.html`])),
      // The font faces (a hundred unicode ranges) are cached apart from the pages' own styles, like the fonts.
      output: { codeSplitting: { groups: [{ name: 'fonts', test: /theme.fonts\.css$/ }] } },
    },
  },
  // Vite reads experimentalDecorators and useDefineForClassFields from kiosk-ui/tsconfig.json; Lit needs both.
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
