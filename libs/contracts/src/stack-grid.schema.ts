import { z } from 'zod';
import { patientPointSchema } from './answers.schema.js';
import { dicomUidSchema } from './ids.js';

/** Where the pixels of a stack lie in the patient (mm, LPS; DICOM C.7.6.2), without its images. */
export const stackGridSchema = z.object({
  row: patientPointSchema.meta({ description: 'Unit vector in which the column index grows' }),
  column: patientPointSchema.meta({ description: 'Unit vector in which the row index grows' }),
  spacing: z.tuple([z.number().positive(), z.number().positive()]).meta({ description: 'Between rows, columns (mm)' }),
  thickness: z.number().positive().meta({ description: 'Of a voxel along the normal (mm): how far slices are apart' }),
  rows: z.number().int().positive(),
  columns: z.number().int().positive(),
  images: z.array(
    z.object({
      sopInstanceUid: dicomUidSchema,
      position: patientPointSchema.meta({ description: 'Centre of the first pixel' }),
    }),
  ),
});
export type StackGrid = z.infer<typeof stackGridSchema>;
