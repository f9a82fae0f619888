import type { ReaderStudy, StudyCase } from '../data/index.js';
import type { SimulationDesign } from './design.js';

/** A study of the design's size in which nothing has been read yet. Cases are named n1, n2 ... p1, p2 ... */
export function emptyStudy(design: SimulationDesign): ReaderStudy {
  const { readers, conditions, negatives, positives } = design;
  const cases: StudyCase[] = [];
  for (let k = 0; k < negatives; k++) cases.push({ id: `n${k + 1}`, positive: false, patient: `n${k + 1}` });
  for (let k = 0; k < positives; k++) cases.push({ id: `p${k + 1}`, positive: true, patient: `p${k + 1}` });
  return {
    readers: Array.from({ length: readers }, (_, j) => `reader ${j + 1}`),
    treatments: Array.from({ length: conditions }, (_, i) => `condition ${i + 1}`),
    cases,
    read: new Uint8Array(readers * conditions * cases.length),
  };
}
