/**
 * Brings a fresh machine to where Lectern runs: packages, database client, viewer, Temporal server, build. What is done is skipped. With `--tests`
 * also a browser, Temporal's test server and, where apt has them, the tools that tests compare with. Plain Node 20, so that it runs before anything is installed.
 */
import { installPackages } from './packages.mjs';
import { build, generateClient } from './build.mjs';
import { log, root, SetupError } from './step.mjs';
import { temporalServer, temporalTestServer } from './temporal.mjs';
import { testTools } from './test-tools.mjs';

async function setUp({ tests }) {
  await installPackages();
  await generateClient();
  const { prepareViewer } = await import('../../apps/viewer/prepare.mjs');
  const steps = [prepareViewer({ root, log }), temporalServer(), build()];
  if (tests) {
    const { chromiumPath } = await import('../../apps/e2e/ensure-chromium.mjs');
    chromiumPath({ log });
    testTools();
    steps.push(temporalTestServer());
  }
  await Promise.all(steps);
}

try {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20)
    throw new SetupError(`Node ${process.versions.node} is too old. Install Node 20 or newer and start again.`);
  await setUp({ tests: process.argv.includes('--tests') });
} catch (error) {
  process.stderr.write(`\nSet-up failed. ${error instanceof SetupError ? error.message : (error.stack ?? error)}\n`);
  process.exitCode = 1;
}
