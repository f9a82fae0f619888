import { describe, expect, test } from '@jest/globals';
import { ratingsCsvRows, readRatingsCsv } from '@lectern/mrmc-files';
import { empiricalAuc, analyzeMrmc, meanReaderArea, mrmcData, roeMetzModel } from '@lectern/statistics';
import { roeMetzStudy, type RoeMetzRequest } from './roe-metz-study.js';

const request: RoeMetzRequest = { structure: 'HH', area: 0.855, readers: 4, negatives: 6, positives: 5, seed: 1 };
const csv = (change: Partial<RoeMetzRequest> = {}): string =>
  [...ratingsCsvRows(roeMetzStudy({ ...request, ...change }))].join('\n');

describe('a simulated study', () => {
  test('is the same for the same seed, another for another, and read back as it was', () => {
    expect(csv()).toBe(csv());
    expect(csv({ seed: 2 })).not.toBe(csv());
    expect(mrmcData(readRatingsCsv(csv()).readings)).toEqual(roeMetzStudy(request));
  });

  test.each([
    ['crossed', {}, 4 * 2 * 11, 'crossed'],
    ['split-plot', { groups: 2 }, (4 * 2 * 11) / 2, 'split-plot'],
    ['unpaired-cases', {}, 4 * 11, 'cases-nested-in-treatments'],
    ['unpaired-readers', {}, 4 * 11, 'readers-nested-in-treatments'],
  ] as const)('%s', (design, more, reads, name) => {
    const study = roeMetzStudy({ ...request, design, ...more });
    expect(study.read.reduce((sum, one) => sum + one, 0)).toBe(reads);
    expect(analyzeMrmc(study, { figure: empiricalAuc }).design).toBe(name);
  });

  test('of many reads has the areas that were asked for, with equal and unequal variances', () => {
    const large = { ...request, structure: 'LL', readers: 12, negatives: 800, positives: 800, effect: 0.05 } as const;
    for (const unequal of [undefined, 4.5]) {
      const study = roeMetzStudy({ ...large, ...(unequal !== undefined && { unequal }) });
      const [first, second] = analyzeMrmc(study, { figure: empiricalAuc }).treatments;
      if (first?.status !== 'estimated' || second?.status !== 'estimated') throw new Error('not estimable');
      expect(Math.abs(first.estimate - meanReaderArea(roeMetzModel('LL', 0.855), 0))).toBeLessThan(0.03);
      expect(Math.abs(second.estimate - first.estimate - 0.05)).toBeLessThan(0.02);
    }
  });

  test.each<[string, Partial<RoeMetzRequest>]>([
    ['--structure needs --area', { area: undefined as unknown as 0.7 }],
    ['needs --groups G', { design: 'split-plot' }],
    ['9 groups of 4 readers', { design: 'split-plot', groups: 9 }],
    ['makes an area of', { effect: 0.5 }],
    ['--means and --b are for --components', { means: [1, 2] }],
    ['--components lacks error', { structure: undefined as unknown as 'HH', components: { reader: 1, readerTreatment: 1, case: 1, caseTreatment: 1, readerCase: 1 } }], // prettier-ignore
  ])('refuses: %s', (message, change) => {
    expect(() => roeMetzStudy({ ...request, ...change })).toThrow(message);
  });
});
