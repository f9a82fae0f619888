import { describe, expect, test } from '@jest/globals';
import { isEstimated } from '../data/index.js';
import { empiricalAuc } from '../figures/index.js';
import { seededRandom } from '../simulation/index.js';
import { analyzeMrmc } from './analyze-mrmc.js';
import { bootstrapMrmc, type BootstrapMrmcOptions, type BootstrapMrmcResult } from './bootstrap-mrmc.js';
import { toyStudy } from './testing.js';

const data = toyStudy({ readers: 6, treatments: 2, negatives: 50, positives: 50, seed: 21, steps: 10 });

function draw(resample: BootstrapMrmcOptions<typeof data>['resample'], seed = 'x'): BootstrapMrmcResult {
  const result = bootstrapMrmc(data, {
    figure: empiricalAuc,
    random: seededRandom(seed),
    replicates: 800,
    ...(resample && { resample }),
  });
  if (!isEstimated(result)) throw new Error(result.reason);
  return result;
}

describe('bootstrap of readers and cases', () => {
  test('is a function of the seed', () => {
    expect(draw('readers-and-cases')).toEqual(draw('readers-and-cases'));
    expect(draw('readers-and-cases')).not.toEqual(draw('readers-and-cases', 'y'));
  });

  test('of cases alone is near the analysis of fixed readers, of readers alone near that of fixed cases', () => {
    const or = analyzeMrmc(data, { figure: empiricalAuc });
    const seOf = (analysis: string): number => {
      const found = or.differences.find((one) => one.analysis === analysis);
      return found?.status === 'estimated' ? found.se : 0;
    };
    expect(draw('cases').differences[0]!.se / seOf('FRRC')).toBeCloseTo(1, 0.7);
    const shrunk = Math.sqrt(5 / 6); // the bootstrap divides by J where the analysis divides by J - 1
    expect(draw('readers').differences[0]!.se / (shrunk * seOf('RRFC'))).toBeCloseTo(1, 0.7);
    expect(draw('readers-and-cases').differences[0]!.se).toBeGreaterThan(draw('cases').differences[0]!.se);
  });
});
