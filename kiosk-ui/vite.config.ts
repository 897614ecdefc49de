import { defineConfig } from 'vite';

const pages = ['index', 'kiosk', 'counter', 'display', 'lab', 'ticket'];
const rootDir = import.meta.dirname;

export default defineConfig({
  root: rootDir,
  base: '/',
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
