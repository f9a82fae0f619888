import { findingsOf, type Answers, type FindingMask, type Mark, type StackGrid } from '@lectern/contracts';
import { largestAreaOf, millilitresOf, outlinedMask, placedMarks } from '@lectern/statistics';

/** The masks that a read's outlines make, one a finding and stack; in a stack whose grid is not known there is none. */
export function masksOfRead(answers: Answers, grids: Readonly<Record<string, StackGrid>>): FindingMask[] {
  return Object.entries(answers).flatMap(([question, answer]) =>
    (findingsOf(answer) ?? []).flatMap(({ id, marks }) =>
      masksOf(marks, grids).map((mask) => ({ question, finding: id, ...mask })),
    ),
  );
}

function masksOf(
  marks: readonly Mark[],
  grids: Readonly<Record<string, StackGrid>>,
): Omit<FindingMask, 'question' | 'finding'>[] {
  return placedMarks(marks, () => undefined).flatMap((mark) => {
    const grid = grids[mark.stack];
    const orientation = marks.find(({ seriesInstanceUid }) => seriesInstanceUid === mark.stack)?.orientation;
    if (mark.tool !== 'mask' || !grid || !orientation) return [];
    const pixels = outlinedMask(mark, grid);
    return [
      {
        orientation,
        images: pixels.size,
        squareMillimetres: largestAreaOf(pixels, grid),
        millilitres: millilitresOf(pixels, grid),
      },
    ];
  });
}
