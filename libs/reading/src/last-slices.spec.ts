import type { ReadingEvent } from '@lectern/contracts';
import { lastSlices } from './last-slices.js';

test('of each stack the slice that was looked at last, whichever page it was', () => {
  const slice = (orientation: 'axial' | 'coronal', sopInstanceUid: string): ReadingEvent => ({
    kind: 'slice',
    atMillis: 1,
    orientation,
    sopInstanceUid,
  });
  const batches = [
    { events: [slice('axial', '2.25.1'), slice('coronal', '2.25.2'), slice('axial', '2.25.3')] },
    { events: [{ kind: 'activity', atMillis: 2 } as const, slice('axial', '2.25.4')] },
  ];
  expect(lastSlices(batches)).toEqual([
    { orientation: 'axial', sopInstanceUid: '2.25.4' },
    { orientation: 'coronal', sopInstanceUid: '2.25.2' },
  ]);
  expect(lastSlices([])).toEqual([]);
});
