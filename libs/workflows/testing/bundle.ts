import { writeFileSync } from 'node:fs';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** Bundles workflows in a process of its own, since webpack is slow among a test's modules: `bundle.ts WORKFLOWS FAILURE_CONVERTER OUTPUT`. */
const [workflowsPath = '', failureConverterPath = '', output = ''] = process.argv.slice(2);
const logger = new DefaultLogger('ERROR');
writeFileSync(output, (await bundleWorkflowCode({ workflowsPath, failureConverterPath, logger })).code);
