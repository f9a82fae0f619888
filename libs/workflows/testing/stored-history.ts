import type { ConnectionLike } from '@temporalio/client';
import proto from '@temporalio/proto';

/** A history as the server keeps it: its bytes, in which every plain text would stand as it is. */
export async function storedHistory(
  { workflowService }: ConnectionLike,
  workflowId: string,
  runId?: string,
): Promise<string> {
  const { history } = await workflowService.getWorkflowExecutionHistory({
    namespace: 'default',
    execution: { workflowId, ...(runId ? { runId } : {}) },
  });
  return Buffer.from(proto.temporal.api.history.v1.History.encode(history ?? {}).finish()).toString('latin1');
}
