import { posix } from 'node:path';

export interface SourceFile {
  /** From `src`: "features/operations/goals/goal-form.tsx". */
  path: string;
  text: string;
}

/** The folder that owns a file: "shared", "app", "api" or "features/PILLAR/SLICE". */
function ownerOf(path: string): string {
  const parts = path.split('/');
  return parts[0] === 'features' ? parts.slice(0, 3).join('/') : (parts[0] ?? '');
}

const importPattern = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

/** Each import that goes against the law: a feature imports shared only, shared nothing above itself. */
export function brokenImports(files: readonly SourceFile[]): string[] {
  const broken: string[] = [];
  for (const { path, text } of files) {
    const owner = ownerOf(path);
    for (const [, wanted = ''] of text.matchAll(importPattern)) {
      const target = wanted.startsWith('@shared/')
        ? wanted.replace('@shared', 'shared')
        : wanted.startsWith('.')
          ? posix.normalize(posix.join(posix.dirname(path), wanted))
          : null;
      if (target === null || target.startsWith('..')) continue;
      const of = ownerOf(target);
      const allowed =
        of === owner ||
        of === 'api' ||
        (of === 'shared' && owner !== 'api') ||
        (owner === 'app' && of.startsWith('features')) ||
        owner === 'test' ||
        (of === 'test' && /\.test\.tsx?$/.test(path)) ||
        (of === 'app' && owner === 'main.tsx');
      if (!allowed) broken.push(`${path} imports ${target}`);
    }
  }
  return broken;
}
