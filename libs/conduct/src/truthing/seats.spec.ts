import type { TruthPanel } from '@lectern/records';
import { adjudicatorOf, judgesOf, seatOf } from './seats.js';

const left = new Date(0);
const member = (number: number, replaces: number | null = null, leftAt: Date | null = null, adjudicator = false) =>
  ({ number, replaces, leftAt, adjudicator }) as TruthPanel['members'][number];
const panel = {
  members: [
    member(1),
    member(2, null, left),
    member(3, null, left, true),
    member(4, 2, left),
    member(5, 3, null, true),
    member(6, 4),
  ],
};

test('a seat is the same for all who have had it, and one of them sits there', () => {
  expect([1, 2, 4, 6, 3, 5].map((number) => seatOf(panel, number))).toEqual([1, 2, 2, 2, 3, 3]);
  expect(judgesOf(panel).map(({ number }) => number)).toEqual([1, 6]);
  expect(adjudicatorOf(panel)?.number).toBe(5);
});
