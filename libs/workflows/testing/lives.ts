import { setTimeout as wait } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CaseId, ReaderId, StudyId } from '@lectern/contracts';
import type {
  Advance,
  CaseAdmission,
  InferenceAdmission,
  InferenceRequest,
  StudyAdvance,
  TruthingAdvance,
} from '../src/activities.js';
import { analysisWorkflow } from '../src/analysis.workflow.js';
import { inferenceWindowWorkflow } from '../src/inference-window.workflow.js';
import { inferenceWorkflow } from '../src/inference.workflow.js';
import { intakeWindowWorkflow } from '../src/intake-window.workflow.js';
import { intakeWorkflow } from '../src/intake.workflow.js';
import { readerWorkflow } from '../src/reader.workflow.js';
import { recordChanged } from '../src/signals.js';
import { studyWorkflow } from '../src/study.workflow.js';
import { taskQueues } from '../src/task-queues.js';
import { truthingWorkflow } from '../src/truthing.workflow.js';
import { inferenceIdOf } from '../src/workflow-ids.js';

/** A life of a workflow whose history is kept: what its activities answer, and what is done to it from outside. */
export interface Life {
  readonly name: string;
  readonly activities: object;
  /** Lives it to its end. @returns the workflow's id */
  readonly live: (environment: TestWorkflowEnvironment) => Promise<string>;
}

const dayMillis = 86_400_000;
const start = { taskQueue: taskQueues.record };
const study = 'study-1' as StudyId;
const request = { case: 'case-1' as CaseId, model: 'detector', version: '1.0.0' };

async function untilTrue(is: () => boolean): Promise<void> {
  while (!is()) await wait(10);
}

/** Waits for a nudge, then through a washout, then is done. */
function readerThroughWashout(): Life {
  let looked = 0;
  let washoutEnds = 0;
  let environment: TestWorkflowEnvironment;
  return {
    name: 'reader-through-washout',
    activities: {
      advanceReader: async (): Promise<Advance> => {
        const now = await environment.currentTimeMs();
        if (++looked === 1) return { done: false, wakeAt: null };
        washoutEnds ||= now + 28 * dayMillis;
        return now >= washoutEnds
          ? { done: true, wakeAt: null }
          : { done: false, wakeAt: new Date(washoutEnds).toISOString() };
      },
    },
    live: async (given) => {
      environment = given;
      const workflowId = 'reader/reader-1';
      const handle = await environment.client.workflow.start(readerWorkflow, {
        ...start,
        workflowId,
        args: ['reader-1' as ReaderId],
      });
      await untilTrue(() => looked > 0);
      await handle.signal(recordChanged);
      await handle.result();
      return workflowId;
    },
  };
}

function studyToItsAnalysis(): Life {
  let looked = 0;
  return {
    name: 'study-to-its-analysis',
    activities: {
      advanceStudy: async (): Promise<StudyAdvance> => {
        const analysisDue = ++looked === 2;
        return { done: analysisDue, wakeAt: null, analysisDue };
      },
      computeAnalysis: async () => undefined,
      writeReport: async () => undefined,
    },
    live: async ({ client }) => {
      const workflowId = 'study/study-1';
      const handle = await client.workflow.start(studyWorkflow, { ...start, workflowId, args: [study] });
      await untilTrue(() => looked > 0);
      await handle.signal(recordChanged);
      await handle.result();
      return workflowId;
    },
  };
}

function intake(): Life {
  return {
    name: 'intake-by-one-act',
    activities: { takeInCase: async () => undefined },
    live: async ({ client }) => {
      const workflowId = 'intake/case-1';
      await client.workflow.execute(intakeWorkflow, { ...start, workflowId, args: [request.case] });
      return workflowId;
    },
  };
}

