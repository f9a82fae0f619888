import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';

/** Where the build leaves the bundle. */
export const bundlePath = join(import.meta.dirname, 'workflow-bundle.js');

/** The workflows' code as the build bundled it; made now where this runs from its sources. */
export async function workflowCode(failureConverterPath: string): Promise<WorkflowBundleOption> {
  return existsSync(bundlePath) ? { codePath: bundlePath } : bundledNow(failureConverterPath);
}

/** The workflows lie beside the room's way in. */
export function bundledNow(failureConverterPath: string): Promise<{ code: string }> {
  const workflowsPath = join(dirname(createRequire(import.meta.url).resolve('@lectern/workflows')), 'workflows.js');
  return bundleWorkflowCode({ workflowsPath, failureConverterPath });
}
