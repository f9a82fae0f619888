import { referenceLesionsSchema, type MaskRegion, type PatientPoint, type ReferenceRegion } from '@lectern/contracts';
import type { ReferenceLesion, Region, StudyReads } from '@lectern/statistics';
import { studyCases, type StudyPlan } from '../studies/study-plan.js';

/** The lesions of the reference standard as `libs/statistics` judges marks by them, and the direction of rows in the stacks in which they were outlined. */
export function lesionsOfPlan({ cases, reference }: StudyPlan): Pick<StudyReads, 'lesions' | 'imageRows'> {
  const numbers = new Map(studyCases(cases).map(({ caseId, number }) => [caseId, number]));
  const rows = (reference?.rows ?? []).flatMap(({ caseId, lesions }) => {
    const number = numbers.get(caseId);
    const known = referenceLesionsSchema.parse(lesions ?? []);
    return number === undefined || known.length === 0 ? [] : [{ case: number, lesions: known }];
  });
  if (rows.length === 0) return {};
  const masks = rows.flatMap(({ lesions }) => lesions.flatMap(({ regions }) => regions.filter(isMask)));
  return {
    lesions: rows.map(({ case: number, lesions }) => ({
      case: number,
      lesions: lesions.map(({ id, regions }): ReferenceLesion => ({ id, regions: regions.map(regionIn) })),
    })),
    imageRows: Object.fromEntries(masks.map(({ seriesInstanceUid, row }) => [seriesInstanceUid, row])),
  };
}

const isMask = (region: ReferenceRegion): region is MaskRegion => region.kind === 'mask';

function regionIn(region: ReferenceRegion): ReferenceLesion['regions'][number] {
  const stack = region.seriesInstanceUid === null ? {} : { stack: region.seriesInstanceUid };
  if (isMask(region)) return { ...stack, region: { kind: 'boxes', boxes: boxesOf(region) } };
  return { ...stack, region: { kind: 'sphere', centre: region.centre, radius: region.radius } };
}

type Box = (Region & { kind: 'boxes' })['boxes'][number];

/** A box for each run of voxels; equal runs of neighbouring rows are one box. */
function boxesOf({ row, column, spacing, thickness, slices }: MaskRegion): Box[] {
  const normal: PatientPoint = [
    row[1] * column[2] - row[2] * column[1],
    row[2] * column[0] - row[0] * column[2],
    row[0] * column[1] - row[1] * column[0],
  ];
  const along = (direction: PatientPoint, millimetres: number): PatientPoint => [direction[0] * millimetres, direction[1] * millimetres, direction[2] * millimetres]; // prettier-ignore
  return slices.flatMap(({ position, runs }) =>
    stacked(runs).map(({ from, rows, first, length }): Box => {
      const steps = [
        along(row, (first - 0.5) * spacing[1]),
        along(column, (from - 0.5) * spacing[0]),
        along(normal, -thickness / 2),
      ];
      return {
        corner: steps.reduce((at, step) => [at[0] + step[0], at[1] + step[1], at[2] + step[2]], position),
        edges: [along(row, length * spacing[1]), along(column, rows * spacing[0]), along(normal, thickness)],
      };
    }),
  );
}

function stacked(runs: MaskRegion['slices'][number]['runs']) {
  const boxes: { from: number; rows: number; first: number; length: number }[] = [];
  for (const [at, first, length] of runs) {
    const above = boxes.find((box) => box.first === first && box.length === length && box.from + box.rows === at);
    if (above) above.rows++;
    else boxes.push({ from: at, rows: 1, first, length });
  }
  return boxes;
}
