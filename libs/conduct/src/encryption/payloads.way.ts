import type { decodePayloads } from '@lectern/contracts';
import type { z } from 'zod';

/** Payloads of Temporal's histories for whoever may see them in plain. */
export interface Payloads {
  /** @throws Conflict where a key is missing or a payload was altered */
  decode(input: z.output<typeof decodePayloads.body>): Promise<z.output<typeof decodePayloads.body>>;
}
