import { z } from 'zod';

/** An error as sent over HTTP (RFC 9457, application/problem+json). `remedy` names the way out; `issues` point into a document or form. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  remedy: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string(), line: z.number().int().optional() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
