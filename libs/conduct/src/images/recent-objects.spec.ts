import type { ObjectStore } from '@lectern/storage';
import { RecentObjects } from './recent-objects.js';

/** A store that counts what it is asked for; an object is as long as its key says. */
function counting(): { store: ObjectStore; asked: string[] } {
  const asked: string[] = [];
  const get = async (key: string): Promise<Uint8Array> => {
    asked.push(key);
    if (key === 'missing') throw new Error('missing');
    return new Uint8Array(Number(key.split('-')[1]));
  };
  return { store: { get } as unknown as ObjectStore, asked };
}

test('what was asked for lately is not asked for again, also not while it is on its way', async () => {
  const { store, asked } = counting();
  const recent = new RecentObjects(store, 100);
  await Promise.all([recent.get('a-20'), recent.get('a-20')]);
  expect(await recent.get('a-20')).toHaveLength(20);
  expect(asked).toEqual(['a-20']);
});

test('the memory stays within its bounds: the oldest go, and a large one does not stay', async () => {
  const { store, asked } = counting();
  const recent = new RecentObjects(store, 100);
  for (const key of ['a-25', 'b-25', 'c-25', 'd-25', 'a-25', 'e-25', 'a-25', 'b-25']) await recent.get(key);
  expect(asked).toEqual(['a-25', 'b-25', 'c-25', 'd-25', 'e-25', 'b-25']);
  expect(await recent.get('large-26')).toHaveLength(26);
  await recent.get('large-26');
  expect(asked.filter((key) => key === 'large-26')).toHaveLength(2);
});

test('a failure is told to whoever waits, and not remembered', async () => {
  const { store, asked } = counting();
  const recent = new RecentObjects(store, 100);
  await expect(recent.get('missing')).rejects.toThrow('missing');
  await expect(recent.get('missing')).rejects.toThrow('missing');
  expect(asked).toEqual(['missing', 'missing']);
});
