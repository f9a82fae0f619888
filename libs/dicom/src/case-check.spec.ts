import type { CaseRules } from './case-check.js';
import { checkCase } from './case-check.js';
import type { ParsedInstance } from './instance.js';
import { orientations, testImages } from './testing/test-series.js';

const fetal: CaseRules = {
  planes: ['axial', 'coronal', 'sagittal'],
  slicesPerStack: { min: 4, max: 40 },
  sliceSpacingMm: { min: 2, max: 5 },
};
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
  ['uneven slices within a wider tolerance', testImages({ places: [0, 4, 9, 13] }), { spacingTolerance: 0.3 }, []],
  ['two slices at one place', testImages({ places: [0, 4, 4, 8] }), {}, ['repeated-position']],
  ['too few slices', testImages({ places: [0, 4] }), { slicesPerStack: { min: 4, max: 40 } }, ['slice-count']],
  [
    'slices too far apart',
    testImages({ places: [0, 9, 18] }),
    { sliceSpacingMm: { min: 2, max: 5 } },
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
  ['too many stacks', whole, { stacks: { min: 1, max: 2 } }, ['number-of-stacks']],
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
    seriesInstanceUid: '2.25.1000.1',
    rule: 'A stack must be without gaps; 1 slices seem to be missing in this one.',
    remedy: 'Upload the series again, complete.',
  });
});

function intoSeries1(images: readonly ParsedInstance[]): ParsedInstance[] {
  return images.map((image) => ({ ...image, uids: { ...image.uids, seriesInstanceUid: '2.25.1000.1' } }));
}
