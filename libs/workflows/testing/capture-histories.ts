import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historiesFolder, historyText } from './history-files.js';
import { type Life, lives } from './lives.js';
import { timeSkippingEnvironment, withWorkers } from './time-skipping.js';

/**
 * Keeps the histories of this version's workflows for good: run once, when a version is released. A life that has its history is left alone, since what
 * runs in installations was made by the code of then.
 *
 * `node --import ./tools/register.mjs libs/workflows/testing/capture-histories.ts`
 */
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as {
  version: string;
};
const folder = join(historiesFolder, version);
const file = ({ name }: Life): string => join(folder, `${name}.json`);

const environment = await timeSkippingEnvironment();
mkdirSync(folder, { recursive: true });
for (const life of lives().filter((each) => !existsSync(file(each)))) {
  await withWorkers(environment, life.activities, async () => {
    const workflowId = await life.live(environment);
    const history = await environment.client.workflow.getHandle(workflowId).fetchHistory();
    writeFileSync(file(life), historyText(history));
    process.stdout.write(`${version} ${life.name}: ${history.events?.length ?? 0} events\n`);
  });
}
await environment.teardown();
