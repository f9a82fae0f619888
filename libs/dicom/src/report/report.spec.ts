import { refusalOf } from '../testing/refusal-of.js';
import { testFiles, testImages } from '../testing/test-series.js';
import { code } from '../segmentation/codes.js';
import { concept } from './concepts.js';
import { readReport } from './read-report.js';
import { writeScoreReport } from './write-score-report.js';

const images = testImages();
const made = { images, algorithm: { name: 'détecteur', version: '1.0.0' }, finding: code.haemorrhage, contentDate: '20261125', contentTime: '101500' }; // prettier-ignore

test('a score comes back with its algorithm, of its examination, to the last digit that a decimal string holds', () => {
  const report = readReport(writeScoreReport({ ...made, score: 0.8734567890123 }));
  expect(report).toMatchObject({
    studyInstanceUid: images[0]!.uids.studyInstanceUid,
    evidence: images.map(({ uids }) => uids.sopInstanceUid),
    groups: [{ trackingId: 'détecteur 1.0.0', places: [], measurements: [{ concept: concept.caseScore, unit: concept.noUnits, value: 0.8734567890123 }] }], // prettier-ignore
  });
});

test('the same score of the same model is the same object, another score another', () => {
  const bytes = writeScoreReport({ ...made, score: 0.5 });
  expect(writeScoreReport({ ...made, score: 0.5 })).toEqual(bytes);
  expect(readReport(writeScoreReport({ ...made, score: 0.6 })).sopInstanceUid).not.toBe(readReport(bytes).sopInstanceUid); // prettier-ignore
  expect(() => writeScoreReport({ ...made, images: [], score: 0.5 })).toThrow(RangeError);
});

test('an image is no report', () => {
  expect(refusalOf(() => readReport(testFiles()[0] as Uint8Array)).code).toBe('unsupported-object');
});
