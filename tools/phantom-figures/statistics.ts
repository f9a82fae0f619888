import { paintHead, tissues } from '@lectern/phantom';
import type { Volume } from './nifti.js';

/** Tissues that both the phantom and the atlas label: numbers of each. */
const TISSUES = {
  'white matter': { phantom: [tissues.whiteMatter, tissues.subplate], atlas: 1 },
  'cortical grey matter': { phantom: [tissues.corticalPlate], atlas: 5 },
  'deep grey matter': { phantom: [tissues.deepGrey, tissues.germinalMatrix], atlas: 6 },
  cerebellum: { phantom: [tissues.cerebellum], atlas: 3 },
  brainstem: { phantom: [tissues.brainstem], atlas: 7 },
} as const;
const VENTRICLES = { phantom: [tissues.lateralVentricle, tissues.thirdVentricle, tissues.fourthVentricle], atlas: 2 };

export type Contrast = Readonly<Record<keyof typeof TISSUES, number>>;

/** Mean signal of each tissue over that of the ventricles, before noise and coil, mean of three heads. */
export function phantomContrast(weeks: number, hospital: 'A' | 'B' | 'C'): Contrast {
  const heads = [1, 2, 3].map((seed) => paintHead({ seed, hospital, grade: 0, gestationalAgeWeeks: weeks }).canvas);
  const mean = (labels: readonly number[]): number => {
    const own = new Set(labels);
    return average(
      heads.flatMap(({ signal, tissue }) => Array.from(signal).filter((_, at) => own.has(tissue[at] as number))),
    );
  };
  const fluid = mean(VENTRICLES.phantom);
  return contrast(({ phantom }) => mean(phantom) / fluid);
}

/** The same of a reconstructed volume of the living brain and its labels. */
export function atlasContrast(image: Volume, labels: Volume): Contrast {
  const mean = (label: number): number =>
    average(Array.from(image.values).filter((_, at) => labels.values[at] === label));
  const fluid = mean(VENTRICLES.atlas);
  return contrast(({ atlas }) => mean(atlas) / fluid);
}

function contrast(of: (labels: (typeof TISSUES)[keyof typeof TISSUES]) => number): Contrast {
  return Object.fromEntries(Object.entries(TISSUES).map(([name, labels]) => [name, of(labels)])) as Contrast;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
