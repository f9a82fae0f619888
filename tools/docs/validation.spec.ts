import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '../../docs');
const page = readFileSync(join(docs, 'validation.md'), 'utf8');

test('the page of claims names every command that validates or compares', () => {
  const { scripts } = JSON.parse(readFileSync(join(docs, '../package.json'), 'utf8')) as { scripts: object };
  const trials = Object.keys(scripts).filter((name) => /^(validate|bench):/.test(name));
  expect(trials.filter((name) => !page.includes(`npm run ${name}\``))).toEqual([]);
});

test('every result and test that the page of claims points at is there', () => {
  const targets = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!);
  expect(targets.length).toBeGreaterThan(20);
  expect(targets.filter((target) => !existsSync(join(docs, target)))).toEqual([]);
});
