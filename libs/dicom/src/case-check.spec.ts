import { caseChecksOf } from '@lectern/contracts';
import type { CaseRules } from './case-check.js';
import { checkCase } from './case-check.js';
import type { ParsedInstance } from './instance.js';
import { orientations, testImages } from './testing/test-series.js';

const fetal: CaseRules = {
  planes: ['axial', 'coronal', 'sagittal'],
  checks: caseChecksOf({ slices: { min: 4, max: 40 }, spacingMm: { min: 2, max: 5 } }),
};
const checked = (checks: Parameters<typeof caseChecksOf>[0]): CaseRules => ({ checks: caseChecksOf(checks) });
const whole = [
  ...testImages({ seed: 1, orientation: orientations.axial }),
  ...testImages({ seed: 2, orientation: orientations.coronal }),
  ...testImages({ seed: 3, orientation: orientations.sagittal }),
];
const codesOf = (images: readonly ParsedInstance[], rules: CaseRules = {}): string[] =>
  checkCase(images, rules).problems.map(({ code }) => code);

test('a whole case has no problem; its stacks are known by direction and in order of place', () => {
  const check = checkCase([...whole].reverse(), fetal);
  expect(check.problems).toEqual([]);
  expect(check.stacks.map(({ plane }) => plane)).toEqual(['sagittal', 'coronal', 'axial']);
  for (const stack of check.stacks) {
    expect(stack.spacingMm).toBeCloseTo(4, 9);
    expect(stack.positionsMm.map(Math.round)).toEqual([-4, 0, 4, 8]);
    expect(stack).toMatchObject({ rows: 6, columns: 5, pixelSpacing: [0.8, 0.7] });
  }
});

test('a stack listed from the other end is put in order', () => {
  const [stack] = checkCase(testImages({ places: [8, 4, 0, -4] })).stacks;
  expect(stack?.instances.map(({ uids }) => uids.sopInstanceUid.at(-1))).toEqual(['4', '3', '2', '1']);
});

test.each<[string, readonly ParsedInstance[], CaseRules, string[]]>([
  ['nothing', [], {}, ['no-images']],
  ['an even oblique stack', testImages({ orientation: orientations.oblique, places: [0, 4, 8, 12] }), {}, []],
  ['a missing slice', testImages({ places: [0, 4, 12, 16] }), {}, ['missing-slices']],
  ['uneven slices', testImages({ places: [0, 4, 9, 13] }), {}, ['irregular-spacing']],
  [
    'uneven slices within a wider tolerance',
    testImages({ places: [0, 4, 9, 13] }),
    checked({ spacingTolerance: 0.3 }),
    [],
  ],
  ['two slices at one place', testImages({ places: [0, 4, 4, 8] }), {}, ['repeated-position']],
  ['too few slices', testImages({ places: [0, 4] }), checked({ slices: { min: 4, max: 40 } }), ['slice-count']],
  [
    'slices too far apart',
    testImages({ places: [0, 9, 18] }),
    checked({ spacingMm: { min: 2, max: 5 } }),
    ['slice-spacing'],
  ],
  [
    'two studies',
    [...testImages(), ...testImages({ seed: 2, identity: { studyInstanceUid: '2.25.7' } })],
    {},
    ['several-studies'],
  ],
  [
    'two patients',
    [...testImages(), ...testImages({ seed: 2, identity: { patient: { name: 'A', id: 'B' } } })],
    {},
    ['several-patients'],
  ],
  ['an image twice', [...testImages(), ...testImages().slice(0, 1)], {}, ['duplicate-instance', 'repeated-position']],
  ['too many stacks', whole, checked({ stacks: { min: 1, max: 2 } }), ['number-of-stacks']],
  [
    'a plane missing, one twice',
    [...testImages({ seed: 1 }), ...testImages({ seed: 2 })],
    { planes: ['axial', 'coronal'] },
    ['repeated-plane', 'missing-plane'],
  ],
  [
    'a localiser in the series',
    [...testImages(), ...intoSeries1(testImages({ seed: 4, orientation: orientations.sagittal, places: [12] }))],
    {},
    ['mixed-orientation', 'repeated-position'],
  ],
  [
    'another matrix in the series',
    [...testImages(), ...intoSeries1(testImages({ seed: 4, rows: 8, places: [12] }))],
    {},
    ['mixed-size'],
  ],
])('%s', (_, images, rules, codes) => {
  expect(codesOf(images, rules)).toEqual(codes);
});

test('a problem names tag, series, rule and remedy, and nothing of the patient', () => {
  const [problem] = checkCase(testImages({ places: [0, 4, 12, 16] })).problems;
  expect(problem).toEqual({
    code: 'missing-slices',
    tag: '00200032',
    severity: 'refused',
    seriesInstanceUid: '2.25.1000.1',
    plane: 'axial',
    sopInstanceUids: ['2.25.1000.1.2', '2.25.1000.1.3'],
    rule: 'A stack must be without gaps; 1 slices seem to be missing in this one.',
    remedy: 'Upload the series again, complete.',
  });
});

test('what a protocol only flags is told and takes nothing away; images are named on both sides of a gap', () => {
  const [problem] = checkCase(testImages({ places: [0, 4, 12, 16] }), checked({ missingSlices: 'flag' })).problems;
  expect(problem).toMatchObject({ code: 'missing-slices', severity: 'flagged' });
});

test('gestational age is that of the last menstrual period on the day of the study', () => {
  const at = (date: string) => testImages({ identity: { attributes: { LastMenstrualDate: date } } }); // the study is of 2021-03-17
  const rules = checked({ gestationalAgeWeeks: { min: 22, max: 36, otherwise: 'flag' } });
  expect(codesOf(at('20200901'), rules)).toEqual([]); // 28.1 weeks
  expect(checkCase(at('20201201'), rules).problems).toMatchObject([
    {
      code: 'gestational-age',
      severity: 'flagged',
      tag: '001021D0',
      rule: expect.stringMatching(/22 to 36 weeks; it is 15\.1/) as string,
    },
  ]);
  expect(codesOf(testImages(), rules)).toEqual([]); // the header does not say: the reference standard may
});

test('images made after the examination, and pixels of which the header is silent, as the protocol wants', () => {
  const capture = testImages({ identity: { attributes: { ImageType: ['DERIVED', 'SECONDARY'] } } });
  expect(codesOf(capture, checked({ secondaryImages: 'refuse' }))).toEqual(['secondary-image']);
  expect(codesOf(capture)).toEqual([]);
  const silent = testImages().map((image) => ({ ...image, dataset: new Map(image.dataset) }));
  for (const { dataset } of silent) dataset.delete('00280301');
  expect(codesOf(silent, checked({ unmarkedPixels: 'flag' }))).toEqual(['unmarked-pixels']);
  expect(codesOf(testImages(), checked({ unmarkedPixels: 'refuse' }))).toEqual([]);
});

function intoSeries1(images: readonly ParsedInstance[]): ParsedInstance[] {
  return images.map((image) => ({ ...image, uids: { ...image.uids, seriesInstanceUid: '2.25.1000.1' } }));
}
