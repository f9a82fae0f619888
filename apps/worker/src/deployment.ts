import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { WorkerDeploymentVersion } from '@temporalio/common';
import type { WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';

const DEPLOYMENT = 'lectern';
const TRIES = 60;
const TRY_MILLIS = 500;

/** Which build these workers are: the software's version, and what its workflows' code hashes to. Workers of the same code are the same build. */
export async function buildOf(software: string, bundle: WorkflowBundleOption): Promise<WorkerDeploymentVersion> {
  const code = 'code' in bundle ? bundle.code : await readFile(bundle.codePath);
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 12);
  return { deploymentName: DEPLOYMENT, buildId: `${software}-${hash}` };
}

/**
 * Every worker says which build it is. With versioning, studies and readers go over to the newest build (their workflows are patched), and what is short ends on the
 * build on which it began: the workers of that build must be left running until it has.
 */
export function deploymentOptions(
  version: WorkerDeploymentVersion,
  useWorkerVersioning: boolean,
): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  return {
    workerDeploymentOptions: useWorkerVersioning
      ? { version, useWorkerVersioning, defaultVersioningBehavior: 'AUTO_UPGRADE' }
      : { version, useWorkerVersioning },
  };
}

/**
 * New work goes to this build from here on. To be called when its workers poll.
 * @throws the last refusal, after half a minute of them
 */
export async function makeCurrent(
  client: Client,
  namespace: string,
  { deploymentName, buildId }: WorkerDeploymentVersion,
): Promise<void> {
  for (let left = TRIES; ; left--) {
    try {
      await client.workflowService.setWorkerDeploymentCurrentVersion({
        ...{ namespace, deploymentName, buildId, ignoreMissingTaskQueues: true },
        identity: `${deploymentName} ${buildId}`,
      });
      return;
    } catch (error) {
      if (left === 0) throw error; // it is unknown until its first worker has polled
      await wait(TRY_MILLIS);
    }
  }
}