/** Begins two cases in one look, hears of their ends, and goes on waiting for an examination that comes in. */
function intakeWindow(): Life {
  const due = ['case-1', 'case-2'] as CaseId[];
  let looked = 0;
  let ended = 0;
  return {
    name: 'intake-window',
    activities: {
      admitCases: async (running: readonly CaseId[]): Promise<CaseAdmission> => {
        looked++;
        return looked === 1 ? { running, due, wakeAt: null } : { running, due: [], wakeAt: '2100-01-01T00:00:00.000Z' };
      },
      takeInCase: async () => void ended++,
    },
    live: async ({ client }) => {
      const workflowId = 'intake';
      const handle = await client.workflow.start(intakeWindowWorkflow, {
        ...start,
        workflowId,
        args: [{ running: [] }],
      });
      await untilTrue(() => ended === due.length && looked > 1);
      for (const id of due) await client.workflow.getHandle(`intake/${id}`).result();
      await handle.terminate();
      return workflowId;
    },
  };
}

function inference(): Life {
  return {
    name: 'inference',
    activities: { inferCase: async () => undefined },
    live: async ({ client }) => {
      const workflowId = 'inference/case-1/detector/1.0.0';
      await client.workflow.execute(inferenceWorkflow, { ...start, workflowId, args: [request] });
      return workflowId;
    },
  };
}

function failedAnalysis(): Life {
  return {
    name: 'analysis-failed',
    activities: {
      computeAnalysis: async () => {
        throw new Error('the record does not answer');
      },
      failAnalysis: async () => undefined,
    },
    live: async ({ client }) => {
      const workflowId = 'analysis/study-1';
      await client.workflow.execute(analysisWorkflow, { ...start, workflowId, args: [study] }).catch(() => undefined); // it fails by design; its history is what counts
      return workflowId;
    },
  };
}

function inferenceWindow(): Life {
  let [looked, ended] = [0, 0];
  return {
    name: 'inference-window',
    activities: {
      admitInferences: async (running: readonly InferenceRequest[]): Promise<InferenceAdmission> =>
        ++looked === 1 ? { running, due: [request] } : { running: [], due: [] },
      inferCase: async () => void ended++,
    },
    live: async ({ client }) => {
      const workflowId = 'inference';
      const handle = await client.workflow.start(inferenceWindowWorkflow, {
        ...start,
        workflowId,
        args: [{ running: [] }],
      });
      await untilTrue(() => ended === 1);
      await handle.signal(recordChanged);
      await untilTrue(() => looked > 1);
      await client.workflow.getHandle(inferenceIdOf(request)).result();
      await handle.terminate();
      return workflowId;
    },
  };
}

/** Waits for the panel, then closes it. */
function truthing(): Life {
  let looked = 0;
  return {
    name: 'truthing',
    activities: { advanceTruthing: async (): Promise<Advance> => ({ done: ++looked === 2, wakeAt: null }) },
    live: async ({ client }) => {
      const workflowId = 'truthing/study-1';
      const handle = await client.workflow.start(truthingWorkflow, { ...start, workflowId, args: [study] });
      await untilTrue(() => looked > 0);
      await handle.signal(recordChanged);
      await handle.result();
      return workflowId;
    },
  };
}

/** Reminds its members as it waits, the first time in vain; the reference standard follows all the same. */
function truthingReminded(): Life {
  let [looked, sent] = [0, 0];
  return {
    name: 'truthing-reminded',
    activities: {
      advanceTruthing: async (): Promise<TruthingAdvance> =>
        ++looked < 3
          ? { done: false, wakeAt: '2100-01-01T00:00:00.000Z', remindersDue: true }
          : { done: true, wakeAt: null },
      sendPanelReminders: async () => {
        if (++sent === 1) throw Object.assign(new Error('no such address'), { name: 'Refused' });
      },
    },
    live: async ({ client }) => {
      const workflowId = 'truthing/study-2';
      const handle = await client.workflow.start(truthingWorkflow, { ...start, workflowId, args: [study] });
      for (const times of [1, 2]) {
        await untilTrue(() => sent === times);
        await handle.signal(recordChanged);
      }
      await handle.result();
      return workflowId;
    },
  };
}

/** One life of every kind, made anew at each call. */
export const lives = (): Life[] => [
  readerThroughWashout(),
  studyToItsAnalysis(),
  intake(),
  intakeWindow(),
  inference(),
  inferenceWindow(),
  failedAnalysis(),
  truthing(),
  truthingReminded(),
];
