import { ParentClosePolicy, startChild } from '@temporalio/workflow';

/** Begins a child that outlives this run, unless it is there already. */
export async function beginChild<Input>(
  child: (input: Input) => Promise<void>,
  workflowId: string,
  input: Input,
): Promise<void> {
  try {
    await startChild(child, { workflowId, args: [input], parentClosePolicy: ParentClosePolicy.ABANDON });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError')) throw error;
  }
}
