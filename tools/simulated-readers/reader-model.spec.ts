import { empiricalAuc, analyzeMrmc, mrmcData, type Reading } from '@lectern/statistics';
import { simulateRead } from './reader-model.js';

/** `score` gives the AI's score of a case by its truth. */
function simulated(aided: boolean, score: (positive: boolean) => number | null): Reading[] {
  return Array.from({ length: 6 }, (_, r) => r).flatMap((reader) =>
    Array.from({ length: 120 }, (_, c) => c).map((c) => {
      const positive = c % 2 === 0;
      const response = simulateRead('seed', `${reader}`, aided ? '2' : '1', {
        caseHash: `${c}`,
        positive,
        aided,
        aiScore: score(positive),
      });
      return {
        reader: `${reader}`,
        treatment: aided ? 'aided' : 'unaided',
        case: `${c}`,
        positive,
        rating: response.likelihood,
      };
    }),
  );
}

const aucOf = (rows: Reading[]): number => {
  const [only] = analyzeMrmc(mrmcData(rows), { figure: empiricalAuc }).treatments;
  if (only?.status !== 'estimated') throw new Error(JSON.stringify(only));
  return only.estimate;
};

test('unaided, readers are good but not perfect', () => {
  const auc = aucOf(simulated(false, () => null));
  expect(auc).toBeGreaterThan(0.78);
  expect(auc).toBeLessThan(0.95);
});

test('a right AI helps, a wrong AI harms, and one that says nothing changes nothing', () => {
  const unaided = aucOf(simulated(false, () => null));
  expect(aucOf(simulated(true, (positive) => (positive ? 0.95 : 0.05)))).toBeGreaterThan(unaided + 0.03);
  expect(aucOf(simulated(true, (positive) => (positive ? 0.05 : 0.95)))).toBeLessThan(unaided - 0.1);
  expect(Math.abs(aucOf(simulated(true, () => null)) - unaided)).toBeLessThan(0.05);
});

test('the same seed answers the same', () => {
  const stimulus = { caseHash: 'c', positive: true, aided: false, aiScore: null };
  expect(simulateRead('s', '1', '1', stimulus)).toEqual(simulateRead('s', '1', '1', stimulus));
  expect(simulateRead('t', '1', '1', stimulus)).not.toEqual(simulateRead('s', '1', '1', stimulus));
});
