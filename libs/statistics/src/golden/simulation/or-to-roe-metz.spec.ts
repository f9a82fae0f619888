// Van Dyke-like parameters, 69 + 45 cases. MRMCaov 0.3.0: OR_to_RMH(..., b_method = "unspecified") and RMH_to_OR() of its result.
import { expect } from '@jest/globals';
import { orToRoeMetz, roeMetzToOr, type RoeMetzModel } from '../../simulation/index.js';
import { goldenTest, readReference } from '../reference.js';

interface Peer {
  readonly OR_to_RMH: readonly [Record<string, number>];
  readonly back: readonly [Record<string, number>];
}

const cases = { negatives: 69, positives: 45 };
const read = () => {
  const { OR_to_RMH, back } = readReference<Peer>('mrmcaov_or_to_rmh');
  return { there: OR_to_RMH[0], back: back[0] };
};

function modelOf(peer: Record<string, number>): RoeMetzModel {
  const {
    delta1 = 0,
    delta2 = 0,
    var_R = 0,
    var_TR = 0,
    var_C = 0,
    var_TC = 0,
    var_RC = 0,
    var_error = 0,
    b = 0,
  } = peer;
  return {
    means: [delta1, delta2],
    variances: {
      reader: var_R,
      readerCondition: var_TR,
      case: var_C,
      caseCondition: var_TC,
      readerCase: var_RC,
      error: var_error,
    },
    b,
  };
}

goldenTest('Roe-Metz parameters to Obuchowski-Rockette parameters', () => {
  const { there, back } = read();
  expect(roeMetzToOr(modelOf(there), cases)).toAgree({
    areas: [back['AUC1'], back['AUC2']],
    varianceReader: back['var_R'],
    varianceReaderCondition: back['var_TR'],
    varianceError: back['var_error'],
    cov1: back['cov1'],
    cov2: back['cov2'],
    cov3: back['cov3'],
  });
});

// The peer's input was not kept; its parameters' exact image is, and must lead back to them.
goldenTest('Obuchowski-Rockette parameters to Roe-Metz parameters', () => {
  const { there, back } = read();
  const fit = orToRoeMetz(roeMetzToOr(modelOf(there), cases), cases);
  expect(fit.status).toBe('estimated');
  expect(fit).toAgree({
    model: modelOf(there),
    meanToSigma: [back['mean_to_sig1'], back['mean_to_sig2']],
    improper: [there['Pr1_improper'], there['Pr2_improper']],
  });
});
