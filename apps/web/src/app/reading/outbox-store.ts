import { z } from 'zod';
import { draftSchema, eventBatchSchema, readIdSchema, studyIdSchema, submissionSchema } from '@lectern/contracts';
import type { Outgoing } from './model/outbox.js';

const key = 'lectern.outbox';
const address = { study: studyIdSchema, read: readIdSchema };
const itemsSchema = z.array(
  z.discriminatedUnion('kind', [
    z.object({ ...address, kind: z.literal('events'), body: eventBatchSchema }),
    z.object({ ...address, kind: z.literal('draft'), body: draftSchema }),
    z.object({ ...address, kind: z.literal('submission'), body: submissionSchema }),
  ]),
);

/** Keeps what waits in the tab's own storage: over a reload, not longer than the tab, and for no other tab. */
export function outboxStore(storage: Storage): { load(): Outgoing[]; save(items: readonly Outgoing[]): void } {
  return {
    load() {
      const parsed = itemsSchema.safeParse(parseJson(storage.getItem(key)));
      return parsed.success ? parsed.data : [];
    },
    save(items) {
      if (items.length === 0) return storage.removeItem(key);
      storage.setItem(key, JSON.stringify(items));
    },
  };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
}
