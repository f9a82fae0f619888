import fc from 'fast-check';
import { mayReach, type ImageResource, type ReadImages } from './reach.js';

const ai = { model: 'm', version: '1', shows: ['score', 'segmentation'] };
const unaided: ReadImages = { caseId: 'a', ai: null };
const aided: ReadImages = { caseId: 'b', ai };
const source = (caseId: string): ImageResource => ({ kind: 'source', caseId });
const segmentation = (caseId: string, version = '1'): ImageResource => ({
  kind: 'segmentation',
  caseId,
  model: 'm',
  version,
});

test('source images of the open read and of the next, nothing else', () => {
  expect(mayReach(unaided, aided, source('a'))).toBe(true);
  expect(mayReach(unaided, aided, source('b'))).toBe(true);
  expect(mayReach(unaided, aided, source('c'))).toBe(false);
  expect(mayReach(null, aided, source('b'))).toBe(false);
});

test('AI objects only where the read shows them', () => {
  expect(mayReach(unaided, aided, segmentation('a'))).toBe(false);
  expect(mayReach(unaided, aided, segmentation('b'))).toBe(true);
  expect(mayReach(aided, unaided, segmentation('b', '2'))).toBe(false);
  expect(mayReach({ caseId: 'a', ai: { ...ai, shows: ['score'] } }, null, segmentation('a'))).toBe(false);
});

test('no segmentation is reached through reads that are all unaided', () => {
  const read = fc.record({ caseId: fc.constantFrom('a', 'b', 'c'), ai: fc.constant(null) });
  fc.assert(
    fc.property(fc.option(read), fc.option(read), fc.constantFrom('a', 'b', 'c'), (open, next, caseId) => {
      expect(mayReach(open, next, segmentation(caseId))).toBe(false);
    }),
  );
});

test('heat maps and outlines are granted apart', () => {
  const heated: ReadImages = { caseId: 'a', ai: { ...ai, shows: ['heat-map'] } };
  const outlined: ReadImages = { caseId: 'a', ai: { ...ai, shows: ['segmentation'] } };
  const heatMap: ImageResource = { kind: 'heat-map', caseId: 'a', model: 'm', version: '1' };
  expect([mayReach(heated, null, heatMap), mayReach(heated, null, segmentation('a'))]).toEqual([true, false]);
  expect([mayReach(outlined, null, heatMap), mayReach(outlined, null, segmentation('a'))]).toEqual([false, true]);
});
