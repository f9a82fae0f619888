import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { frocData, mrmcData, type MrmcData } from '@lectern/statistics';
import type { RatingsFile } from './mrmc-file.js';
import { readMrmcFile } from './read-mrmc-file.js';

const FORMATS = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/reference/datasets/formats');
const present = existsSync(FORMATS);
const reference = present ? test : test.skip;
const note = present ? '' : ' (reference data absent: ../shared/reference/datasets/formats)';

const read = (file: string) => readMrmcFile(file, readFileSync(join(FORMATS, file)));
const study = async (file: string): Promise<MrmcData> => mrmcData(((await read(file)) as RatingsFile).readings);

describe('Van Dyke’s study', () => {
  reference.each(['RocData.imrmc', 'RocData.lrc', 'Roc.xlsx'])(
    `is the same in %s as in RocData.csv${note}`,
    async (file) => {
      const [ours, csv] = [await study(file), await study('RocData.csv')];
      expect(ours.readers).toEqual(csv.readers);
      expect(ours.treatments).toEqual(csv.treatments);
      expect(ours.cases.map(({ positive }) => positive)).toEqual(csv.cases.map(({ positive }) => positive));
      expect(ours.ratings).toEqual(csv.ratings);
      expect(csv.ratings).toHaveLength(5 * 2 * 114);
      expect(csv.cases.filter(({ positive }) => positive)).toHaveLength(45);
    },
  );
});

describe('other examples of their packages', () => {
  reference(`marks of RJafroc${note}`, async () => {
    const file = await read('Froc.xlsx');
    if (file.kind !== 'froc') throw new Error(file.kind);
    const data = frocData(file.cases, file.reads);
    expect([data.readers, data.treatments, data.cases.length]).toEqual([['1', '3', '4', '5'], ['4', '5'], 200]);
    expect(file.reads.flatMap(({ lesions }) => lesions)).toHaveLength(736);
    expect(file.reads.flatMap(({ nonLesions }) => nonLesions)).toHaveLength(567);
  });

  reference(`iMRMC’s test input${note}`, async () => {
    const file = (await read('imrmc_test_input.imrmc')) as RatingsFile;
    const data = mrmcData(file.readings);
    expect([data.readers[0], data.treatments[0]]).toEqual(['reader1', 'testA']);
    expect(file.readings[0]).toEqual({
      reader: 'reader1',
      treatment: 'testA',
      case: 'negCase1',
      positive: false,
      rating: 0.1696,
    });
  });
});
