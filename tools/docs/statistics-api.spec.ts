import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { statisticsApi, undocumented } from './statistics-api.js';

test('every export has a docstring, and every statistic names its source', () => {
  expect(undocumented()).toEqual([]);
});

test('the committed API pages are those that the docstrings make (npm run docs:statistics)', () => {
  const pages = statisticsApi();
  const committed = readdirSync(dirname(pages[0]!.path));
  expect(committed.sort()).toEqual(pages.map(({ path }) => basename(path)).sort());
  const stale = pages.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  expect(stale.map(({ path }) => basename(path))).toEqual([]);
});

test('a page says signature, parameters, errors and source', () => {
  const page = statisticsApi().find(({ path }) => path.endsWith('covariance.md'))!.text;
  expect(page).toContain('## delongCovariance');
  expect(page).toContain('DeLong, DeLong and Clarke-Pearson, Biometrics 1988, eq. 5');
  expect(page).toContain('- throws UnsupportedAnalysis if the figure has no placement values');
});
