// Van Dyke, iMRMC R 2.1.2 doROCcurveMRMC: each reader's curve, the curve of all readers' ratings pooled, and the
// diagonal, vertical and horizontal averages.
import { expect } from '@jest/globals';
import { casesRead, cellOf } from '../../data/index.js';
import { averageCurve, classRatings, rocCurve, type RocCurve } from '../../figures/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest, readReference } from '../reference.js';

type Curves = Record<string, { fpf: number[]; tpf: number[] }>;

const data = () => readMrmc('vandyke');

function curvesOf(treatment: number): { readers: RocCurve[]; pooled: RocCurve } {
  const study = data();
  const cells = study.readers.map((_, r) => {
    const cell = cellOf(study, treatment, r);
    return classRatings(study, cell, casesRead(study, cell));
  });
  const all = (kind: 'negatives' | 'positives'): Float64Array =>
    Float64Array.from(cells.flatMap((one) => [...one[kind]]));
  return {
    readers: cells.map(({ negatives, positives }) => rocCurve(negatives, positives)),
    pooled: rocCurve(all('negatives'), all('positives')),
  };
}

function expectCurve({ falsePositiveRate, truePositiveRate }: RocCurve, peer: { fpf: number[]; tpf: number[] }): void {
  expect([...falsePositiveRate]).toAgree(peer.fpf);
  expect([...truePositiveRate]).toAgree(peer.tpf);
}

for (const treatment of [0, 1])
  goldenTest(`Van Dyke, treatment ${treatment + 1}, curves and their averages`, () => {
    const peer = readReference<Curves>('imrmc_vandyke_roc_curves');
    const { readers, pooled } = curvesOf(treatment);
    readers.forEach((curve, r) => expectCurve(curve, peer[`m${treatment + 1}.r${r + 1}`]!));
    expectCurve(pooled, peer[`m${treatment + 1}.pooled`]!);
    for (const direction of ['diagonal', 'vertical', 'horizontal'] as const)
      expectCurve(averageCurve(readers, direction), peer[`m${treatment + 1}.${direction}Avg`]!);
  });
