import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseChecksOf } from '@lectern/contracts';
import { checkCase } from './case-check.js';
import { deidentify } from './deidentify/deidentify.js';
import { parseInstance } from './instance.js';
import { pixelHash } from './pixel-hash.js';
import { readSegmentation } from './segmentation/read-segmentation.js';
import { textsOf } from './values.js';
import { writePart10 } from './writer.js';

const folder = join(import.meta.dirname, '../../../../shared/data/fetal-cases');
const present = existsSync(folder);
if (!present) console.warn(`skipped: the fetal cases, since ${folder} is not there`);
const onCases = present ? test : test.skip;

const planes = ['axial', 'coronal', 'sagittal'] as const;
const filesOf = (name: string): Buffer[] =>
  planes.flatMap((plane) =>
    readdirSync(join(folder, name, plane)).map((file) => readFileSync(join(folder, name, plane, file))),
  );
/** Patient, birth date, study date, accession, hospital, doctor, descriptions and UIDs. */
const identifyingTags = [
  '00100010', '00100020', '00100030', '00080020', '00080050', '00080080', '00080090', '00081030', '0008103E', '0020000D', '0020000E', '00080018', '00200052',
]; // prettier-ignore
const key = new Uint8Array(32).fill(3);

onCases(
  'eight examinations are whole before and after de-identification, with the same pixels and no trace of the headers',
  () => {
    const names = readdirSync(folder).filter((name) => name.startsWith('case-'));
    expect(names.length).toBe(8);
    for (const name of names) {
      const images = filesOf(name).map((file) => parseInstance(file));
      const cleaned = images.map((image) => writePart10(deidentify(image, { key }).part10.dataset));
      const after = cleaned.map((file) => parseInstance(file));
      for (const stage of [images, after]) {
        const check = checkCase(stage, { planes, checks: caseChecksOf({ spacingMm: { min: 4, max: 4 } }) });
        expect([name, check.problems]).toEqual([name, []]);
      }
      expect(pixelHash(after).caseHash).toBe(pixelHash(images).caseHash);
      const identifying = new Set(
        images.flatMap(({ dataset }) => identifyingTags.flatMap((tag) => textsOf(dataset, tag))),
      );
      expect(identifying.size).toBeGreaterThan(images.length);
      const whole = Buffer.concat(cleaned);
      expect([...identifying].filter((value) => whole.includes(value))).toEqual([]);
    }
  },
);

// Pixel counts by pydicom 3.0.2 and highdicom 0.28.2 of the same file.
onCases('a segmentation that highdicom wrote is read', () => {
  const segmentation = readSegmentation(readFileSync(join(folder, 'reference/case-002/axial.seg.dcm')));
  expect(segmentation).toMatchObject({
    rows: 189,
    columns: 135,
    segments: [{ segmentNumber: 1, label: 'Implanted haemorrhage' }],
  });
  const counts = segmentation.frames.map(({ mask }) => mask.reduce((sum, inside) => sum + inside, 0));
  expect(counts).toEqual([371, 906, 1321, 1577, 1036, 605, 279, 77, 39, 19]);
});
