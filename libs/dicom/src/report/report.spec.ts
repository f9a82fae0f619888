import { refusalOf } from '../testing/refusal-of.js';
import { testFiles, testImages } from '../testing/test-series.js';
import { datasetOf, type PlainDataset } from '../builder.js';
import { readPart10 } from '../part10.js';
import { writePart10 } from '../writer.js';
import { code, codeItem } from '../segmentation/codes.js';
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

test('places of a group are read with the images on which they lie, however deep; what names no image is refused', () => {
  const [image] = images;
  const region = { value: '111030', scheme: 'DCM', meaning: 'Image Region' };
  const item = (type: string, more: PlainDataset): PlainDataset => ({ RelationshipType: 'CONTAINS', ValueType: type, ConceptNameCodeSequence: [codeItem(region)], ...more }); // prettier-ignore
  const source = { RelationshipType: 'SELECTED FROM', ValueType: 'IMAGE', ReferencedSOPSequence: [{ ReferencedSOPClassUID: image!.uids.sopClassUid, ReferencedSOPInstanceUID: image!.uids.sopInstanceUid }] }; // prettier-ignore
  const drawn = item('SCOORD', { GraphicType: 'POLYLINE', GraphicData: [1, 1, 3, 1, 3, 3, 1, 1], ContentSequence: [source] }); // prettier-ignore
  const inSpace = item('SCOORD3D', { GraphicType: 'POINT', GraphicData: [1.5, -2, 3], ReferencedFrameOfReferenceUID: '2.25.7' }); // prettier-ignore
  const tracked = { RelationshipType: 'HAS OBS CONTEXT', ValueType: 'TEXT', ConceptNameCodeSequence: [codeItem(concept.trackingId)], TextValue: 'left' }; // prettier-ignore
  const reportWith = (...places: PlainDataset[]) => {
    const group = { RelationshipType: 'CONTAINS', ValueType: 'CONTAINER', ConceptNameCodeSequence: [codeItem(concept.group)], ContentSequence: [tracked, ...places] }; // prettier-ignore
    const { dataset } = readPart10(writeScoreReport({ ...made, score: 1 }));
    const content = datasetOf({ ContentSequence: [item('CONTAINER', { ContentSequence: [group] })] });
    return writePart10(new Map([...dataset, ...content]));
  };
  expect(readReport(reportWith(drawn, inSpace)).groups).toEqual([
    {
      trackingId: 'left',
      measurements: [],
      places: [
        { on: 'image', sopInstanceUid: image!.uids.sopInstanceUid, graphic: 'POLYLINE', points: [[1, 1], [3, 1], [3, 3], [1, 1]] },
        { on: 'patient', graphic: 'POINT', points: [[1.5, -2, 3]] },
      ],
    },
  ]); // prettier-ignore
  expect(refusalOf(() => readReport(reportWith(item('SCOORD', { GraphicType: 'POINT', GraphicData: [1, 1] })))).code).toBe('missing-attribute'); // prettier-ignore
});

test('an image is no report', () => {
  expect(refusalOf(() => readReport(testFiles()[0] as Uint8Array)).code).toBe('unsupported-object');
});
