import type { AiView, CaseImages } from '@lectern/contracts';
import { prefetchStacksOf, readingEventOf, stacksOf } from './viewer-case.js';

const images: CaseImages = {
  studyInstanceUid: '1.9',
  stacks: [
    { orientation: 'axial', seriesInstanceUid: '1.1' },
    { orientation: 'coronal', seriesInstanceUid: '1.2' },
  ],
};
const ai: AiView = {
  model: 'm',
  version: '1',
  shows: ['score', 'segmentation'],
  state: 'available',
  score: 0.4,
  outOfDistribution: null,
  segmentations: [
    { orientation: 'coronal', seriesInstanceUid: '2.2' },
    { orientation: 'axial', seriesInstanceUid: '2.1' },
  ],
  heatMaps: [],
};

test('each stack gets the segmentation of its own orientation', () => {
  expect(stacksOf(images, ai).map((stack) => [stack.orientation, stack.segmentationSeriesInstanceUid])).toEqual([
    ['axial', '2.1'],
    ['coronal', '2.2'],
  ]);
});

test.each([
  ['unaided', undefined],
  ['shows the score alone', { ...ai, shows: ['score' as const] }],
  ['has no AI result', { ...ai, state: 'unavailable' as const }],
])('a read that %s names no segmentation to the viewer', (_, view) => {
  expect(JSON.stringify(stacksOf(images, view))).not.toContain('segmentation');
});

test('the next case is loaded ahead with the segmentation of each stack that has one', () => {
  const segmentationsOf = (segmentations: AiView['segmentations']) =>
    prefetchStacksOf({ images, segmentations, heatMaps: [] }).map((stack) => stack.segmentationSeriesInstanceUid);
  expect(segmentationsOf(ai.segmentations)).toEqual(['2.1', '2.2']);
  expect(segmentationsOf([{ orientation: 'coronal', seriesInstanceUid: '2.2' }])).toEqual([undefined, '2.2']);
  expect(segmentationsOf([])).toEqual([undefined, undefined]);
});

test('the record hears what was seen, not what the viewer says of itself', () => {
  const envelope = { lectern: 'from-viewer', protocol: 1, atMillis: 7 } as const;
  expect(
    readingEventOf({
      ...envelope,
      type: 'slice',
      caseToken: '1',
      orientation: 'axial',
      sopInstanceUid: '1.2',
      index: 3,
      count: 9,
    }),
  ).toEqual({ kind: 'slice', atMillis: 7, orientation: 'axial', sopInstanceUid: '1.2' });
  expect(readingEventOf({ ...envelope, type: 'ready' })).toBeNull();
});

test('each stack gets its heat map, where the read shows heat maps', () => {
  const heated = { ...ai, shows: ['heat-map' as const], heatMaps: [{ orientation: 'axial' as const, seriesInstanceUid: '3.1' }] }; // prettier-ignore
  expect(stacksOf(images, heated)).toEqual([
    { ...images.stacks[0], heatMapSeriesInstanceUid: '3.1' },
    images.stacks[1],
  ]);
  expect(JSON.stringify(stacksOf(images, { ...heated, shows: ['score'] }))).not.toContain('3.1');
});
