import type { Protocol } from '@lectern/contracts';
import { calibration } from './calibration.js';
import { changesByReader } from './changes.js';
import { readTable } from './read-table.js';

const protocol = {
  questions: [
    { id: 'gmh-ivh', kind: 'decision' },
    { id: 'likelihood', kind: 'rating', min: 0, max: 100 },
  ],
} as unknown as Protocol;
const header = 'read,reader,case,condition,truth,answer_gmh_ivh,answer_likelihood,answer_note,active_seconds';
const csv = [
  header,
  'a,1,1,unaided,1,absent,20,"a, ""quoted"" note",30.5',
  'b,1,1,aided,1,present,90,,20',
  'c,1,2,unaided,0,absent,10,,12',
  'd,1,2,aided,0,present,60,,11',
  'e,2,1,unaided,1,present,100,,',
  'f,2,1,aided,1,present,95,,9',
].join('\r\n');
const reads = readTable(csv, protocol, 'active');

test('reads.csv is read by the names of the protocol’s questions, quoted cells and empty ones too', () => {
  expect(reads).toHaveLength(6);
  expect(reads[0]).toEqual({
    reader: '1',
    case: '1',
    condition: 'unaided',
    positive: true,
    decision: false,
    likelihood: 0.2,
    seconds: 30.5,
  });
  expect(reads[4]?.seconds).toBeNull();
});

test('each reader’s decisions that became better, worse, or stayed', () => {
  expect(changesByReader(reads, 'unaided', 'aided')).toEqual([
    { reader: '1', better: 1, worse: 1, stayedRight: 0, stayedWrong: 0 },
    { reader: '2', better: 0, worse: 0, stayedRight: 1, stayedWrong: 0 },
  ]);
});

test('stated likelihood against what was there; the top of the scale belongs to the last bin', () => {
  const bins = calibration(reads, 5);
  expect(bins.map(({ reads: count }) => count)).toEqual([1, 1, 1, 3]);
  expect(bins.at(-1)).toMatchObject({ stated: (0.9 + 1 + 0.95) / 3, observed: 1 });
  expect(bins.at(-1)?.ci[0]).toBeLessThan(1);
});
