/**
 * `npm test`: sets up what the tests need, checks types and walls, runs every suite and ends with one line that counts the tests which truly ran.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup/step.mjs';

const results = join(root, '.lectern', 'cache', 'test-results.json');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const environment = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
};

const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment }).status === 0;

let checksFailed = 0;
for (const [name, command, args] of [
  ...['.', 'apps/viewer', 'apps/e2e'].map((project) => [
    `Types of ${project}`,
    bin('tsc'),
    ['--noEmit', '-p', `${project}/tsconfig.json`],
  ]),
  ['Lint', bin('eslint'), ['--max-warnings', '0', 'libs', 'apps', 'tools']],
]) {
  process.stderr.write(`${name} ...\n`);
  if (!run(command, args)) checksFailed++;
}

mkdirSync(join(root, '.lectern', 'cache'), { recursive: true });
run(bin('jest'), ['--json', `--outputFile=${results}`, '--maxWorkers=2', ...process.argv.slice(2)]);
const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
  readFileSync(results, 'utf8'),
);
const failed = numFailedTests + numRuntimeErrorTestSuites + checksFailed;
process.stdout.write(`\n${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped\n`);
process.exitCode = failed > 0 || numPassedTests === 0 ? 1 : 0;
