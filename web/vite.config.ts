/**
 * Builds the web UI into `web/dist`. Nothing may be inlined as `data:` but images, and no script may
 * stand in the page itself: the server's content security policy allows neither.
 */
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));
/** Makes the text of every element fit to look at. */
const inertElements = fileURLToPath(new URL('./src/inert', import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react({ jsxImportSource: inertElements })],
  css: {
    preprocessorOptions: {
      scss: { loadPaths: [`${modules}@uswds/uswds/packages`], quietDeps: true },
    },
  },
  resolve: {
    alias: {
      '@uswds/uswds/fonts': `${modules}@uswds/uswds/dist/fonts`,
      '@uswds/uswds/img': `${modules}@uswds/uswds/dist/img`,
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // React, the router and USWDS are one chunk; the chart loads only where one is drawn.
    chunkSizeWarningLimit: 900,
  },
});
