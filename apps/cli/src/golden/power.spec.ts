// `lectern power`, RJafroc 2.1.3: SsPowerGivenJK and SsSampleSizeKGivenJ with Van Dyke as pilot, and SsPowerGivenJKOrVarCom.
import { expect } from '@jest/globals';
import { goldenTest, readReference, referencePath } from '../../../../libs/statistics/src/golden/reference.js';
import { powerOfPlan } from '../power/power-of-plan.js';

type Row = Readonly<Record<string, number>>;
type Analysis = 'RRRC' | 'FRRC' | 'RRFC';
interface Reference {
  readonly vandyke_power_J_K: Record<Analysis, readonly Row[]>;
  readonly vandyke_K_given_J: Record<Analysis, readonly Row[]>;
  readonly direct: readonly (Record<Analysis, Row> & Row)[];
}

const RESULT = 'results/rjafroc_sample_size.json';
const reference = (): Reference => readReference<Reference>('rjafroc_sample_size');

for (const analysis of ['RRRC', 'FRRC', 'RRFC'] as const) {
  goldenTest(
    `Van Dyke as pilot, ${analysis}`,
    async () => {
      const pilot = referencePath('datasets/vandyke.csv');
      for (const row of reference().vandyke_power_J_K[analysis]) {
        const [readers, cases, effect] = [[row['J']!], [row['K']!], [(row['effect'] ?? row['e'])!]];
        const { grid } = await powerOfPlan({ pilot, readers, cases, effect, analysis });
        expect(grid).toAgree([
          { power: row[`power${analysis}`], endpoints: [{ noncentrality: row[`ncp${analysis}`] }] },
        ]);
      }
      for (const row of reference().vandyke_K_given_J[analysis]) {
        const plan = { pilot, readers: [row['J']!], cases: [100], effect: [0.05], analysis };
        expect((await powerOfPlan(plan)).casesNeeded).toAgree([{ cases: row[`K${analysis}`] ?? row['2'] }]);
      }
    },
    'datasets/vandyke.csv',
    RESULT,
  );

  goldenTest(
    `published components, ${analysis}`,
    async () => {
      for (const row of reference().direct) {
        const { VarTR = 0, Cov1 = 0, Cov2 = 0, Cov3 = 0, Var = 0, KStar = 0 } = row;
        const { grid } = await powerOfPlan({
          components: [{ treatmentReader: VarTR, error: Var, cov1: Cov1, cov2: Cov2, cov3: Cov3, cases: KStar }],
          readers: [row['J']!],
          cases: [row['K']!],
          effect: [(row['effect'] ?? row['e'])!],
          analysis,
        });
        expect(grid).toAgree([{ power: row[analysis][`power${analysis}`] }]);
      }
    },
    RESULT,
  );
}
