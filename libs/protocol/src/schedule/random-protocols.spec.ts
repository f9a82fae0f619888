import fc from 'fast-check';
import { draws, studyOf } from '../../testing/random-study.js';
import { brokenPromises } from './promises.js';
import { deriveSchedule, scheduleHash } from './schedule.js';

test('a random protocol is refused with a reason, or its worklists keep every promise and come out the same again', () => {
  const outcomes = { refused: 0, planned: 0 };
  fc.assert(
    fc.property(draws, (draw) => {
      const study = studyOf(draw);
      outcomes[study.outcome]++;
      if (study.outcome === 'refused') {
        for (const { path, message, line } of study.issues)
          expect([path, message, line]).toEqual([expect.stringMatching(/./), expect.stringMatching(/.{10}/), 1]);
        return;
      }
      const { input } = study;
      const schedule = deriveSchedule(input);
      expect(brokenPromises(schedule, input)).toEqual([]);
      const again = deriveSchedule({
        ...input,
        readers: [...input.readers].reverse(),
        cases: [...input.cases].reverse(),
      });
      expect(scheduleHash(again)).toBe(scheduleHash(schedule));
    }),
    { numRuns: 150 },
  );
  expect(Math.min(outcomes.planned, outcomes.refused)).toBeGreaterThan(20);
});
