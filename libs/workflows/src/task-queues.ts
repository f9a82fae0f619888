/** One task queue a kind of work, so that each can be scaled and placed by itself. */
export const taskQueues = {
  record: 'lectern-record',
  imaging: 'lectern-imaging',
  inference: 'lectern-inference',
  analysis: 'lectern-analysis',
} as const;

export type TaskQueue = keyof typeof taskQueues;
