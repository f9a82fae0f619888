import { z } from 'zod';

/** What follows where a check is not met: the case is refused, or taken in with the finding shown to whoever looks at it. */
export const consequenceSchema = z.enum(['refuse', 'flag']);
export type Consequence = z.infer<typeof consequenceSchema>;

/** Both ends belong to it; one may be left out. */
const limits = (unit: string, whole = false) => {
  const end = whole ? z.number().int().min(0).max(100_000) : z.number().min(0).max(100_000);
  return z
    .object({ min: end.optional(), max: end.optional(), otherwise: consequenceSchema.default('refuse') })
    .strict()
    .meta({ description: unit });
};

/**
 * What a case must be like to be read. Identity is never a matter of choice: text that the header says is burned in is refused whatever stands here.
 * `planes.namedBy`: a header gives directions by the mother's axes, not the fetus's, so that a stack's plane is an assumption (docs/adr/0010).
 */
export const caseChecksSchema = z
  .object({
    modalities: z
      .array(z.enum(['MR', 'CT']))
      .min(1)
      .default(['MR'])
      .meta({ description: 'Modalities that are taken in' }),
    otherObjects: z.enum(['refuse', 'leave-out']).default('refuse').meta({
      description:
        'Secondary captures, reports, other modalities and other objects that are no images to be read: refuse the case, or leave them out of it',
    }),
    secondaryImages: z.enum(['accept', 'flag', 'refuse']).default('accept').meta({
      description: 'Images of an admitted class that say they were made after the examination (Image Type SECONDARY)',
    }),
    unmarkedPixels: z
      .enum(['accept', 'flag', 'refuse'])
      .default('accept')
      .meta({ description: 'Images whose header does not say whether text is burned into the pixels' }),
    stacks: limits('Number of stacks; absent: one of each plane that is read', true).optional(),
    planes: z
      .object({
        namedBy: z.enum(['description-or-axes', 'axes']).default('description-or-axes').meta({
          description:
            'description-or-axes: by the words of the series descriptions where they name each plane once, else by the nearest axes; axes: by the nearest axes alone',
        }),
        leastAngleDegrees: z
          .number()
          .min(5)
          .max(85)
          .default(45)
          .meta({ description: 'Two stacks that differ by less lie in one plane, whatever they are called' }),
        otherwise: consequenceSchema.default('refuse'),
      })
      .strict()
      .prefault({})
      .meta({ description: 'The planes of the stacks' }),
    slices: limits('Slices of each stack', true).optional(),
    spacingMm: limits('Median distance between slice centres of each stack, mm').optional(),
    spacingTolerance: z
      .number()
      .min(0.01)
      .max(0.5)
      .default(0.1)
      .meta({ description: 'How far a distance between slices may depart from the median, as a fraction of it' }),
    missingSlices: consequenceSchema.default('refuse'),
    irregularSpacing: consequenceSchema.default('refuse'),
    mixedOrientations: consequenceSchema.default('refuse'),
    gestationalAgeWeeks: limits(
      'By the date of the last menstrual period in the header, or by the reference standard, weeks',
    ).optional(),
  })
  .strict();
export type CaseChecks = z.infer<typeof caseChecksSchema>;
export type Limits = NonNullable<CaseChecks['slices']>;

/** The checks of a protocol with what is usual filled in. */
export const caseChecksOf = (given: z.input<typeof caseChecksSchema> | undefined): CaseChecks =>
  caseChecksSchema.parse(given ?? {});
