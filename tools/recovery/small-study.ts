import { derivedUid, writeMrSeries } from '@lectern/dicom';
import type { DemoCase } from '../demo/demo-cases.js';

/** Four small cases of three stacks, read twice by two readers with nothing between the sessions, aided by the test model of the inference room. */
export const smallProtocol = `
lectern: 1
title: A study whose worker is killed
target: Haemorrhage
conditions:
  - { id: unaided, name: Unaided }
  - { id: aided, name: With AI, ai: { model: tiny-model, version: 1.0.0, shows: [score, segmentation] } }
design:
  kind: crossover
  sessions: 2
  washout: { days: 0, justification: Simulated readers remember no case. }
readers: { planned: 2 }
cases: { planned: 4, stacks: [axial, coronal, sagittal] }
questions:
  - { id: present, kind: decision, text: 'Present?' }
  - { id: likelihood, kind: rating, text: Likelihood }
  - { id: confidence, kind: ordinal, text: Confidence, levels: [none, low, some, high, full] }
analysis:
  comparison: { from: unaided, to: aided }
  endpoints:
    - { id: auc, figure: auc, role: primary }
    - { id: time, figure: time, role: secondary }
`;

/** The same, read without AI: no inference runs beside what is tried with it. */
export const smallUnaidedProtocol = smallProtocol.replace(/, ai: \{[^}]*\}/, '');

const [SIZE, SLICES] = [48, 12];
const planes = {
  axial: { cosines: [1, 0, 0, 0, 1, 0], normal: [0, 0, 1] },
  coronal: { cosines: [1, 0, 0, 0, 0, -1], normal: [0, 1, 0] },
  sagittal: { cosines: [0, 1, 0, 0, 0, -1], normal: [-1, 0, 0] },
} as const;

/** A case with a bright ball in its middle, larger where it is positive; the test model marks it in every case. */
export function smallCase(number: number): DemoCase {
  const label = `case-${number}`;
  const positive = number % 2 === 0;
  const uid = (...parts: readonly (string | number)[]): string => derivedUid('recovery', label, ...parts.map(String));
  const files = Object.entries(planes).flatMap(([plane, { cosines, normal }], p) => {
    const stack = {
      rows: SIZE,
      columns: SIZE,
      pixelSpacing: [1, 1] as const,
      sliceThickness: 4,
      spacingBetweenSlices: 4,
      slices: Array.from({ length: SLICES }, (_, s) => ({
        position: [4 * s * normal[0], 4 * s * normal[1], 4 * s * normal[2]] as const,
        orientationCosines: cosines,
        pixels: pixelsOf(number, s, positive ? 8 : 4),
      })),
    };
    return writeMrSeries(stack, {
      studyInstanceUid: uid('study'),
      seriesInstanceUid: uid(plane),
      frameOfReferenceUid: uid('frame'),
      sopInstanceUid: (slice) => uid(plane, slice),
      seriesNumber: p + 1,
      seriesDescription: `T2 ${plane}`,
      studyDate: '20260115',
      studyTime: '101500',
      patient: { name: `Small^${label}`, id: label, sex: 'F' },
    }).map((bytes, slice) => ({ name: `${plane}/${slice + 1}.dcm`, bytes }));
  });
  const reference = { case: label, positive, grade: positive ? 2 : 0, site: null, gestationalAgeWeeks: 28 };
  return { label, files, reference, truth: { positive, lesions: [] } };
}

function pixelsOf(number: number, slice: number, radius: number): Uint16Array {
  return Uint16Array.from({ length: SIZE * SIZE }, (_, i) => {
    const [y, x] = [Math.floor(i / SIZE) - SIZE / 2, (i % SIZE) - SIZE / 2];
    const inBall = y ** 2 + x ** 2 + (4 * (slice - SLICES / 2)) ** 2 < radius ** 2;
    return inBall ? 1_000 : 100 + ((slice * 31 + i * 7 + number * 13) % 97);
  });
}
