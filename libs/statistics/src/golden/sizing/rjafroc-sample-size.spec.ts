// RJafroc 2.1.3: SsPowerGivenJK, SsSampleSizeKGivenJ and SsPowerGivenJKOrVarCom; pilots Van Dyke (effect 0.05) and Franken (8 x 240, 0.03).
import { expect } from '@jest/globals';
import { isEstimated } from '../../data/index.js';
import { empiricalAuc } from '../../figures/index.js';
import type { Analysis } from '../../mrmc/index.js';
import {
  casesFor,
  dbmFromOr,
  dbmPower,
  orPower,
  pilotComponents,
  type PlannedStudy,
  type PlanningComponents,
} from '../../sizing/index.js';
import { readMrmc } from '../mrmc-reference.js';
import { goldenTest, readReference } from '../reference.js';

type Row = Readonly<Record<string, number>>;
type Peer = Readonly<Record<Analysis, Row>>;
type PeerTable = Readonly<Record<Analysis, readonly Row[]>>;

interface Reference {
  readonly vandyke_power_J_K: PeerTable;
  readonly vandyke_K_given_J: PeerTable;
  readonly franken_power: Peer;
  readonly franken_power_DBM2004: Peer;
  readonly direct: readonly (Peer & Row)[];
}

const ANALYSES: readonly Analysis[] = ['RRRC', 'FRRC', 'RRFC'];
const reference = () => readReference<Reference>('rjafroc_sample_size');
const needs = (dataset: string) => [`datasets/${dataset}.csv`, 'results/rjafroc_sample_size.json'];

function pilot(dataset: string): PlanningComponents {
  const components = pilotComponents(readMrmc(dataset), empiricalAuc);
  if (!isEstimated(components)) throw new Error(components.reason);
  return components;
}

/** The peer's names, e.g. powerRRRC, fRRRC or chsqFRRC. */
function expected(row: Row, analysis: Analysis) {
  return {
    power: row[`power${analysis}`],
    noncentrality: row[`ncp${analysis}`],
    ...(row[`df2${analysis}`] !== null && { df2: row[`df2${analysis}`] }),
    critical: row[`f${analysis}`] ?? row[`chsq${analysis}`],
  };
}

const planOf = (row: Row): PlannedStudy => ({
  readers: row['J']!,
  cases: row['K']!,
  effect: row['effect'] ?? row['e']!,
});

for (const analysis of ANALYSES) {
  goldenTest(
    `Van Dyke as pilot, ${analysis}: power of five studies`,
    () => {
      const components = pilot('vandyke');
      for (const row of reference().vandyke_power_J_K[analysis])
        expect(orPower(components, planOf(row), analysis)).toAgree(expected(row, analysis));
    },
    ...needs('vandyke'),
  );

  goldenTest(
    `Van Dyke as pilot, ${analysis}: cases for a power of 0.8`,
    () => {
      const components = pilot('vandyke');
      for (const row of reference().vandyke_K_given_J[analysis]) {
        const size = casesFor((plan) => orPower(components, plan, analysis), { readers: row['J']!, effect: 0.05 }, 0.8);
        const power = row[`power${analysis}`];
        // For random readers and fixed cases the peer gives the number of cases alone, under the name 2.
        expect(size).toAgree({ cases: row[`K${analysis}`] ?? row['2'], ...(power !== undefined && { power }) });
      }
    },
    ...needs('vandyke'),
  );

  goldenTest(
    `Franken as pilot, ${analysis}: Obuchowski-Rockette and DBM components`,
    () => {
      const components = pilot('franken');
      const plan = { readers: 8, cases: 240, effect: 0.03 };
      const { franken_power, franken_power_DBM2004 } = reference();
      expect(orPower(components, plan, analysis)).toAgree(expected(franken_power[analysis], analysis));
      expect(dbmPower(dbmFromOr(components), plan, analysis)).toAgree(
        expected(franken_power_DBM2004[analysis], analysis),
      );
    },
    ...needs('franken'),
  );

  goldenTest(
    `published components, ${analysis}`,
    () => {
      for (const row of reference().direct) {
        const { VarTR = 0, Cov1 = 0, Cov2 = 0, Cov3 = 0, Var = 0, KStar = 0 } = row;
        const components = { treatmentReader: VarTR, error: Var, cov1: Cov1, cov2: Cov2, cov3: Cov3, cases: KStar };
        expect(orPower(components, planOf(row), analysis)).toAgree(expected(row[analysis], analysis));
      }
    },
    'results/rjafroc_sample_size.json',
  );
}
