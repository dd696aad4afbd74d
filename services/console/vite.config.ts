import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Addresses are relative: the gateway says where the console is, in the `base` of the page (`index.html`).
// biome-ignore lint/style/noDefaultExport: Vite asks for one
export default defineConfig({
  base: './',
  plugins: [react()],
  build: {
    outDir: 'dist/site',
    target: 'es2023',
    // Nothing inline: the policy of the page allows files of the gateway alone.
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['index.html', 'renewed.html'] },
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
});
