// Fails when the first page needs more script than the budget of 250 kB, compressed: what index.html loads,
// the home page and the largest catalogue. A further page may add 80 kB; libraries that several pages load
// later are counted with each of them. Pictures and the editor of plans are libraries that come behind the
// page that shows them: each has a budget of its own.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budgets = { first: 250_000, page: 80_000, chart: 200_000, editor: 115_000 };
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'));
const sizes = new Map();

const size = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist))).length);
  return sizes.get(file);
};

/** Files that `key` needs before it runs, without those in `known`. */
function closure(key, known = new Set(), found = new Set()) {
  const entry = manifest[key];
  if (known.has(entry.file) || found.has(entry.file)) return found;
  found.add(entry.file);
  for (const each of entry.imports ?? []) closure(each, known, found);
  return found;
}

const total = (files) => [...files].reduce((sum, file) => sum + size(file), 0);
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = closure(entry);
const catalogues = Object.keys(manifest).filter((key) => key.startsWith('catalogue:'));
const firstCatalogues = catalogues.filter((key) => key.endsWith(':first'));
if (firstCatalogues.length === 0) throw new Error('no catalogue in the manifest');
const home = Object.keys(manifest).find((key) => key.endsWith('/home-page.tsx'));
for (const file of closure(home)) first.add(file);
const largest = Math.max(...firstCatalogues.map((key) => size(manifest[key].file)));

let failed = false;
const report = (name, bytes, limit) => {
  const over = bytes > limit;
  failed ||= over;
  process.stdout.write(
    `${over ? 'OVER ' : 'ok   '} ${(bytes / 1000).toFixed(1).padStart(7)} of ${limit / 1000} kB  ${name}\n`,
  );
};

report('first page', total(first) + largest, budgets.first);
for (const key of Object.keys(manifest)) {
  if (!manifest[key].isDynamicEntry || catalogues.includes(key) || key === home) continue;
  const bytes = total(closure(key, first));
  const kind = /chart-canvas|echarts/.test(key) ? 'chart' : /plan-editor/.test(key) ? 'editor' : 'page';
  report(key.replace(/^src\//, ''), bytes, budgets[kind]);
}
process.exit(failed ? 1 : 0);
