import type { AiDisplay } from '@lectern/contracts';
import type { Repositories } from '@lectern/records';
import { aiViewOf } from './case-view.js';

const view = (shows: readonly AiDisplay[], detail: unknown) => {
  const result = { state: 'done', score: 0.4, detail, segmentations: [] };
  const on = { aiResults: { find: () => Promise.resolve(result) } } as unknown as Repositories;
  return aiViewOf(on, { id: 'aided', name: 'Aided', ai: { model: 'm', version: '1', shows: [...shows] } }, 'case');
};

test('the warning of images unlike those of calibration is shown where the protocol says so, and nowhere else', async () => {
  expect(await view(['score', 'domain-warning'], { foreign: true })).toMatchObject({ outOfDistribution: true });
  expect(await view(['score', 'domain-warning'], { foreign: false })).toMatchObject({ outOfDistribution: false });
  expect(await view(['score'], { foreign: true })).toMatchObject({ score: 0.4, outOfDistribution: null });
  expect(await view(['domain-warning'], { foreign: true })).toMatchObject({ score: null, outOfDistribution: true });
});

test('a result that does not know its domain warns of nothing', async () => {
  expect(await view(['domain-warning'], null)).toMatchObject({ outOfDistribution: null });
  expect(await view(['domain-warning'], { positive: true })).toMatchObject({ outOfDistribution: null });
});
