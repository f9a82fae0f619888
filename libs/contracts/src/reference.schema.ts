import { z } from 'zod';
import { patientPointSchema } from './answers.schema.js';
import { dicomUidSchema, sha256Schema } from './ids.js';
import { orientationSchema } from './protocol/orientation.schema.js';

/** A ball around a point in patient coordinates (mm, LPS); radius 0: the point alone. */
export const sphereRegionSchema = z
  .object({
    kind: z.literal('sphere'),
    seriesInstanceUid: dicomUidSchema
      .nullable()
      .meta({ description: 'The stack in which it lies there; null: in every stack' }),
    centre: patientPointSchema,
    radius: z.number().min(0).max(500),
  })
  .strict();

/** Voxels of one stack, with all that is needed to place them in the patient (mm, LPS) without its images. */
export const maskRegionSchema = z
  .object({
    kind: z.literal('mask'),
    seriesInstanceUid: dicomUidSchema,
    row: patientPointSchema.meta({ description: 'Unit vector in which the column index grows' }),
    column: patientPointSchema.meta({ description: 'Unit vector in which the row index grows' }),
    spacing: z
      .tuple([z.number().positive(), z.number().positive()])
      .meta({ description: 'Between rows, columns (mm)' }),
    thickness: z.number().positive().meta({ description: 'Of a voxel along the normal (mm)' }),
    centre: patientPointSchema.meta({ description: 'Centre of gravity' }),
    extent: z.tuple([patientPointSchema, patientPointSchema]).meta({ description: 'Least and greatest coordinates' }),
    millilitres: z.number().positive(),
    slices: z
      .array(
        z.object({
          sopInstanceUid: dicomUidSchema,
          position: patientPointSchema.meta({ description: 'Centre of the first pixel of the image' }),
          runs: z
            .array(z.tuple([z.number().int().min(0), z.number().int().min(0), z.number().int().min(1)]))
            .min(1)
            .meta({ description: '[row, first column, length]' }),
        }),
      )
      .min(1),
  })
  .strict();
export type MaskRegion = z.infer<typeof maskRegionSchema>;

export const referenceRegionSchema = z.discriminatedUnion('kind', [sphereRegionSchema, maskRegionSchema]);
export type ReferenceRegion = z.infer<typeof referenceRegionSchema>;

/** A lesion of the reference standard; its regions are the same lesion in several stacks, between which a fetus moves. */
export const referenceLesionSchema = z
  .object({ id: z.string().min(1).max(64), regions: z.array(referenceRegionSchema).min(1).max(60) })
  .strict();
export type ReferenceLesion = z.infer<typeof referenceLesionSchema>;

export const referenceLesionsSchema = z.array(referenceLesionSchema).max(200);

/** A lesion as a table gives it: one place or more, each in one stack of the case or in all. */
export const lesionPlacesSchema = z
  .object({
    id: z.string().min(1).max(64),
    places: z
      .array(
        z
          .object({
            stack: orientationSchema.optional().meta({ description: 'Absent: in every stack' }),
            centre: patientPointSchema.meta({ description: 'Patient coordinates, mm, LPS' }),
            radius: z.number().min(0).max(500).default(0).meta({ description: 'mm; 0: the point alone' }),
          })
          .strict(),
      )
      .min(1)
      .max(60),
  })
  .strict();
export type LesionPlaces = z.infer<typeof lesionPlacesSchema>;

/** What an import of DICOM objects brought in. */
export const importedObjectsSchema = z.object({
  files: z.number().int(),
  cases: z.number().int(),
  lesions: z.number().int(),
  objects: z.array(
    z.object({
      file: z.string(),
      sha256: sha256Schema,
      case: z.string(),
      stack: z.string(),
      lesions: z.array(z.string()),
    }),
  ),
});
export type ImportedObjects = z.infer<typeof importedObjectsSchema>;
