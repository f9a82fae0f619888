import type { ActivityOptions } from '@temporalio/common';
import { taskQueues } from './task-queues.js';

/** What trying again cannot mend: nothing of the kind is there, or what was handed in breaks a rule. Named as `conduct` names its failures. */
const beyondRepair = ['NotFound', 'Refused', 'Invalid', 'UnknownModel', 'ModelPackageError'];

const soon = { initialInterval: '1 second', nonRetryableErrorTypes: beyondRepair } as const;

/** For ever: the record comes back, and a reader's weeks must not end for it. */
export const recordActs: ActivityOptions = {
  taskQueue: taskQueues.record,
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '15 seconds',
  retry: { ...soon, maximumInterval: '5 minutes' },
};

/** A mail server may be away for a day; what could not be sent by then is too late to be of use. */
export const mailActs: ActivityOptions = {
  taskQueue: taskQueues.record,
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '1 day',
  heartbeatTimeout: '15 seconds',
  retry: { ...soon, initialInterval: '10 seconds', maximumInterval: '1 hour' },
};

export const imagingActs: ActivityOptions = {
  taskQueue: taskQueues.imaging,
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { ...soon, maximumInterval: '1 minute', maximumAttempts: 10 },
};

/** Another server may be slow, or away for an hour. */
export const fetchActs: ActivityOptions = {
  taskQueue: taskQueues.imaging,
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '15 seconds',
  retry: { ...soon, initialInterval: '5 seconds', maximumInterval: '10 minutes', maximumAttempts: 15 },
};

export const inferenceActs: ActivityOptions = {
  taskQueue: taskQueues.inference,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { ...soon, maximumInterval: '1 minute', maximumAttempts: 5 },
};

export const analysisActs: ActivityOptions = {
  taskQueue: taskQueues.analysis,
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '30 seconds',
  retry: { ...soon, maximumInterval: '1 minute', maximumAttempts: 5 },
};
