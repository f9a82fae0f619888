import { z } from 'zod';

export const intervalSchema = z.tuple([z.number(), z.number()]);

/** Numbers that are null, all of them, where the data do not determine them; `reason` then says why. */
export const reasonSchema = z.string().optional().meta({ description: 'Why the numbers are null' });

/** What every result of the command line says beside its numbers. */
export const provenance = {
  alpha: z.number().meta({ description: 'Two-sided; intervals hold 1 - alpha' }),
  source: z.array(z.string()).meta({ description: 'Papers behind the numbers' }),
  warnings: z.array(z.string()),
};
