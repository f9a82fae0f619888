import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Rules that ESLint, with the repository's own configuration, finds broken in a text as if it were that file. */
function brokenRules(file: string, text: string): (string | null)[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/eslint/bin/eslint.js'), '--stdin', '--stdin-filename', file, '--format', 'json'],
    {
      cwd: root,
      input: text,
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'false', NODE_OPTIONS: '' },
    },
  );
  if (!stdout) throw new Error(stderr);
  const [result] = JSON.parse(stdout) as { messages: { ruleId: string | null }[] }[];
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

test.each([
  [
    'a PURE room may not use Node',
    'libs/reading/src/index.ts',
    "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
    'no-restricted-imports',
  ],
  [
    'a PURE room may not read the clock',
    'libs/protocol/src/index.ts',
    'export const now = Date.now();\n',
    'no-restricted-globals',
  ],
  [
    'a PURE room may not draw random numbers',
    'libs/statistics/src/index.ts',
    'export const x = Math.random();\n',
    'no-restricted-properties',
  ],
  [
    'no arrow back: a lower room may not see a higher one',
    'libs/contracts/src/index.ts',
    "export * from '@lectern/protocol';\n",
    '@nx/enforce-module-boundaries',
  ],
  [
    'nothing sideways between technologies',
    'libs/records/src/index.ts',
    "export * from '@lectern/dicom';\n",
    '@nx/enforce-module-boundaries',
  ],
  [
    'workflows see no technology',
    'libs/workflows/src/index.ts',
    "export * from '@lectern/records';\n",
    '@nx/enforce-module-boundaries',
  ],
  [
    'workflows are deterministic',
    'libs/workflows/src/index.ts',
    "export { readFileSync } from 'node:fs';\n",
    'no-restricted-imports',
  ],
])('%s', (_, file, text, rule) => {
  expect(brokenRules(file, text)).toContain(rule);
});

test('what is allowed passes', () => {
  expect(brokenRules('libs/protocol/src/index.ts', "export { hashOf } from '@lectern/evidence';\n")).toEqual([]);
});
