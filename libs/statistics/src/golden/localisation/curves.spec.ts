// RJafroc 2.1.3: PlotEmpOpChrs(dataset04, trts = 1:2, rdrs = 1:2, opChType)$Points, for FROC, AFROC, wAFROC and ROC.
import { expect } from '@jest/globals';
import {
  afrocCurve,
  frocCurve,
  inferredRocCurve,
  wafrocCurve,
  type Curve,
  type FrocData,
} from '../../localisation/index.js';
import type { Estimable } from '../../data/index.js';
import { goldenTest, readReference } from '../reference.js';
import { frocDataset, needs } from './rjafroc-froc.js';

interface PeerPoint {
  readonly genAbscissa: number;
  readonly genOrdinate: number;
  readonly class: string;
}

const CURVES: Readonly<Record<string, (study: FrocData, cell: number, cases: Int32Array) => Estimable<Curve>>> = {
  FROC: frocCurve,
  AFROC: afrocCurve,
  wAFROC: wafrocCurve,
  ROC: inferredRocCurve,
};

for (const [kind, curve] of Object.entries(CURVES))
  goldenTest(
    `dataset04: ${kind} curve`,
    () => {
      const study = frocDataset('dataset04');
      const all = Int32Array.from(study.cases, (_, c) => c);
      const points = readReference<Record<string, PeerPoint[]>>('rjafroc_dataset04_curve_points')[kind]!;
      for (const [treatment, reader] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ] as const) {
        const classes = [...new Set(points.map((point) => point.class))];
        const expected = points.filter((point) => point.class === classes[treatment * 2 + reader]);
        const own = curve(study, treatment * study.readers.length + reader, all);
        if (own.status !== 'estimated') throw new Error(own.reason);
        expect(own.points.map(({ x, y }) => [x, y])).toAgree(expected.map((p) => [p.genAbscissa, p.genOrdinate]));
      }
    },
    ...needs('dataset04', 'rjafroc_dataset04_curve_points'),
  );
