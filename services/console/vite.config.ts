import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const room = import.meta.dirname;

/** Leaves beside the site which modules it is made of: whoever hands it on owes their licences. */
const listModules: Plugin = {
  name: 'list-modules',
  writeBundle(_options, bundle) {
    const modules = Object.values(bundle)
      .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
      .filter((module) => module.startsWith('/'))
      .map((module) => relative(room, module.replace(/\?.*$/, '')));
    writeFileSync(`${room}/dist/modules.json`, JSON.stringify([...new Set(modules)].sort()));
  },
};

// Addresses are relative: the gateway says where the console is, in the `base` of the page (`index.html`).
// biome-ignore lint/style/noDefaultExport: Vite asks for one
export default defineConfig({
  base: './',
  plugins: [react(), listModules],
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
