import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Sections that the first page does without, but for what the navigation says of them. */
const laterSections = new Set([
  'access',
  'account',
  'accounting',
  'audit',
  'calendar',
  'cli',
  'close_desk',
  'company',
  'customers',
  'duties',
  'exchange',
  'explain',
  'imports',
  'incentives',
  'insight',
  'jobs',
  'my_pay',
  'orders',
  'pay',
  'plan',
  'plan_studio',
  'problem',
  'products',
  'statement',
  'structure',
  'territories',
  'users',
]);
const navigationKeys = ['title', 'new'];

type Section = Record<string, unknown>;
const partOf = (section: Section) =>
  Object.fromEntries(Object.entries(section).filter(([key]) => navigationKeys.includes(key)));

/** Cuts each catalogue in two: `xx.json` for the first page, `xx.json?later` fetched behind it. */
function cataloguesInTwo(): Plugin {
  const prefix = '\0catalogue:';
  return {
    name: 'catalogues-in-two',
    enforce: 'pre',
    resolveId(source) {
      const found = /\/locales\/(\w+)\.json(\?later)?$/.exec(source);
      return found ? `${prefix}${found[1]}:${found[2] ? 'later' : 'first'}` : null;
    },
    load(id) {
      if (!id.startsWith(prefix)) return null;
      const [language, part] = id.slice(prefix.length).split(':');
      const file = here(`../locales/${language}.json`);
      this.addWatchFile(file);
      const sections = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Section>);
      const wanted =
        part === 'later'
          ? sections.filter(([name]) => laterSections.has(name))
          : sections
              .map(([name, each]) => [name, laterSections.has(name) ? partOf(each) : each] as const)
              .filter(([, each]) => Object.keys(each).length > 0);
      return { code: `export default ${JSON.stringify(Object.fromEntries(wanted))}`, moduleType: 'js' };
    },
  };
}

export default defineConfig({
  plugins: [cataloguesInTwo(), react()],
  resolve: {
    alias: { '@shared': here('./src/shared'), '@locales': here('../locales') },
  },
  server: {
    fs: { allow: [here('..')] },
    // The server compares Origin with Host: both must be the page's.
    proxy: {
      '/api': { target: process.env.COLONNADE_SERVER ?? 'http://127.0.0.1:8080', changeOrigin: false },
    },
  },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/test/setup.ts'],
    css: false,
    restoreMocks: true,
  },
});
