import type { Page } from '@lectern/contracts';
import { Paged } from './paged.js';

/** A list of numbers behind a server whose answers are given one by one. */
function server(length: number) {
  const waiting: (() => void)[] = [];
  let numbers = Array.from({ length }, (_, n) => n);
  const load = (after: string | undefined, limit: number): Promise<Page<number>> =>
    new Promise((resolve) =>
      waiting.push(() => {
        const rest = numbers.filter((n) => after === undefined || n > Number(after));
        const items = rest.slice(0, limit);
        resolve({ items, next: rest.length > limit ? `${items.at(-1)}` : null });
      }),
    );
  const answer = async (which = 0): Promise<void> => {
    waiting.splice(which, 1)[0]?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { load, answer, grow: (n: number) => (numbers = [...numbers, n]) };
}

test('pages follow each other to the end, and a second click while one is on its way asks nothing', async () => {
  const { load, answer } = server(5);
  const list = new Paged(load, 2);
  void list.reload();
  expect(list.items()).toBeNull();
  await answer();
  expect([list.items(), list.hasMore()]).toEqual([[0, 1], true]);
  void list.more();
  void list.more();
  await answer();
  expect(list.items()).toEqual([0, 1, 2, 3]);
  void list.more();
  await answer();
  expect([list.items(), list.hasMore()]).toEqual([[0, 1, 2, 3, 4], false]);
});

test('a reload keeps as much as was shown, and takes in what came meanwhile', async () => {
  const { load, answer, grow } = server(3);
  const list = new Paged(load, 2);
  void list.reload();
  await answer();
  void list.more();
  await answer();
  grow(3);
  void list.reload();
  expect(list.items()).toEqual([0, 1, 2]);
  await answer();
  expect([list.items(), list.hasMore()]).toEqual([[0, 1, 2], true]);
});

test('an answer that comes after that of a later question is dropped', async () => {
  const { load, answer } = server(4);
  const list = new Paged(load, 2);
  void list.reload();
  void list.restart();
  await answer(1);
  expect(list.items()).toEqual([0, 1]);
  void list.more();
  await answer(1);
  await answer(0);
  expect(list.items()).toEqual([0, 1, 2, 3]);
});

test('what failed is told, and what is shown stays', async () => {
  let fails = false;
  const list = new Paged<number>(async () => {
    if (fails) throw new Error('away');
    return { items: [1], next: null };
  });
  await list.reload();
  fails = true;
  await list.reload();
  expect([list.items(), list.error(), list.loading()]).toEqual([[1], new Error('away'), false]);
});
