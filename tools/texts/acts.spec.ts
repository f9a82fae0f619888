import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acts } from '../../apps/web/src/app/texts/english/acts.js';

const root = join(import.meta.dirname, '..', '..');

test('every act that the record may hold has words', () => {
  const files = execFileSync('git', ['ls-files', 'libs/*/src/*.ts', 'apps/*/src/*.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const sources = files.split('\n').filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  const texts = sources.map((name) => readFileSync(join(root, name), 'utf8'));
  const written = new Set(
    texts.flatMap((text) => [...text.matchAll(/\bact: '([a-z-]+\.[a-z-]+)'/g)].map(([, act]) => act!)),
  );
  expect(written.size).toBeGreaterThan(50);
  expect([...written].filter((act) => !(act in acts))).toEqual([]);
});
