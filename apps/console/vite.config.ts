import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';

/** Everything is a file of its own, none within the page or another one: the page's policy lets nothing else in. */
const config: UserConfig = {
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
};

// eslint-disable-next-line no-restricted-exports -- Vite reads the default export.
export default config;
