// iMRMC R 2.1.2: roeMetzConfigs, the twelve null structures; its variances of one modality add to those shared by both.
import { expect } from '@jest/globals';
import { roeMetzModel, type RoeMetzArea, type RoeMetzStructure } from '../../simulation/index.js';
import { goldenTest, readDataset } from '../reference.js';

const AREAS: Readonly<Record<string, RoeMetzArea>> = { '0p75': 0.7, '1p50': 0.855, '2p50': 0.96 };

goldenTest(
  'the twelve structures of Roe and Metz',
  () => {
    const configurations = readDataset('imrmc_roeMetzConfigs');
    expect(configurations).toHaveLength(12);
    for (const row of configurations) {
      const [, structure, mean] = /^(..)(.p..)_/.exec(row['']!)!;
      const of = (column: string) => Number(row[column]);
      expect(roeMetzModel(structure as RoeMetzStructure, AREAS[mean!]!)).toAgree({
        means: [of('mu.pos') + of('mu.Apos'), of('mu.pos') + of('mu.Bpos')],
        variances: {
          reader: of('var_r.neg'),
          readerCondition: of('var_r.Aneg'),
          case: of('var_c.neg'),
          caseCondition: of('var_c.Apos'),
          readerCase: of('var_rc.neg'),
          error: of('var_rc.Bpos'),
        },
        b: 1,
      });
    }
  },
  'datasets/imrmc_roeMetzConfigs.csv',
);
