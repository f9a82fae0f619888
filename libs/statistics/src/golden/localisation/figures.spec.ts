// RJafroc 2.1.3: UtilFigureOfMerit(dataset, FOM) for datasets 01 (Thompson, 5 readers x 2) and 04 (Zanca, 4 readers x 5).
import { expect } from '@jest/globals';
import { isEstimated } from '../../data/index.js';
import type { Figure } from '../../figures/index.js';
import {
  afroc,
  afroc1,
  frocArea,
  inferredAuc,
  inferredSensitivity,
  inferredSpecificity,
  lesionLocalisationFraction,
  nonLesionLocalisationFraction,
  wafroc,
  wafroc1,
  type FrocData,
} from '../../localisation/index.js';
import { goldenTest } from '../reference.js';
import { DATASETS, frocDataset, needs, peer, type DatasetName } from './rjafroc-froc.js';

const FIGURES: Readonly<Record<string, Figure<FrocData>>> = {
  wAFROC: wafroc,
  AFROC: afroc,
  wAFROC1: wafroc1,
  AFROC1: afroc1,
  HrAuc: inferredAuc,
  HrSe: inferredSensitivity,
  HrSp: inferredSpecificity,
  MaxLLF: lesionLocalisationFraction(),
  MaxNLF: nonLesionLocalisationFraction('negative'),
  MaxNLFAllCases: nonLesionLocalisationFraction('both'),
  FROC: frocArea,
};

for (const name of Object.keys(DATASETS) as DatasetName[])
  for (const [peerName, figure] of Object.entries(FIGURES))
    goldenTest(
      `${name}: ${peerName}`,
      () => {
        const study = frocDataset(name);
        const all = Int32Array.from(study.cases, (_, c) => c);
        const values = study.treatments.map((_, i) =>
          study.readers.map((_reader, j) => {
            const value = figure.estimate(study, i * study.readers.length + j, all);
            return isEstimated(value) ? value.value : value.reason;
          }),
        );
        expect(values).toAgree(peer(name, peerName).FOM.values);
      },
      ...needs(name),
    );
