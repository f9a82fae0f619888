import { derivedUid, writeMrSeries } from '@lectern/dicom';
import type { DemoCase } from '../../../../tools/demo/demo-cases.js';
import {
  COLUMNS,
  COLUMN_SPACING,
  ORIENTATIONS,
  type Point,
  ROWS,
  ROW_SPACING,
  SLICE_SPACING,
  paintBall,
} from '../viewer-harness/test-images.js';

const RADIUS = 9; // mm: more than half a percent of a stack, by which the test model scales its brightness

/** The DICOM files of an examination in three stacks that shows one bright ball, which the model of the tests finds whatever the truth says. */
export function ballCase(label: string, centre: Point, positive: boolean): DemoCase {
  const study = derivedUid('e2e', label);
  const files = ORIENTATIONS.flatMap((orientation, index) => {
    const series = derivedUid(study, orientation);
    const slices = paintBall(orientation, centre, RADIUS).map(({ position, row, column, values }) => ({
      position,
      orientationCosines: [...row, ...column],
      pixels: values,
    }));
    return writeMrSeries(
      {
        rows: ROWS,
        columns: COLUMNS,
        pixelSpacing: [ROW_SPACING, COLUMN_SPACING],
        sliceThickness: SLICE_SPACING,
        spacingBetweenSlices: SLICE_SPACING,
        slices,
      },
      {
        studyInstanceUid: study,
        seriesInstanceUid: series,
        frameOfReferenceUid: derivedUid(study, 'frame'),
        sopInstanceUid: (slice) => derivedUid(series, `${slice}`),
        seriesNumber: index + 1,
        seriesDescription: `T2 ${orientation}`,
        studyDate: '20260115',
        studyTime: '101500',
        patient: { name: `Ball^${label}`, id: label },
      },
    ).map((bytes, slice) => ({ name: `${orientation}/${slice}.dcm`, bytes }));
  });
  return {
    label,
    files,
    reference: { case: label, positive, grade: positive ? 2 : 0, site: 'Hospital A', gestationalAgeWeeks: 28 },
    truth: { positive, lesions: [centre] },
  };
}
