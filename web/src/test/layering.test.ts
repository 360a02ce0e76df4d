import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { brokenImports } from './layering';

const root = resolve(process.cwd(), 'src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('schema.gen.ts'))
  .map((path) => ({ path, text: readFileSync(resolve(root, path), 'utf8') }));

it('a feature imports shared only, and shared nothing above itself', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(brokenImports(files)).toEqual([]);
});

it('the check sees a feature that imports another, and shared that imports a feature', () => {
  expect(
    brokenImports([
      { path: 'features/process/orders/a.tsx', text: "import { x } from '../../operations/goals/b';" },
      { path: 'features/process/orders/c.tsx', text: "const d = () => import('../customers/d');" },
      { path: 'shared/hooks/e.ts', text: "import { f } from '../../features/insight/home/f';" },
      { path: 'features/process/orders/g.tsx', text: "import { h } from '../../../app/h';" },
    ]),
  ).toHaveLength(4);
});
