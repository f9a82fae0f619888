import { z } from 'zod';

/** A name inside a protocol: conditions, questions, endpoints and the like refer to each other by it. */
export const identifierSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, beginning with a letter');
