import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import type { OutboxMessage, OutboxRelay } from '@lectern/records';
import {
  amend,
  excuse,
  exportWorkflow,
  inferenceWindowWorkflow,
  intakeWindowWorkflow,
  type Nudge,
  readerWorkflow,
  recordChanged,
  reopen,
  studyWorkflow,
  taskQueues,
  truthingWorkflow,
  withdraw,
  workflowIdOf,
} from '@lectern/workflows';
import { attributesOf } from './search-attributes.js';

const BATCH = 20;
/** What a killed relay had claimed is free again after this (milliseconds); a nudge delivered twice changes nothing. */
const LEASE_MILLIS = 10_000;
/** Looked at this often even without a notification: one may be lost with its connection (milliseconds). */
const POLL_MILLIS = 1_000;
/** An act waits this long to be conducted before it is brought again later (milliseconds): less than the lease of its message. */
const ACT_MILLIS = 8_000;

export interface RelayOptions {
  readonly log: (line: string) => void;
  /** The namespace knows the search attributes. */
  readonly searchable: boolean;
}

/** Brings the record's nudges to Temporal, at least once each. While Temporal is down they wait in the record. */
export class Relay {
  private stopped = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly outbox: OutboxRelay,
    private readonly client: Client,
    private readonly options: RelayOptions,
  ) {}

  async run(): Promise<void> {
    while (!this.stopped) {
      const delivered = await this.deliverBatch().catch((error: unknown) => {
        this.options.log(`Nudges wait: ${error instanceof Error ? error.message : String(error)}`);
        return 0;
      });
      if (delivered < BATCH) await this.pause();
    }
  }

  /** Something was put into the outbox. */
  nudged(): void {
    this.wake();
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  private async deliverBatch(): Promise<number> {
    const messages = await this.outbox.claim(BATCH, LEASE_MILLIS);
    for (const message of messages) await this.deliver(message);
    return messages.length;
  }

  private async deliver(message: OutboxMessage): Promise<void> {
    await conduct(this.client, message.payload as Nudge, this.options.searchable);
    await this.outbox.markDelivered([message.id]);
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MILLIS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const readerActs = { 'reader-withdrawn': withdraw, 'read-excused': excuse, 'read-reopened': reopen } as const;

async function conduct(client: Client, nudge: Nudge, searchable: boolean): Promise<void> {
  const attributes = searchable ? { typedSearchAttributes: attributesOf(nudge) } : {};
  const start = { workflowId: workflowIdOf(nudge), taskQueue: taskQueues.record, ...attributes };
  const nudged = { ...start, signal: recordChanged, signalArgs: [] as [] };
  switch (nudge.kind) {
    case 'case-arriving':
    case 'case-received':
      await client.workflow.signalWithStart(intakeWindowWorkflow, { ...nudged, args: [{ running: [] }] });
      return;
    case 'inference-due':
    case 'inference-settled':
      await client.workflow.signalWithStart(inferenceWindowWorkflow, { ...nudged, args: [{ running: [] }] });
      return;
    case 'export-due':
      return startOnce(() =>
        client.workflow.start(exportWorkflow, { ...start, args: [{ study: nudge.study, id: nudge.id }] }),
      );
    case 'reader-changed':
      await client.workflow.signalWithStart(readerWorkflow, { ...nudged, args: [nudge.reader] });
      return;
    case 'study-changed':
      await client.workflow.signalWithStart(studyWorkflow, { ...nudged, args: [nudge.study] });
      return;
    case 'truthing-changed':
      await client.workflow.signalWithStart(truthingWorkflow, { ...nudged, args: [nudge.study] });
      return;
    case 'reader-withdrawn':
    case 'read-excused':
    case 'read-reopened': {
      const living = new WithStartWorkflowOperation(readerWorkflow, {
        ...{ ...start, args: [nudge.reader], workflowIdConflictPolicy: 'USE_EXISTING' },
      });
      return conductAct(client, readerActs[nudge.kind], nudge.act, living);
    }
    case 'protocol-amended': {
      const living = new WithStartWorkflowOperation(studyWorkflow, {
        ...{ ...start, args: [nudge.study], workflowIdConflictPolicy: 'USE_EXISTING' },
      });
      return conductAct(client, amend, nudge.act, living);
    }
  }
}

/** Brings an act to the workflow that conducts it, started where it is not there. One that was conducted before, or has nothing left to conduct, is refused: it is dealt with. */
async function conductAct<T extends typeof readerWorkflow | typeof studyWorkflow>(
  client: Client,
  update: typeof withdraw,
  act: string,
  startWorkflowOperation: WithStartWorkflowOperation<T>,
): Promise<void> {
  const options = { args: [act] as [string], updateId: act, startWorkflowOperation };
  await client
    .withDeadline(Date.now() + ACT_MILLIS, () => client.workflow.executeUpdateWithStart(update, options))
    .catch((error: unknown) => {
      if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    });
}

async function startOnce(start: () => Promise<unknown>): Promise<void> {
  await start().catch((error: unknown) => {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error; // a nudge that came twice
  });
}
