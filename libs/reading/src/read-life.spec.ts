import { afterAct, readLife, type ReadAct, type ReadState } from './read-life.js';

const states = Object.keys(readLife) as ReadState[];
const acts: ReadAct[] = ['open', 'view', 'answer', 'take-over', 'reveal', 'submit', 'excuse', 'reopen'];

test('the life of a read, act by act; everything else is refused with a remedy', () => {
  const possible = states.flatMap((state) =>
    acts.flatMap((act) => {
      try {
        return [`${state} -${act}-> ${afterAct(state, act)}`];
      } catch (error) {
        expect(error).toMatchObject({ name: 'ReadingRefused', remedy: expect.stringMatching(/\w/) });
        return [];
      }
    }),
  );
  expect(possible).toEqual([
    'waiting -open-> open',
    'waiting -excuse-> excused',
    'open -view-> open',
    'open -answer-> open',
    'open -take-over-> open',
    'open -reveal-> open',
    'open -submit-> submitted',
    'open -excuse-> excused',
    'submitted -reopen-> waiting',
  ]);
});
