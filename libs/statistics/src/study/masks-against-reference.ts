import type { StackGrid, SupportingAnalysis } from '@lectern/contracts';
import { diceOf, millilitresOf, outlinedMask, regionMask, type Boxes, type MarkedFinding, type PlacedMark, type ReferenceLesion, type ScoredFindings, type StackMask } from '../localisation/index.js'; // prettier-ignore
import { known, supporting } from './statistic.js';
import type { StudyReads } from './study-data.js';

interface ScoredRead {
  readonly reader: string;
  readonly treatment: string;
  readonly case: string;
  readonly scored: ScoredFindings;
  readonly marked: readonly MarkedFinding[];
}

interface Compared {
  readonly reader: string;
  readonly treatment: string;
  readonly dice: number;
  /** ml by which the reader's mask is larger than the reference's. */
  readonly larger: number;
}

/**
 * How the masks of lesions that were found agree with those of the reference standard, by condition: each stack by itself, first means of readers, then their
 * mean. Nothing where no reader outlined a lesion whose reference is a mask in the same stack.
 */
export function masksAgainstReference(
  { reads }: { readonly reads: readonly ScoredRead[] },
  conditions: readonly string[],
  study: StudyReads,
): SupportingAnalysis[] {
  const references = referenceMasks(study);
  const compared = reads.flatMap((read) => comparedIn(read, references, study.stackGrids ?? {}));
  if (compared.length === 0) return [];
  return [
    supporting(
      {
        id: 'masks',
        title: 'Masks against the reference standard',
        method:
          'Of lesions found: outlines of a stack are rasterised at pixel centres by the even-odd rule; Dice similarity and volume are those of the whole stack, means of readers are averaged',
        source: 'Dice, Ecology 1945; 26:297; Zou et al., Acad Radiol 2004; 11:178',
      },
      conditions.flatMap((condition) => {
        const own = compared.filter(({ treatment }) => treatment === condition);
        if (own.length === 0) return [];
        const n = own.length;
        return [
          known(condition, 'Dice similarity', { estimate: meanOfReaders(own, ({ dice }) => dice), n }),
          known(condition, 'volume less that of the reference, ml', { estimate: meanOfReaders(own, ({ larger }) => larger), n }), // prettier-ignore
        ];
      }),
    ),
  ];
}

type MaskOfReference = (number: string, lesion: string, stack: string, grid: StackGrid) => StackMask | undefined;

/** Each is drawn once, however many reads there are. */
function referenceMasks({ lesions = [] }: StudyReads): MaskOfReference {
  const byCase = new Map(lesions.map((one) => [`${one.case}`, one.lesions]));
  const drawn = new Map<string, StackMask | undefined>();
  return (number, lesion, stack, grid) => {
    const key = JSON.stringify([number, lesion, stack]);
    if (!drawn.has(key)) {
      const known = byCase.get(number)?.find(({ id }) => id === lesion);
      const region = known && maskIn(known, stack);
      drawn.set(key, region && regionMask(region, grid));
    }
    return drawn.get(key);
  };
}

function maskIn({ regions }: ReferenceLesion, stack: string): Boxes | undefined {
  const boxes = regions.flatMap((each) => (each.stack === stack && each.region.kind === 'boxes' ? each.region.boxes : [])); // prettier-ignore
  return boxes.length > 0 ? { kind: 'boxes', boxes } : undefined;
}

function comparedIn(
  { reader, treatment, case: number, scored, marked }: ScoredRead,
  referenceOf: MaskOfReference,
  grids: Readonly<Record<string, StackGrid>>,
): Compared[] {
  return scored.lesions.flatMap(({ id, finding }) =>
    masksOf(marked.find((each) => each.id === finding)).flatMap((mark) => {
      const grid = grids[mark.stack];
      const reference = grid && referenceOf(number, id, mark.stack, grid);
      if (!grid || !reference?.size) return [];
      const own = outlinedMask(mark, grid);
      const larger = millilitresOf(own, grid) - millilitresOf(reference, grid);
      return [{ reader, treatment, dice: diceOf(own, reference), larger }];
    }),
  );
}

const masksOf = (finding: MarkedFinding | undefined): (PlacedMark & { tool: 'mask' })[] =>
  finding?.marks.filter((mark): mark is PlacedMark & { tool: 'mask' } => mark.tool === 'mask') ?? [];

function meanOfReaders(compared: readonly Compared[], of: (each: Compared) => number): number {
  const means = [...Map.groupBy(compared, ({ reader }) => reader).values()].map((own) => mean(own.map(of)));
  return mean(means);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
