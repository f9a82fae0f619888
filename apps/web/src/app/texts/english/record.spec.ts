import { record } from './record.js';

test('an act begins small within its sentence, an abbreviation does not', () => {
  const acts = ['AI result computed', 'Read submitted'];
  expect(acts.map((act) => record.sentence('12 March 10:42 UTC', 'Lectern', act, null))).toEqual([
    '12 March 10:42 UTC, Lectern: AI result computed',
    '12 March 10:42 UTC, Lectern: read submitted',
  ]);
});
